package io.liveprofile.api.profile;

import io.liveprofile.profile.LiveProfile;
import io.liveprofile.profile.domain.facts.Facts;

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

    void write(JsonOut out, LiveProfile profile, ShownTraits shown) {
        writer.write(out, field, profile, shown);
    }
}
