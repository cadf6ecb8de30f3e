package io.liveprofile.api.profile;

import io.liveprofile.profile.LiveProfile;
import io.liveprofile.profile.domain.facts.Facts;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** A field of the published profile, and how it is told: what isn't asked for needn't be found out. */
record Part(String field, Writer writer) {

    interface Writer {
        void write(JsonOut out, String field, LiveProfile profile, ShownTraits shown);
    }

    interface FactsWriter {
        void write(JsonOut out, String field, Facts facts);
    }

    static Part of(String field, FactsWriter writer) {
        return new Part(field, (out, name, profile, _) -> writer.write(out, name, profile.facts()));
    }

    static Part object(String field, BiConsumer<JsonOut, Facts> body) {
        return of(field, (out, name, facts) -> out.object(name, nested -> body.accept(nested, facts)));
    }

    static <T> Part array(String field, Function<Facts, List<T>> entries, BiConsumer<JsonOut, T> body) {
        return of(field, (out, name, facts) -> out.array(name, entries.apply(facts), body));
    }

    void write(JsonOut out, LiveProfile profile, ShownTraits shown) {
        writer.write(out, field, profile, shown);
    }
}
