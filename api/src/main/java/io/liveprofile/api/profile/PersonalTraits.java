package io.liveprofile.api.profile;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import io.liveprofile.api.access.Role;
import io.liveprofile.api.audit.AuditTrail;
import io.liveprofile.api.audit.PersonalRead;
import io.liveprofile.api.endpoint.Call;
import io.liveprofile.profile.LiveProfile;
import io.liveprofile.profile.domain.facts.Trait;
import io.liveprofile.schemas.Value;
import io.liveprofile.sealing.Mask;
import io.liveprofile.sealing.SealedValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Who sees what of the personal traits. Whoever sees them as they are leaves a record of it: never a value. */
public final class PersonalTraits {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What ingest binds a seal to: see the path of a field in a record. */
    private static final String BOUND_TO = "traits.";

    private static final String TRAITS = "traits";

    private final Opener opener;
    private final AuditTrail audit;

    public PersonalTraits(Opener opener, AuditTrail audit) {
        this.opener = opener;
        this.audit = audit;
    }

    private enum Sight {
        OPEN,
        MASKED,
        NOTHING;

        static Sight of(Role role) {
            return switch (role) {
                case SUPPORT, ADMIN -> OPEN;
                case FRAUD -> MASKED;
                case PERSONALIZATION, ANALYST, WRITE -> NOTHING;
            };
        }
    }

    /** All of it as JSON, as this caller may see it. */
    public CompletionStage<byte[]> wholeProfile(Call call, LiveProfile profile) {
        return shown(call, profile, AskedFields.ALL)
                .thenApply(shown -> ProfileJson.of(profile, AskedFields.ALL, shown));
    }

    CompletionStage<ShownTraits> shown(Call call, LiveProfile profile, AskedFields asked) {
        return sight(call, asked) == Sight.NOTHING
                ? CompletableFuture.completedFuture(ShownTraits.NONE)
                : shown(call, List.of(profile), asked).thenApply(List::getFirst);
    }

    /** One for each profile, in the order given; all seals are broken in one go. */
    CompletionStage<List<ShownTraits>> shown(Call call, List<LiveProfile> profiles, AskedFields asked) {
        var sight = sight(call, asked);
        var sealed = sight == Sight.NOTHING ? List.<Sealed>of() : sealed(profiles);
        if (sealed.isEmpty()) {
            return CompletableFuture.completedFuture(
                    profiles.stream().map(_ -> ShownTraits.NONE).toList());
        }
        return opener.open(sealed.stream().map(Sealed::value).toList())
                .thenApply(opened -> shown(call, sight, profiles, sealed, opened));
    }

    private static Sight sight(Call call, AskedFields asked) {
        return asked.has(TRAITS) ? Sight.of(call.caller().role()) : Sight.NOTHING;
    }

    private record Sealed(int of, String name, SealedValue value) {}

    private static List<Sealed> sealed(List<LiveProfile> profiles) {
        var sealed = new ArrayList<Sealed>();
        for (int i = 0; i < profiles.size(); i++) {
            for (Trait trait : profiles.get(i).facts().traits().entries()) {
                if (trait.value() instanceof Value.Sealed(var bytes)) {
                    sealed.add(new Sealed(i, trait.name(), new SealedValue(BOUND_TO + trait.name(), bytes)));
                }
            }
        }
        return sealed;
    }

    private List<ShownTraits> shown(
            Call call, Sight sight, List<LiveProfile> profiles, List<Sealed> sealed, List<Optional<byte[]>> opened) {
        var shown = new ArrayList<Map<String, String>>();
        profiles.forEach(_ -> shown.add(new TreeMap<>()));
        for (int i = 0; i < sealed.size(); i++) {
            var each = sealed.get(i);
            opened.get(i)
                    .flatMap(PersonalTraits::read)
                    .map(value -> sight == Sight.OPEN ? value : masked(value))
                    .ifPresent(value -> shown.get(each.of()).put(each.name(), value.toString()));
        }
        if (sight == Sight.OPEN) {
            record(call, profiles, shown);
        }
        return shown.stream().map(ShownTraits::new).toList();
    }

    private void record(Call call, List<LiveProfile> profiles, List<Map<String, String>> shown) {
        var reads = new ArrayList<PersonalRead>();
        for (int i = 0; i < profiles.size(); i++) {
            if (!shown.get(i).isEmpty()) {
                var fields = List.copyOf(shown.get(i).keySet());
                reads.add(PersonalRead.now(call, profiles.get(i).id().toString(), fields));
            }
        }
        audit.add(reads);
    }

    /** What was sealed is JSON as the producer wrote it; what isn't, isn't shown. */
    private static Optional<JsonNode> read(byte[] json) {
        try {
            return Optional.of(JSON.readTree(json)).filter(value -> !value.isMissingNode());
        } catch (JacksonException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory can't be read", e);
        }
    }

    private static JsonNode masked(JsonNode value) {
        return TextNode.valueOf(value.isTextual() ? Mask.of(value.textValue()) : Mask.ALL);
    }
}
