package io.liveprofile.api.audit;

import io.liveprofile.api.endpoint.Call;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/**
 * That somebody saw personal fields as they are; never a value.
 *
 * @param id so that one that is written again, because nobody answered, is known
 * @param at as exactly as the database keeps it
 * @param who the name of the key, and {@code keyId} its id
 * @param whom the customer's id
 */
public record PersonalRead(
        UUID id, Instant at, String who, String keyId, String role, String whom, List<String> fields, String request) {

    public PersonalRead {
        fields = List.copyOf(fields);
    }

    public static PersonalRead now(Call call, String whom, List<String> fields) {
        var caller = call.caller();
        return new PersonalRead(
                UUID.randomUUID(),
                Instant.now().truncatedTo(ChronoUnit.MICROS),
                caller.name(),
                caller.keyId(),
                caller.role().word(),
                whom,
                fields,
                call.id());
    }
}
