package io.liveprofile.profile.domain.facts;

import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.domain.Hash64;
import io.liveprofile.profile.domain.MessageId;
import io.liveprofile.profile.domain.Shared;
import io.liveprofile.schemas.Value;
import io.liveprofile.schemas.typed.Meaning.Identified;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a producer told of who the customer is. The newest telling counts. What is personal stays sealed, and so
 * does what no schema names.
 *
 * @param source under which id it was told
 */
public record Trait(String name, Value value, long atMillis, MessageId messageId, CustomerId source)
        implements Keyed<Trait> {

    public static final int TRAITS_MAX = 30;

    /** A longer one is not taken: no part of something sealed can be kept. */
    public static final int SEALED_BYTES_MAX = 512;

    /** Sealing the same twice gives different bytes: that it is there, and by which interaction, has to do. */
    private static final long SEALED = 2;

    private static final String PREFIX = "traits.";

    static Newest<Trait> plus(Newest<Trait> known, List<Told> batch) {
        List<Trait> added = List.of();
        for (var told : batch) {
            if (told.meaning() instanceof Identified) {
                added = added.isEmpty() ? new ArrayList<>() : added;
                told(told, added);
            }
        }
        return Newest.plus(known, added, TRAITS_MAX);
    }

    private static void told(Told told, List<Trait> added) {
        var source = told.interaction().source();
        told.interaction().fields().forEach((path, value) -> {
            var kept = kept(value);
            if (kept != null && path.startsWith(PREFIX)) {
                var name = Shared.word(Clipped.text(path.substring(PREFIX.length())));
                added.add(new Trait(name, kept, told.atMillis(), told.messageId(), source));
            }
        });
    }

    private static @Nullable Value kept(Value value) {
        return switch (value) {
            case Value.Text(var text) -> Shared.word(new Value.Text(Clipped.text(text)));
            case Value.Number(var number) ->
                number.precision() + Math.abs(number.scale()) > Clipped.TEXT_BYTES_MAX ? null : value;
            case Value.Flag _ -> value;
            case Value.Listing _ -> null;
            case Value.Sealed(var bytes) -> bytes.length > SEALED_BYTES_MAX ? null : value;
        };
    }

    /** A trait that stands in clear and is text. */
    static Optional<String> text(Newest<Trait> traits, String name) {
        for (var trait : traits.entries()) {
            if (trait.name.equals(name) && trait.value instanceof Value.Text(var text)) {
                return Optional.of(text);
            }
        }
        return Optional.empty();
    }

    @Override
    public String key() {
        return name;
    }

    @Override
    public Trait with(Trait other) {
        return other.isNewerThan(this) ? other : this;
    }

    @Override
    public void addTo(Hash64 hash) {
        hash.add(name);
        switch (value) {
            case Value.Text(var text) -> hash.add(text);
            case Value.Number(var number) -> hash.add(number.toString());
            case Value.Flag(var flag) -> hash.add(flag ? 1 : 0);
            case Value.Sealed _, Value.Listing _ -> hash.add(SEALED);
        }
    }
}
