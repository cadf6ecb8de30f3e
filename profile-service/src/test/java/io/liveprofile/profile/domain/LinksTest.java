package io.liveprofile.profile.domain;

import static io.liveprofile.profile.domain.Histories.AVA;
import static io.liveprofile.profile.domain.Histories.NOON_MILLIS;
import static io.liveprofile.profile.domain.Histories.RULES;
import static org.assertj.core.api.Assertions.assertThat;

import io.liveprofile.profile.domain.ProfileEvent.Linked;
import io.liveprofile.profile.domain.ProfileEvent.MergedAway;
import io.liveprofile.schemas.Fields;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LinksTest {
    private static final CustomerId BROWSER = CustomerId.anonymous("browser");
    private static final CustomerId PHONE = CustomerId.anonymous("phone");

    @Test
    void an_anonymous_id_is_met_once_and_asked_until_it_answers() {
        var first = Profile.NEW.observe(List.of(beside("m-1", BROWSER), beside("m-2", BROWSER)), KnownIds.NONE, RULES);
        var again = first.after().observe(List.of(beside("m-3", BROWSER), beside("m-4", PHONE)), KnownIds.NONE, RULES);
        var answered = again.after().apply(new Linked(new Link(BROWSER, Link.Outcome.MERGED)));

        assertThat(first.event().orElseThrow().met()).containsExactly(BROWSER);
        assertThat(again.event().orElseThrow().met()).containsExactly(PHONE);
        assertThat(answered.links().asked()).containsExactly(PHONE);
        assertThat(answered.links().answered()).containsExactly(new Link(BROWSER, Link.Outcome.MERGED));
    }

    @Test
    void an_alias_tells_who_the_customer_was_before() {
        assertThat(Links.NONE.metIn(List.of(alias("browser")))).containsExactly(BROWSER);
        assertThat(Links.NONE.metIn(List.of(alias("ava"), alias(""), alias("x".repeat(201)))))
                .isEmpty();
    }

    @Test
    void what_was_met_comes_back_from_the_event() {
        var outcome = Profile.NEW.observe(List.of(beside("m-1", BROWSER)), KnownIds.NONE, RULES);

        assertThat(Profile.NEW.apply(outcome.event().orElseThrow())).isEqualTo(outcome.after());
    }

    @Test
    void links_are_no_facts() {
        var alone = Profile.NEW.observe(List.of(beside("m-1", BROWSER)), KnownIds.NONE, RULES);
        var linked = alone.after().apply(new Linked(new Link(BROWSER, Link.Outcome.MERGED)));

        assertThat(linked.facts().stateHash()).isEqualTo(alone.after().facts().stateHash());
    }

    @Test
    void a_customer_with_very_many_links_meets_no_more() {
        var profile = Profile.NEW;
        for (int from = 0; from < Links.MADE_MAX - 1; from++) {
            profile = profile.observe(List.of(beside("m-" + from, id(from))), KnownIds.NONE, RULES)
                    .after()
                    .apply(new Linked(new Link(id(from), Link.Outcome.MERGED)));
        }
        var last = profile.observe(List.of(beside("last", BROWSER), beside("beyond", PHONE)), KnownIds.NONE, RULES);

        assertThat(profile.links().full()).isFalse();
        assertThat(last.event().orElseThrow().met()).containsExactly(BROWSER);
        assertThat(last.after().links().full()).isTrue();
    }

    @Test
    void the_newest_answers_are_remembered() {
        var links = IntStream.rangeClosed(0, Links.ANSWERED_MAX)
                .mapToObj(LinksTest::id)
                .reduce(Links.NONE, (all, id) -> all.answered(new Link(id, Link.Outcome.MERGED)), (one, other) -> one);

        assertThat(links.answered()).hasSize(Links.ANSWERED_MAX);
        assertThat(links.answered().getFirst().anonymous()).isEqualTo(id(Links.ANSWERED_MAX));
        assertThat(links.answered()).noneMatch(link -> link.anonymous().equals(id(0)));
    }

    @Test
    void a_profile_that_has_merged_holds_nothing_but_where_to() {
        var held = Profile.NEW.observe(
                List.of(Histories.interaction("m-1", "Page Viewed", NOON_MILLIS)), KnownIds.NONE, RULES);

        var merged = held.after().apply(new MergedAway(AVA));

        assertThat(merged).isEqualTo(Profile.NEW.apply(new MergedAway(AVA)));
        assertThat(merged.mergedInto()).contains(AVA);
    }

    private static Interaction alias(String previousId) {
        return Histories.told("m-alias", "alias", NOON_MILLIS, "previousId", previousId);
    }

    private static CustomerId id(int number) {
        return CustomerId.anonymous("a-" + number);
    }

    private static Interaction beside(String messageId, CustomerId anonymous) {
        return new Interaction(
                messageId,
                "Page Viewed",
                1,
                NOON_MILLIS,
                false,
                NOON_MILLIS,
                AVA,
                Optional.of(anonymous),
                Optional.empty(),
                Fields.NONE);
    }
}
