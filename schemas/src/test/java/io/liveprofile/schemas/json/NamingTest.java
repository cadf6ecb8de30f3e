package io.liveprofile.schemas.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.liveprofile.schemas.Contract;
import io.liveprofile.schemas.Kind;
import io.liveprofile.schemas.Shape;
import io.liveprofile.schemas.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class NamingTest {
    private static final List<Contract> CONTRACTS = ContractFiles.bundled().contracts();

    /** Named by the calls of Segment's specification. */
    private static final Set<String> CALLS = Set.of("identify", "group", "alias");

    private static final Set<String> SMALL_WORDS = Set.of("to", "from", "as");
    private static final Pattern TITLE_WORD = Pattern.compile("[A-Z][a-z]+");
    private static final Pattern SNAKE_CASE = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*");
    private static final Pattern TELLS_OF_A_PERSON = Pattern.compile(
            "(.*[._])?(email|phone|address|ip|url|link|query|search|message|subject|comment|body|username|first_?name"
                    + "|last_?name|referrer|reason|recipient|token|birthday|title|term|agent|user_?agent|lat|lon|city)",
            Pattern.CASE_INSENSITIVE);

    @Test
    void interactions_are_named_object_action_in_title_case() {
        assertThat(CONTRACTS.stream().map(Contract::name).filter(name -> !isTitle(name)))
                .isEmpty();
        assertThat(isTitle("Order completed")).isFalse();
        assertThat(isTitle("Complete Order")).isFalse();
    }

    @Test
    void files_are_named_like_their_interactions() {
        SchemaResources.interactions().forEach((file, schema) -> {
            var slug = schema.get("title").asText().toLowerCase(Locale.ROOT).replace(' ', '-');
            assertThat(file).matches("[a-z]+/" + slug + "\\.v[1-9][0-9]*\\.json");
        });
    }

    @Test
    void properties_are_in_snake_case() {
        var odd = new ArrayList<String>();
        for (var contract : CONTRACTS) {
            var properties = contract.record().field("properties");
            if (properties != null) {
                visit("", properties, (place, shape) -> {
                    if (!SNAKE_CASE
                            .matcher(place.substring(place.lastIndexOf('.') + 1))
                            .matches()) {
                        odd.add(contract.name() + ": " + place);
                    }
                });
            }
        }

        assertThat(odd).isEmpty();
    }

    @Test
    void what_by_its_name_tells_of_a_person_is_personal() {
        var clear = new ArrayList<String>();
        for (var contract : CONTRACTS) {
            visit("", contract.record(), (place, shape) -> {
                if (shape.kind() == Kind.CLEAR
                        && !shape.types().contains(Type.OBJECT)
                        && TELLS_OF_A_PERSON.matcher(place).matches()) {
                    clear.add(contract.name() + ": " + place);
                }
            });
        }

        assertThat(clear).isEmpty();
        assertThat("properties.query").matches(TELLS_OF_A_PERSON);
        assertThat("properties.email_id").doesNotMatch(TELLS_OF_A_PERSON);
    }

    @Test
    void every_interaction_has_the_envelope_and_its_context() {
        for (var contract : CONTRACTS) {
            assertThat(contract.record().required()).as(contract.name()).contains("type");
            assertThat(contract.record().names()).as(contract.name()).contains("messageId", "userId", "context");
        }
    }

    private static boolean isTitle(String name) {
        if (CALLS.contains(name)) {
            return true;
        }
        var words = List.of(name.split(" "));
        return words.stream()
                        .allMatch(word -> SMALL_WORDS.contains(word)
                                || TITLE_WORD.matcher(word).matches())
                && words.stream().anyMatch(word -> word.endsWith("ed"));
    }

    private static void visit(String place, Shape shape, BiConsumer<String, Shape> visitor) {
        for (var name : shape.names()) {
            if (!shape.aliases().containsKey(name)) {
                var below = place.isEmpty() ? name : place + "." + name;
                var field = Objects.requireNonNull(shape.field(name));
                visitor.accept(below, field);
                visit(below, field, visitor);
            }
        }
        var items = shape.items();
        if (items != null) {
            visit(place, items, visitor);
        }
    }
}
