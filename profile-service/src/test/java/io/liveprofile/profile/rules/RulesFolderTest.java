package io.liveprofile.profile.rules;

import static io.liveprofile.profile.domain.Histories.NOON_MILLIS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.liveprofile.profile.domain.Told;
import io.liveprofile.profile.domain.judgement.Signal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesFolderTest {
    @TempDir
    Path folder;

    private String own = "";

    @BeforeEach
    void read() throws IOException {
        try (var in = Objects.requireNonNull(RulesFolder.class.getResourceAsStream("rules.yaml"))) {
            own = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void a_version_names_exactly_these_rules() throws IOException {
        var once = rules(own).read();
        var again = rules(own).read();
        var other = rules(own.replace("high: 70}", "high: 71}")).read();

        assertThat(once.version()).startsWith("1-").isEqualTo(again.version());
        assertThat(other.version()).startsWith("1-").isNotEqualTo(once.version());
    }

    @Test
    void what_is_wrong_is_told_with_its_file_and_line() {
        assertRefused(own.replace("abandoned-after: 1h", "abandoned-after: soon"), 31, "cart.abandoned-after");
        assertRefused(own.replace("eased-below: 55", "eased-below: 71"), 9, "from 1 to 70");
        assertRefused(own.replace("eased-below: 55", "eased_below: 55"), 7, "lacks \"eased-below\"");
        assertRefused(own.replace("cart:", "cart:\n  colour: blue"), 31, "\"colour\" is not known");
        assertRefused(own.replace("version: \"1\"", ""), 6, "lacks \"version\"");
        assertRefused("churn: [", 1, "no YAML");
        assertRefused("", 1, "empty");
    }

    @Test
    void a_segment_is_a_condition_over_figures() throws IOException {
        var rules = segments("""
            segments:
              - name: buyers
                title: Ordered at least twice
                when: orders >= 2 && 'EUR' in order_cents && order_cents['EUR'] > 1000
              - name: gold
                title: Of the gold tier
                when: traits.tier == 'gold'
            """).read();

        var told = new Told().by(rules);
        order(told, "o-1", 0);
        assertThat(told.judgement().segments()).isEmpty();
        order(told, "o-2", 1);
        told.of("who", "identify", 2, "traits.tier", "gold");

        assertThat(told.judgement().segments()).containsExactly("buyers", "gold");
        assertThat(told.kinds()).containsExactly(Signal.Kind.SEGMENT_ENTERED, Signal.Kind.SEGMENT_ENTERED);
        assertThat(told.signals().getFirst().about())
                .isEqualTo(new Signal.About.SegmentMove("buyers", "order_cents = {EUR=2000}, orders = 2"));
        told.of("no more", "identify", 3, "traits.tier", "silver");
        assertThat(told.kinds()).endsWith(Signal.Kind.SEGMENT_LEFT);
        assertThat(told.last().atMillis()).isEqualTo(NOON_MILLIS + 3);
    }

    @Test
    void day_figures_are_as_of_when_the_customer_was_judged() throws IOException {
        var rules = segments("""
            segments:
              - name: asleep
                title: Not here for a week
                when: days_silent >= 7 && interactions_7d == 0
            """).read();
        var told = new Told().by(rules).of("m-1", "Page Viewed", 0);

        told.silentUntil(7 * Told.DAY - 1);
        assertThat(told.judgement().segments()).isEmpty();
        told.silentUntil(7 * Told.DAY);
        assertThat(told.judgement().segments()).containsExactly("asleep");
        told.of("m-2", "Page Viewed", 8 * Told.DAY);
        assertThat(told.judgement().segments()).isEmpty();
    }

    @Test
    void a_segment_that_is_wrong_is_told_with_its_file_and_line() {
        assertSegmentRefused("when: orders >", 4, "\"s\" can't be read");
        assertSegmentRefused("when: orders + 1", 4, "bool");
        assertSegmentRefused("when: clock() > 3", 4, "clock");
        assertSegmentRefused("when: email == 'x'", 4, "email");
        assertSegmentRefused("then: true", 2, "lacks \"when\"");
    }

    private void assertRefused(String content, int line, String problem) {
        assertThatThrownBy(() -> rules(content).read())
                .isInstanceOf(BadRules.class)
                .hasMessageContaining(folder.resolve("rules.yaml") + ", line " + line + ": ")
                .hasMessageContaining(problem);
    }

    private void assertSegmentRefused(String when, int line, String problem) {
        assertThatThrownBy(() -> segments("segments:\n  - name: s\n    title: T\n    " + when + "\n")
                        .read())
                .isInstanceOf(BadRules.class)
                .hasMessageContaining(folder.resolve("s.yaml") + ", line " + line + ": ")
                .hasMessageContaining(problem);
    }

    private RulesFolder rules(String content) throws IOException {
        return new RulesFolder(Optional.of(Files.writeString(folder.resolve("rules.yaml"), content)), Optional.empty());
    }

    private RulesFolder segments(String content) throws IOException {
        Files.writeString(folder.resolve("s.yaml"), content);
        return new RulesFolder(Optional.empty(), Optional.of(folder));
    }

    private static void order(Told told, String messageId, long at) {
        told.of(
                messageId,
                "Order Completed",
                at,
                "properties.order_id",
                messageId,
                "properties.total",
                10,
                "properties.currency",
                "EUR");
    }
}
