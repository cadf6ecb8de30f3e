package io.liveprofile.schemas.json;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

/** A schema that would promise what nobody keeps stops the start. */
class BadSchemaTest {
    private static final String SIGNED_IN = "account/signed-in.v1.json";

    @Test
    void a_keyword_that_is_not_understood() {
        refused("{\"type\": \"string\", \"maxLength\": 9, \"format\": \"date\"}", "the keyword format is not one");
        refused("{\"type\": \"boolean\", \"additionalProperties\": false}", "additionalProperties");
    }

    @Test
    void a_pattern_of_what_is_no_number() {
        var number = "\"minimum\": 0, \"maximum\": 9, \"pattern\": ";

        refused("{\"type\": [\"string\", \"number\"], " + number + "\"^a+$\"}", "a pattern is understood only");
        refused(
                "{\"type\": \"string\", \"maxLength\": 9, \"pattern\": \"^(10|[0-9]{1,1}(\\\\.[0-9]{1,9})?)$\"}",
                "a pattern is understood only");
    }

    @Test
    void a_type_that_is_missing_or_not_understood() {
        refused("{}", "says no type");
        refused("{\"type\": \"integer\"}", "the type integer is not one that is understood");
        refused("{\"type\": [\"string\", \"null\"]}", "the type null is not one that is understood");
    }

    @Test
    void a_value_in_clear_without_a_bound() {
        refused("{\"type\": \"string\"}", "text that is kept in clear needs a maxLength");
        refused("{\"type\": \"number\", \"minimum\": 0}", "a number needs a minimum and a maximum");
        refused(
                "{\"type\": \"array\", \"items\": {\"type\": \"object\"}}",
                "an array that isn't personal needs maxItems");
    }

    @Test
    void a_list_in_clear_of_something_else_than_objects() {
        refused("{\"type\": \"array\", \"maxItems\": 3}", "needs items that are objects");
        refused(
                "{\"type\": \"array\", \"maxItems\": 3, \"items\": {\"type\": \"string\", \"maxLength\": 9}}",
                "needs items that are objects");
    }

    @Test
    void insides_of_what_is_sealed_as_one_piece() {
        refused(
                "{\"type\": \"object\", \"x-personal\": true, \"properties\": {\"a\": {\"type\": \"boolean\"}}}",
                "nothing inside can be described");
    }

    @Test
    void a_coarse_part_of_what_is_clear_anyway() {
        refused("{\"type\": \"string\", \"maxLength\": 9, \"x-coarse\": \"network\"}", "only what is personal");
    }

    @Test
    void a_reference_to_nothing() {
        refused("{\"$ref\": \"../shared/types.v1.json#/$defs/nothing\"}", "$ref points to nothing");
        refused("{\"$ref\": \"../shared/nothing.v1.json\"}", "is referred to and doesn't exist");
    }

    @Test
    void one_name_for_two_things() {
        refused("{\"type\": \"boolean\", \"x-aliases\": [\"mfa\"]}", "the alias mfa names something else already");
        refusedWith(schema -> schema.putArray("x-aliases").add("Signed Up"), "names both");
    }

    @Test
    void a_requirement_of_what_is_not_described_beside_it() {
        refusedWith(
                schema -> ((ObjectNode) schema.at("/properties/properties"))
                        .putArray("required")
                        .add("shoe_size"),
                "requires shoe_size");
    }

    @Test
    void an_id_that_is_not_the_files_name() {
        refusedWith(
                schema -> schema.put("$id", "https://example.com/x"), "must be https://liveprofile.io/schemas/account");
    }

    private static void refused(String property, String problem) {
        refusedWith(
                schema -> {
                    try {
                        ((ObjectNode) schema.at("/properties/properties/properties"))
                                .set("shoe", SchemaResources.JSON.readTree(property));
                    } catch (JsonProcessingException e) {
                        throw new IllegalArgumentException(e);
                    }
                },
                problem);
    }

    private static void refusedWith(java.util.function.Consumer<ObjectNode> change, String problem) {
        var files = SchemaResources.all();
        change.accept((ObjectNode) files.get(SIGNED_IN));

        assertThatThrownBy(() -> EvolutionTest.compiled(files)).hasMessageContaining(problem);
    }
}
