package io.liveprofile.projections.search;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.liveprofile.profile.domain.Interaction;
import io.liveprofile.schemas.Value;
import io.liveprofile.sealing.SubjectKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an interaction tells by which its customer can be looked up; opened here, and for nothing but its digest. */
record ToldTraits(Interaction interaction, SubjectKey key) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** @param trait in whose place a newer one comes */
    record Told(String trait, LookupKind kind, String value) {}

    static boolean areIn(Interaction interaction) {
        return interaction.name().equals("identify");
    }

    List<Told> all() {
        var told = new ArrayList<Told>();
        add(told, "email", LookupKind.EMAIL, text("email"));
        add(told, "phone", LookupKind.PHONE, text("phone"));
        add(told, "name", LookupKind.NAME, text("name").or(this::bothNames));
        add(told, "username", LookupKind.EXTERNAL_ID, text("username"));
        add(told, "id", LookupKind.EXTERNAL_ID, text("id"));
        return told;
    }

    private static void add(List<Told> told, String trait, LookupKind kind, Optional<String> value) {
        value.flatMap(kind::normal).ifPresent(normal -> told.add(new Told(trait, kind, normal)));
    }

    private Optional<String> bothNames() {
        return text("firstName").flatMap(first -> text("lastName").map(last -> first + " " + last));
    }

    private Optional<String> text(String trait) {
        var path = "traits." + trait;
        return interaction.fields().get(path).flatMap(value -> switch (value) {
            case Value.Text(var text) -> Optional.of(text);
            case Value.Sealed(var bytes) -> opened(path, bytes);
            case Value.Number _, Value.Flag _, Value.Listing _ -> Optional.empty();
        });
    }

    private Optional<String> opened(String path, byte[] sealed) {
        try {
            var opened = key.openIfOurs(path, sealed);
            return opened.isEmpty()
                    ? Optional.empty()
                    : Optional.of(JSON.readTree(opened.get()).asText());
        } catch (IOException e) {
            throw new IllegalStateException("what was sealed as " + path + " is no JSON", e);
        }
    }
}
