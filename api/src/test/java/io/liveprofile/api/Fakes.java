package io.liveprofile.api;

import io.liveprofile.ingest.IngestStatus;
import java.util.List;

/** Everybody who is asked, without a broker and a cluster. */
final class Fakes {
    private Fakes() {}

    static HttpApi.Asked asked() {
        return asked(new FakeQuarantine(), new FakeCollector());
    }

    static HttpApi.Asked asked(FakeQuarantine quarantine, FakeCollector collector) {
        return asked(quarantine, collector, new FakeOperations());
    }

    static HttpApi.Asked asked(FakeOperations operations) {
        return asked(new FakeQuarantine(), new FakeCollector(), operations);
    }

    private static HttpApi.Asked asked(FakeQuarantine quarantine, FakeCollector collector, FakeOperations operations) {
        return new HttpApi.Asked(
                new FakeCustomerProfiles(),
                quarantine,
                collector,
                () -> new IngestStatus(
                        7, List.of(new IngestStatus.Partition("customer-events", 3, 10, 6, 1, 1, 1, 1, 7, 2.5))),
                operations);
    }
}
