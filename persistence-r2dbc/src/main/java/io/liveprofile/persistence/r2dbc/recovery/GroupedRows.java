package io.liveprofile.persistence.r2dbc.recovery;

import io.liveprofile.persistence.r2dbc.recovery.Recovered.Last;
import io.liveprofile.persistence.r2dbc.recovery.RecoveredRow.Metadata;
import io.r2dbc.spi.Row;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The entries of one id, which come as one row: of each column the values of all entries, one behind the other as
 * PostgreSQL sends them. What driver and server do for a row, or for an element of an array, costs more than its bytes.
 *
 * @param rows up to the first entry that was too large to come along
 * @param found how many entries were looked at, those left out included
 * @param last of these
 */
record GroupedRows(List<RecoveredRow> rows, int found, Optional<Last> last) {
    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");
    private static final int DELETED = -1;
    private static final int TOO_LARGE = -2;

    /** Of each entry: the bytes of its payload, or why there are none. {@code $4} is what an entry may have. */
    static final String BYTES = "case when j.deleted then " + DELETED
            + " when octet_length(j.event_payload) + coalesce(octet_length(j.meta_payload), 0) > $4 then " + TOO_LARGE
            + " else octet_length(j.event_payload) end as bytes";

    /** Over the rows {@code f} of one id, in order. No text in PostgreSQL has a zero byte: it can stand between two. */
    static final String COLUMNS = """
        string_agg(int8send(f.seq_nr), '') as nrs, string_agg(timestamptz_send(f.db_timestamp), '') as ats,
        string_agg(int4send(f.event_ser_id), '') as sers, string_agg(int4send(f.bytes), '') as sizes,
        string_agg(f.event_payload, '') filter (where f.bytes >= 0) as payloads,
        string_agg(textsend(f.event_ser_manifest), '\\x00') as manifests,
        string_agg(textsend(f.writer), '\\x00') as writers,
        string_agg(textsend(coalesce(f.adapter_manifest, '')), '\\x00') as adapters,
        string_agg(record_send(row(f.seq_nr, f.meta_ser_id, coalesce(f.meta_ser_manifest, ''), f.meta_payload)), '')
            filter (where f.meta_ser_id is not null and f.bytes >= 0) as metas\
        """;

    static GroupedRows of(Row row) {
        var numbers = column(row, "nrs");
        int found = numbers.remaining() / Long.BYTES;
        if (found == 0) {
            return new GroupedRows(List.of(), 0, Optional.empty());
        }
        var id = Objects.requireNonNull(row.get("persistence_id", String.class));
        var ats = column(row, "ats");
        int lastAt = (found - 1) * Long.BYTES;
        var last = new Last(numbers.getLong(lastAt), instant(ats.getLong(lastAt)));
        var serializers = column(row, "sers");
        var sizes = column(row, "sizes");
        var payloads = column(row, "payloads");
        var manifests = new Texts(column(row, "manifests").array());
        var writers = new Texts(column(row, "writers").array());
        var adapters = new Texts(column(row, "adapters").array());
        var metadata = metadata(column(row, "metas"));
        var rows = new ArrayList<RecoveredRow>(found);
        for (int n = 0; n < found; n++) {
            int size = sizes.getInt();
            if (size == TOO_LARGE) {
                break;
            }
            long sequenceNr = numbers.getLong();
            rows.add(new RecoveredRow(
                    id,
                    sequenceNr,
                    instant(ats.getLong()),
                    size == DELETED,
                    serializers.getInt(),
                    manifests.next(),
                    bytes(payloads, Math.max(0, size)),
                    writers.next(),
                    adapters.next(),
                    metadata.get(sequenceNr)));
        }
        return new GroupedRows(rows, found, Optional.of(last));
    }

    private static ByteBuffer column(Row row, String name) {
        return ByteBuffer.wrap(Objects.requireNonNullElse(row.get(name, byte[].class), new byte[0]));
    }

    private static Instant instant(long micros) {
        return EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    /** Few entries have any: of those that do, by sequence number. */
    private static Map<Long, Metadata> metadata(ByteBuffer records) {
        if (!records.hasRemaining()) {
            return Map.of();
        }
        var found = new HashMap<Long, Metadata>();
        while (records.hasRemaining()) {
            records.getInt();
            found.put(
                    ByteBuffer.wrap(field(records)).getLong(),
                    new Metadata(
                            ByteBuffer.wrap(field(records)).getInt(),
                            new String(field(records), StandardCharsets.UTF_8),
                            field(records)));
        }
        return found;
    }

    /** Of a record: the type, the length, the value. */
    private static byte[] field(ByteBuffer records) {
        records.getInt();
        return bytes(records, Math.max(0, records.getInt()));
    }

    private static byte[] bytes(ByteBuffer from, int length) {
        var bytes = new byte[length];
        from.get(bytes);
        return bytes;
    }
}
