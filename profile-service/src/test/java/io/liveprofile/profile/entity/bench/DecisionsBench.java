package io.liveprofile.profile.entity.bench;

import io.liveprofile.loadtest.bench.Bench;
import io.liveprofile.loadtest.bench.Benches;
import io.liveprofile.loadtest.bench.Contestant;
import io.liveprofile.loadtest.bench.OpenLoop;
import io.liveprofile.loadtest.bench.Readings;
import io.liveprofile.loadtest.bench.Run;
import io.liveprofile.profile.domain.facts.Whereabouts;
import io.liveprofile.profile.domain.judgement.Decision;
import io.liveprofile.schemas.typed.Money;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** How long a durable payment decision takes under 2,000 interactions a second, beside a bare insert of one row. */
public final class DecisionsBench implements Bench {
    private static final double PER_SECOND = 100;
    private static final double RATIO_MAX = 3;
    private static final double USERS_OWN_BAR_MILLIS = 200;
    private static final int ROW_BYTES = 300;

    public static void main(String[] args) {
        Benches.main(new DecisionsBench(), args);
    }

    @Override
    public void run(Run run) throws Exception {
        var span = run.quick() ? Duration.ofSeconds(2) : Duration.ofSeconds(10);
        var table = "bare_" + UUID.randomUUID().toString().replace("-", "");
        try (var shop = new Shop();
                var connection = Shop.database();
                var thread = Executors.newSingleThreadExecutor()) {
            try (var statement = connection.createStatement()) {
                statement.execute("create table " + table + " (id bigserial primary key, row bytea)");
            }
            var insert = connection.prepareStatement("insert into " + table + " (row) values (?)");
            insert.setBytes(1, new byte[ROW_BYTES]);
            var measured = run.interleaved(
                    new Contestant(
                            "decision",
                            () -> told(shop.during(
                                    span,
                                    PER_SECOND,
                                    number -> shop.node.profiles().decide(Shop.customer(number), attempt())))),
                    new Contestant(
                            "bare insert", () -> told(shop.during(span, PER_SECOND, _ -> inserted(insert, thread)))));
            run.report(measured.of("decision", "p50").beside(measured.of("bare insert", "p50")));
            run.report(measured.of("decision", "p99")
                    .beside(measured.of("bare insert", "p99"))
                    .atMost(RATIO_MAX));
            run.report(measured.of("decision", "p99").atMost(USERS_OWN_BAR_MILLIS));
        }
    }

    private static Decision.Attempt attempt() {
        return new Decision.Attempt(
                Decision.Kind.PAYMENT,
                UUID.randomUUID().toString(),
                Optional.empty(),
                Optional.of(new Money("EUR", 1_999)),
                Whereabouts.NOWHERE,
                System.currentTimeMillis());
    }

    private static CompletableFuture<?> inserted(PreparedStatement insert, ExecutorService thread) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        insert.executeUpdate();
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                },
                thread);
    }

    private static Readings told(OpenLoop.Outcome outcome) {
        return Readings.of("p50", outcome.latencies().millisAt(50), "ms")
                .and("p99", outcome.latencies().millisAt(99), "ms");
    }
}
