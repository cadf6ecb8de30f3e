package io.liveprofile.server.privacy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Looks for texts wherever something is kept. */
final class Scan {
    private static final int CHUNK_BYTES = 8 << 20;

    private final List<String> needles;
    private final List<String> found = new ArrayList<>();
    private int places;

    private Scan(Collection<String> needles) {
        this.needles = List.copyOf(needles);
    }

    static Scan of(Collection<String> needles) {
        return new Scan(needles);
    }

    /** Where something was found. */
    List<String> found() {
        return found;
    }

    /** How many columns, partitions and files were looked into. */
    int places() {
        return places;
    }

    /** Every column of every table: bytes as bytes, whatever else as the text that it is shown as. */
    Scan database(String url) throws SQLException {
        try (var connection = DriverManager.getConnection(url);
                var columns = connection
                        .createStatement()
                        .executeQuery("select quote_ident(c.table_schema) || '.' || quote_ident(c.table_name),"
                                + " quote_ident(c.column_name), c.data_type from information_schema.columns c"
                                + " join information_schema.tables t using (table_schema, table_name)"
                                + " where t.table_type = 'BASE TABLE'"
                                + " and c.table_schema not in ('pg_catalog', 'information_schema')")) {
            while (columns.next()) {
                column(connection, columns.getString(1), columns.getString(2), columns.getString(3));
            }
        }
        return this;
    }

    private void column(Connection connection, String table, String column, String type) throws SQLException {
        places++;
        for (var needle : needles) {
            var holds = type.equals("bytea")
                    ? "position(convert_to(?, 'UTF8') in " + column + ") > 0"
                    : "position(lower(?) in lower(" + column + "::text)) > 0";
            try (var query = connection.prepareStatement("select count(*) from " + table + " where " + holds)) {
                query.setString(1, needle);
                var rows = query.executeQuery();
                rows.next();
                note(rows.getLong(1) > 0, table + "." + column, needle);
            }
        }
    }

    /** Keys, values and headers of all records. */
    Scan topics(String bootstrap, Collection<String> topics) {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", bootstrap, "group.id", "scan-" + UUID.randomUUID()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            var partitions = topics.stream()
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            places += partitions.size();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                for (var record : consumer.poll(Duration.ofMillis(500))) {
                    bytes(record.topic() + " key", record.key());
                    bytes(record.topic() + " value", record.value());
                    record.headers().forEach(header -> bytes(record.topic() + " header", header.value()));
                }
            }
        }
        return this;
    }

    /** What was written since then below this folder, as it lies on the disk. */
    Scan files(Path folder, Instant since) throws IOException {
        return files(folder, _ -> true, since);
    }

    /**
     * Batches that their producer compressed (those of every topic that the service writes) hide what is in them from whoever looks at the
     * bytes of the file: {@link #topics} reads the same records as any consumer does.
     *
     * @param wanted which of the files
     */
    Scan files(Path folder, Predicate<Path> wanted, Instant since) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).filter(wanted).toList()) {
                try {
                    if (Files.getLastModifiedTime(file).compareTo(FileTime.from(since)) >= 0) {
                        file(file);
                    }
                } catch (NoSuchFileException gone) {
                    // A server tidies up while it runs.
                }
            }
        }
        return this;
    }

    private void file(Path file) throws IOException {
        places++;
        try (var in = Files.newInputStream(file)) {
            var overlap = "";
            for (byte[] chunk = in.readNBytes(CHUNK_BYTES); chunk.length > 0; chunk = in.readNBytes(CHUNK_BYTES)) {
                var text = overlap + new String(chunk, StandardCharsets.ISO_8859_1);
                needles.forEach(needle -> note(text.contains(needle), file.toString(), needle));
                overlap = text.substring(Math.max(0, text.length() - 100));
            }
        }
    }

    Scan text(String place, String text) {
        places++;
        needles.forEach(needle -> note(text.contains(needle), place, needle));
        return this;
    }

    private void bytes(String place, byte[] bytes) {
        if (bytes != null) {
            var text = new String(bytes, StandardCharsets.ISO_8859_1);
            needles.forEach(needle -> note(text.contains(needle), place, needle));
        }
    }

    private void note(boolean isThere, String place, String needle) {
        if (isThere) {
            found.add(place + ": " + needle);
        }
    }
}
