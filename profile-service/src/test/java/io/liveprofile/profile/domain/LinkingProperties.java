package io.liveprofile.profile.domain;

import static io.liveprofile.profile.domain.Histories.RULES;
import static org.assertj.core.api.Assertions.assertThat;

import io.liveprofile.profile.domain.facts.Facts;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** One visitor and two customers who used the visitor's device, told, linked, handed over and killed in any order. */
class LinkingProperties {
    private static final int EACH_MAX = 15;
    private static final int STEPS = 300;
    private static final CustomerId AVA = CustomerId.user("ava");
    private static final CustomerId NOAH = CustomerId.user("noah");
    private static final CustomerId BROWSER = CustomerId.anonymous("browser");

    @Provide
    Arbitrary<List<Interaction>> histories() {
        return Histories.histories()
                .map(history -> history.stream().limit(EACH_MAX).toList());
    }

    @Property(tries = 200)
    void any_interleaving_ends_in_the_facts_of_the_straight_order(
            @ForAll("histories") List<Interaction> visits,
            @ForAll("histories") List<Interaction> avas,
            @ForAll("histories") List<Interaction> noahs,
            @ForAll Random random) {
        var visitors = of(BROWSER, visits, random);
        var ofAva = of(AVA, avas, random);
        var ofNoah = of(NOAH, noahs, random);
        var network = new LossyNetwork(List.of(BROWSER, AVA, NOAH), random);
        network.tell(BROWSER, visitors);
        network.tell(AVA, ofAva);
        network.tell(NOAH, ofNoah);

        for (int step = 0; step < STEPS; step++) {
            network.step();
        }
        network.settle();

        var taker = network.profile(BROWSER).mergedInto();
        assertThat(taker.isPresent()).isEqualTo(met(ofAva) || met(ofNoah));
        assertThat(network.profile(BROWSER).facts())
                .isEqualTo(straight(taker.isPresent() ? List.of() : visitors, List.of()));
        assertEnd(network, AVA, ofAva, visitors, taker);
        assertEnd(network, NOAH, ofNoah, visitors, taker);
    }

    private static void assertEnd(
            LossyNetwork network,
            CustomerId id,
            List<Interaction> own,
            List<Interaction> visits,
            Optional<CustomerId> taker) {
        var profile = network.profile(id);
        boolean took = taker.equals(Optional.of(id));

        var straight = straight(own, took ? visits : List.of());
        assertThat(profile.facts()).isEqualTo(straight);
        assertThat(profile.facts().stateHash()).isEqualTo(straight.stateHash());
        assertThat(profile.links().asked()).isEmpty();
        assertThat(profile.links().answered())
                .isEqualTo(
                        met(own)
                                ? List.of(new Link(BROWSER, took ? Link.Outcome.MERGED : Link.Outcome.SHARED))
                                : List.of());
    }

    /** All in one batch, each once. */
    private static Facts straight(List<Interaction> own, List<Interaction> taken) {
        var all = Stream.concat(own.stream(), taken.stream()).toList();
        return Profile.NEW.observe(all, KnownIds.NONE, RULES).after().facts();
    }

    private static boolean met(List<Interaction> told) {
        return told.stream().anyMatch(each -> each.beside().isPresent());
    }

    /** With ids of their own; a customer's were now and then seen on the visitor's device. */
    private static List<Interaction> of(CustomerId source, List<Interaction> history, Random random) {
        return history.stream()
                .map(each -> new Interaction(
                        source.value() + each.messageId(),
                        each.name(),
                        each.schemaVersion(),
                        each.atMillis(),
                        each.futureSetBack(),
                        each.receivedAtMillis(),
                        source,
                        source.equals(BROWSER) || random.nextInt(3) > 0 ? Optional.empty() : Optional.of(BROWSER),
                        each.origin(),
                        each.fields()))
                .toList();
    }
}
