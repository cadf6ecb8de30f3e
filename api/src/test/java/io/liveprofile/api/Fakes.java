package io.liveprofile.api;

import io.liveprofile.api.judgement.JudgementEndpoints;
import io.liveprofile.api.pipeline.PipelineStatus;
import io.liveprofile.ingest.IngestStatus;
import io.liveprofile.sealing.SealedValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Everybody who is asked, without a broker and a cluster. */
final class Fakes {
    private Fakes() {}

    static HttpApi.Asked asked() {
        return asked(new FakeQuarantine(), new FakeCollector());
    }

    static HttpApi.Asked asked(FakeQuarantine quarantine, FakeCollector collector) {
        return asked(
                new FakeCustomerProfiles(),
                new FakeFinder(),
                quarantine,
                collector,
                new FakeOperations(),
                new FakeSignals());
    }

    static HttpApi.Asked asked(FakeCustomerProfiles profiles) {
        return asked(
                profiles,
                new FakeFinder(),
                new FakeQuarantine(),
                new FakeCollector(),
                new FakeOperations(),
                new FakeSignals());
    }

    static HttpApi.Asked asked(FakeOperations operations) {
        return asked(
                new FakeCustomerProfiles(),
                new FakeFinder(),
                new FakeQuarantine(),
                new FakeCollector(),
                operations,
                new FakeSignals());
    }

    static HttpApi.Asked asked(FakeFinder finder, FakeSignals signals) {
        return asked(
                new FakeCustomerProfiles(),
                finder,
                new FakeQuarantine(),
                new FakeCollector(),
                new FakeOperations(),
                signals);
    }

    private static HttpApi.Asked asked(
            FakeCustomerProfiles profiles,
            FakeFinder finder,
            FakeQuarantine quarantine,
            FakeCollector collector,
            FakeOperations operations,
            FakeSignals signals) {
        return new HttpApi.Asked(
                profiles,
                finder,
                Fakes::opened,
                quarantine,
                collector,
                () -> new IngestStatus(
                        7, List.of(new IngestStatus.Partition("customer-events", 3, 10, 6, 1, 1, 1, 1, 7, 2.5))),
                origin -> origin.offset() < 5,
                operations,
                signals,
                () -> CompletableFuture.completedFuture(new JudgementEndpoints.Rejudged(3, 2)),
                new FakeErasures(),
                () -> new PipelineStatus(
                        "10.0.0.1:25520",
                        List.of(new PipelineStatus.Member("10.0.0.1:25520", "up", true)),
                        List.of(new PipelineStatus.Bucket(5, 10))));
    }

    /** What Ava's seals hold; nothing else can be opened. */
    private static CompletionStage<List<Optional<byte[]>>> opened(List<SealedValue> values) {
        return CompletableFuture.completedFuture(values.stream()
                .map(value -> Optional.of("\"ava@example.com\"".getBytes(StandardCharsets.UTF_8))
                        .filter(_ -> value.field().equals("traits.email") && value.bytes()[0] == 1))
                .toList());
    }
}
