package io.liveprofile.api.privacy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.liveprofile.projections.erasure.Receipt;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What was erased where, to be shown and to be kept: nothing personal is in it. */
final class ReceiptJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ReceiptJson() {}

    static byte[] of(Receipt receipt) {
        return bytes(write(JSON.createObjectNode(), receipt));
    }

    static byte[] of(List<Receipt> receipts) {
        var body = JSON.createObjectNode();
        var list = body.putArray("erasures");
        receipts.forEach(receipt -> write(list.addObject(), receipt));
        return bytes(body);
    }

    private static ObjectNode write(ObjectNode json, Receipt receipt) {
        json.put("requestId", receipt.requestId());
        json.put("requestedId", receipt.requestedId().toString());
        json.put("by", receipt.by());
        json.put("complete", receipt.isComplete());
        json.put("step", receipt.step().word());
        receipt.waitingFor().ifPresent(what -> json.put("waitingFor", what));
        var steps = json.putObject("steps");
        receipt.steps().forEach((step, at) -> steps.put(step.word(), at.toString()));
        var tombstones = json.putArray("tombstones");
        receipt.tombstones().forEach(buried -> {
            var each = tombstones.addObject();
            each.put("id", buried.id().toString());
            each.put("sequence", buried.sequence());
            each.put("at", buried.at().toString());
            buried.keyDestroyedAt().ifPresent(at -> each.put("keyDestroyedAt", at.toString()));
            buried.reopenedAt().ifPresent(at -> each.put("reopenedAt", at.toString()));
        });
        json.put("interactions", receipt.interactions());
        var rows = json.putObject("rows");
        receipt.found().forEach(rows::put);
        json.put("snapshotsRemoved", receipt.snapshotsRemoved());
        return json;
    }

    private static byte[] bytes(ObjectNode body) {
        return body.toString().getBytes(StandardCharsets.UTF_8);
    }
}
