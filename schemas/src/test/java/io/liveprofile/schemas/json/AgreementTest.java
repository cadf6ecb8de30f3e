package io.liveprofile.schemas.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.ValidationMessage;
import io.liveprofile.schemas.Shape;
import io.liveprofile.schemas.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** {@code -Dschemas.mutations=100000} for the slow run, {@code -Dschemas.seed=…} to see a failure again. */
class AgreementTest {
    private static final int MUTATIONS = Integer.getInteger("schemas.mutations", 4_000);
    private static final long SEED = Long.getLong("schemas.seed", System.nanoTime());
    private static final int MUTATIONS_EACH_MAX = 3;

    private record Case(String file, Shape shape, JsonNode example) {}

    @Test
    void our_reader_and_an_independent_validator_agree_on_mutated_examples() {
        System.out.println("schemas.mutations=" + MUTATIONS + " schemas.seed=" + SEED);
        var random = new Random(SEED);
        var cases = cases();
        var mutation = new Mutation(random, names(cases));
        var judge = new IndependentJudge();
        int refused = 0;

        for (int i = 0; i < MUTATIONS; i++) {
            var chosen = cases.get(random.nextInt(cases.size()));
            ObjectNode record = chosen.example().deepCopy();
            int changes = random.nextInt(MUTATIONS_EACH_MAX + 1);
            for (int j = 0; j < changes; j++) {
                mutation.apply(record);
            }
            var ours = Judged.by(chosen.shape(), record);
            var theirs = judge.judge(chosen.file(), record);

            assertThat(ours.isPresent())
                    .as("%s ours %s theirs %s of %s, seed %d", chosen.file(), ours, theirs, record, SEED)
                    .isEqualTo(!theirs.isEmpty());
            assertThat(isAmong(theirs, ours))
                    .as("%s ours %s theirs %s, seed %d", chosen.file(), ours, theirs, SEED)
                    .isTrue();
            refused += ours.isPresent() ? 1 : 0;
        }

        assertThat(refused).isBetween(MUTATIONS / 5, MUTATIONS * 4 / 5);
    }

    /** What is missing has no place of its own: the other validator names the object around it, or the null in it. */
    private static boolean isAmong(Set<ValidationMessage> theirs, Optional<Violation> ours) {
        if (ours.isEmpty()) {
            return true;
        }
        var pointer = ours.get().pointer();
        var places =
                theirs.stream().map(message -> message.getInstanceLocation().toString());
        return ours.get().rule().equals("is required")
                ? places.anyMatch(place -> place.startsWith(pointer.substring(0, pointer.lastIndexOf('/'))))
                : places.anyMatch(pointer::equals);
    }

    private static List<Case> cases() {
        var catalogue = ContractFiles.bundled();
        var cases = new ArrayList<Case>();
        SchemaResources.interactions().forEach((file, schema) -> {
            var contract =
                    Objects.requireNonNull(catalogue.find(schema.get("title").asText()));
            SchemaResources.examples(schema).forEach(example -> cases.add(new Case(file, contract.record(), example)));
        });
        return cases;
    }

    /** Those that a schema knows anywhere, and some that none does. */
    private static List<String> names(List<Case> cases) {
        var names = new TreeSet<>(Set.of("colour", "", "a/b~c", "*"));
        cases.forEach(each -> collect(each.shape(), names));
        return List.copyOf(names);
    }

    private static void collect(Shape shape, Set<String> names) {
        for (var name : shape.names()) {
            names.add(name);
            collect(Objects.requireNonNull(shape.field(name)), names);
        }
    }
}
