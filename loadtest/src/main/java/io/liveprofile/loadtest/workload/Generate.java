package io.liveprofile.loadtest.workload;

import io.liveprofile.loadtest.workload.WorkloadRecord.Fate;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes a workload to a file or to Kafka. */
@Command(
        name = "generate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Writes interactions of customers to a file (key TAB value) or to Kafka.")
public final class Generate implements Callable<Integer> {
    private static final class Target {
        @Option(names = "--file", paramLabel = "FILE", description = "write lines of key TAB value")
        private @Nullable Path file;

        @Option(names = "--kafka", paramLabel = "HOST:PORT", description = "put them on Kafka")
        private @Nullable String kafka;
    }

    @Spec
    private @Nullable CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    private Target target = new Target();

    @Option(
            names = "--workload",
            defaultValue = "shop-day",
            description = "shop-day: the reference workload (default); shop: the sample shop with its stories")
    private String workload = "shop-day";

    @Option(names = "--records", defaultValue = "1000000", description = "how many (${DEFAULT-VALUE})")
    private long records;

    @Option(names = "--customers", description = "how many (100000 in shop-day, 3000 in shop)")
    private @Nullable Integer customers;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "the same seed gives the same records (${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = "--day",
            description = "the day (UTC) of the event times, as 2026-11-20; yesterday in shop-day, from now on in shop")
    private @Nullable LocalDate day;

    @Option(names = "--topic", defaultValue = "customer-events", description = "the topic (${DEFAULT-VALUE})")
    private String topic = "customer-events";

    @Option(
            names = "--rate",
            description = "records a second, sent on schedule whatever the broker does; without it: as fast as it goes")
    private @Nullable Double perSecond;

    public static void main(String[] args) {
        System.exit(execute(args));
    }

    static int execute(String... args) {
        return new CommandLine(new Generate())
                .setExecutionExceptionHandler((problem, command, parsed) -> {
                    if (problem instanceof KafkaException || problem instanceof IOException) {
                        command.getErr().println("generate: " + problem.getMessage());
                        return 1;
                    }
                    throw problem;
                })
                .execute(args);
    }

    @Override
    public Integer call() throws IOException {
        var expected = new Expected();
        var source = counted(source(), expected);
        long start = System.nanoTime();
        if (target.file != null) {
            write(source, target.file);
        } else if (target.kafka != null) {
            feed(source, target.kafka);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                "%,d records (%,d sound of %,d customers, %,d duplicates, %,d malformed) in %.1f s: %,.0f records/s%n",
                expected.records(),
                expected.of(Fate.SOUND),
                expected.soundByKey().size(),
                expected.of(Fate.DUPLICATE),
                expected.of(Fate.MALFORMED),
                seconds,
                expected.records() / seconds);
        return 0;
    }

    private Iterator<WorkloadRecord> source() {
        if (target.file != null && perSecond != null) {
            throw refused("--rate goes with --kafka; a file is written as fast as it goes");
        }
        if (records < 1 || perSecond != null && !(perSecond > 0)) {
            throw refused("--records and --rate must be above zero");
        }
        try {
            return switch (workload) {
                case "shop-day" -> shopDay();
                case "shop" -> shop();
                default -> throw new IllegalArgumentException("--workload is shop-day or shop, not " + workload);
            };
        } catch (IllegalArgumentException e) {
            throw refused(String.valueOf(e.getMessage()));
        }
    }

    private ShopDay shopDay() {
        var at = day == null ? LocalDate.now(ZoneOffset.UTC).minusDays(1) : day;
        return new ShopDay(seed, customers == null ? ShopDay.CUSTOMERS : customers, records, at);
    }

    private Shop shop() {
        var start =
                day == null ? Instant.now() : day.atStartOfDay(ZoneOffset.UTC).toInstant();
        return new Shop(
                seed,
                customers == null ? Shop.CUSTOMERS : customers,
                perSecond == null ? Shop.RECORDS_PER_SECOND : perSecond,
                start);
    }

    private Iterator<WorkloadRecord> counted(Iterator<WorkloadRecord> source, Expected expected) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return expected.records() < records && source.hasNext();
            }

            @Override
            public WorkloadRecord next() {
                return expected.count(source.next());
            }
        };
    }

    private static void write(Iterator<WorkloadRecord> source, Path file) throws IOException {
        try (OutputStream lines = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            while (source.hasNext()) {
                var told = source.next();
                lines.write(told.key());
                lines.write('\t');
                lines.write(told.value());
                lines.write('\n');
            }
        }
    }

    private void feed(Iterator<WorkloadRecord> source, String bootstrap) {
        try (var feed = new KafkaFeed(bootstrap, topic)) {
            if (perSecond == null) {
                feed.atFullSpeed(source);
            } else {
                feed.atRate(source, perSecond);
            }
        }
    }

    private RuntimeException refused(String why) {
        return spec == null ? new IllegalArgumentException(why) : new ParameterException(spec.commandLine(), why);
    }
}
