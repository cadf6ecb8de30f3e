package io.liveprofile.schemas.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.liveprofile.schemas.Catalogue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class EvolutionTest {
    private static final Path RELEASED = Path.of("released");
    private static final String ORDER = "ordering/order-completed.v1.json";
    private static final String TYPES = "shared/types.v1.json";

    @Test
    void nothing_breaks_what_was_released() {
        assertThat(Evolution.breaks(ContractFiles.in(RELEASED), ContractFiles.bundled()))
                .isEmpty();
    }

    @Test
    void a_removed_interaction_is_a_break() {
        assertThat(after(files -> files.remove(ORDER))).containsExactly("Order Completed was removed");
    }

    @Test
    void a_new_name_is_a_break() {
        assertThat(afterChanging(ORDER, schema -> schema.put("title", "Order Done")))
                .containsExactly("Order Completed was removed");
    }

    @Test
    void a_removed_alias_of_an_interaction_is_a_break() {
        assertThat(afterChanging(ORDER, schema -> schema.remove("x-aliases")))
                .containsExactlyInAnyOrder(
                        "Order Completed: the alias \"Completed Order\" was removed",
                        "Order Completed: the alias \"Order Placed\" was removed");
    }

    @Test
    void a_removed_field_is_a_break() {
        assertThat(afterChanging(
                        "shared/product.v1.json", schema -> properties(schema).remove("sku")))
                .contains(
                        "Product Viewed: properties.sku was removed",
                        "Order Completed: properties.products[].sku was removed");
    }

    @Test
    void a_field_that_becomes_an_alias_of_another_is_a_break() {
        assertThat(afterChanging("shared/product.v1.json", schema -> {
                    properties(schema).remove("sku");
                    ((ArrayNode) properties(schema).path("product_id").path("x-aliases")).add("sku");
                }))
                .contains("Product Viewed: properties.sku was removed");
    }

    @Test
    void a_removed_alias_of_a_field_is_a_break() {
        assertThat(afterChanging(ORDER, schema -> orderId(schema).remove("x-aliases")))
                .containsExactly("Order Completed: properties.order_id lost its alias orderId");
    }

    @Test
    void a_retyped_field_is_a_break() {
        assertThat(afterChanging(
                        TYPES,
                        schema -> type(schema, "flag")
                                .put("type", "number")
                                .put("minimum", 0)
                                .put("maximum", 1)))
                .contains("Signed In: properties.mfa was retyped");
    }

    @Test
    void a_newly_required_field_is_a_break() {
        assertThat(afterChanging(
                        "support/survey-answered.v1.json",
                        schema -> ((ObjectNode) schema.at("/properties/properties"))
                                .putArray("required")
                                .add("score")))
                .containsExactly("Survey Answered: properties.score is newly required");
    }

    @Test
    void fewer_words_are_a_break() {
        assertThat(afterChanging(
                        "shared/envelope.v1.json",
                        schema -> ((ArrayNode) properties(schema).path("type").path("enum")).remove(5)))
                .contains("Order Completed: type allows fewer words");
    }

    @Test
    void words_where_any_were_allowed_are_a_break() {
        assertThat(afterChanging(
                        TYPES, schema -> type(schema, "word").putArray("enum").add("password")))
                .contains("Signed In: properties.method allows fewer words");
    }

    @Test
    void narrower_bounds_are_a_break() {
        assertThat(afterChanging(TYPES, schema -> type(schema, "amount").put("maximum", 1000)))
                .contains("Order Completed: properties.total allows fewer numbers");
        assertThat(afterChanging(TYPES, schema -> type(schema, "amount").put("minimum", 1)))
                .contains("Order Completed: properties.total allows fewer numbers");
        assertThat(afterChanging(TYPES, schema -> type(schema, "name").put("maxLength", 499)))
                .contains("Product Viewed: properties.category allows fewer lengths");
        assertThat(afterChanging(TYPES, schema -> type(schema, "name").put("minLength", 1)))
                .contains("Product Viewed: properties.category allows fewer lengths");
        assertThat(afterChanging("shared/products.v1.json", schema -> schema.put("maxItems", 499)))
                .contains("Order Completed: properties.products allows fewer items");
    }

    @Test
    void a_removed_personal_mark_is_a_break() {
        assertThat(afterChanging(
                        TYPES,
                        schema -> type(schema, "url").put("maxLength", 2000).remove("x-personal")))
                .contains("Page Viewed: properties.url is no longer personal");
    }

    @Test
    void what_leaves_the_envelope_is_a_break() {
        assertThat(afterChanging(
                        "shared/envelope.v1.json",
                        schema -> ((ObjectNode) properties(schema).path("sentAt")).remove("x-envelope")))
                .contains("Page Viewed: sentAt moved into or out of the envelope");
    }

    @Test
    void wider_bounds_new_fields_aliases_and_personal_marks_break_nothing() {
        assertThat(afterChanging(TYPES, schema -> {
                    type(schema, "amount").put("maximum", 2000000000);
                    type(schema, "name").put("maxLength", 501);
                }))
                .isEmpty();
        assertThat(afterChanging(ORDER, schema -> {
                    ((ArrayNode) schema.path("x-aliases")).add("Order Done");
                    orderId(schema).put("x-personal", true);
                    ((ObjectNode) schema.at("/properties/properties/properties"))
                            .putObject("gift")
                            .put("type", "boolean");
                }))
                .isEmpty();
    }

    @Test
    void a_next_version_beside_the_old_one_may_change_everything() {
        assertThat(after(files -> {
                    ObjectNode next = files.get(ORDER).deepCopy();
                    next.put("$id", ContractFiles.ID + "ordering/order-completed.v2.json");
                    ((ObjectNode) next.at("/properties/properties/properties")).remove("order_id");
                    ((ObjectNode) next.at("/properties/properties")).remove("required");
                    files.put("ordering/order-completed.v2.json", next);
                }))
                .isEmpty();
    }

    private static List<String> afterChanging(String file, Consumer<ObjectNode> change) {
        return after(files -> change.accept((ObjectNode) files.get(file)));
    }

    private static List<String> after(Consumer<Map<String, JsonNode>> change) {
        var files = SchemaResources.all();
        change.accept(files);
        return Evolution.breaks(ContractFiles.bundled(), compiled(files));
    }

    static Catalogue compiled(Map<String, JsonNode> files) {
        var trees = new HashMap<String, Map<String, Object>>();
        files.forEach((file, schema) -> {
            try {
                var bytes = schema.toString().getBytes(StandardCharsets.UTF_8);
                trees.put(file, JsonTree.read(file, new ByteArrayInputStream(bytes)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return ContractFiles.catalogue(trees);
    }

    private static ObjectNode properties(ObjectNode schema) {
        return (ObjectNode) schema.path("properties");
    }

    private static ObjectNode type(ObjectNode types, String name) {
        return (ObjectNode) types.path("$defs").path(name);
    }

    private static ObjectNode orderId(ObjectNode order) {
        return (ObjectNode) order.at("/properties/properties/properties/order_id");
    }
}
