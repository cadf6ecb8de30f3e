package io.liveprofile.persistence.r2dbc.recovery;

import io.liveprofile.persistence.r2dbc.connection.ReceivedArray;
import io.liveprofile.persistence.r2dbc.recovery.RecoveredRow.Metadata;
import io.r2dbc.spi.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The entries of one id, which come as one row of arrays. */
final class GroupedRows {
    private GroupedRows() {}

    static List<RecoveredRow> of(Row row) {
        var numbers = row.get("nrs", ReceivedArray.class);
        if (numbers == null) {
            return List.of();
        }
        var id = Objects.requireNonNull(row.get("persistence_id", String.class));
        var ats = array(row, "ats");
        var deleted = array(row, "deleteds");
        var serializers = array(row, "sers");
        var manifests = array(row, "manifests");
        var payloads = array(row, "payloads");
        var writers = array(row, "writers");
        var adapters = array(row, "adapters");
        var metaSerializers = array(row, "meta_sers");
        var metaManifests = array(row, "meta_manifests");
        var metaPayloads = array(row, "meta_payloads");
        var entries = new ArrayList<RecoveredRow>(numbers.size());
        for (int n = 0; n < numbers.size(); n++) {
            entries.add(new RecoveredRow(
                    id,
                    numbers.int8(n),
                    ats.timestamp(n),
                    deleted.bool(n),
                    serializers.int4(n),
                    manifests.text(n),
                    payloads.bytes(n),
                    writers.text(n),
                    adapters.text(n),
                    metaSerializers.isNull(n)
                            ? null
                            : new Metadata(metaSerializers.int4(n), metaManifests.text(n), metaPayloads.bytes(n))));
        }
        return entries;
    }

    private static ReceivedArray array(Row row, String column) {
        return Objects.requireNonNull(row.get(column, ReceivedArray.class));
    }
}
