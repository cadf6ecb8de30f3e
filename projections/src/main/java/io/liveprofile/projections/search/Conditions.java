package io.liveprofile.projections.search;

import io.liveprofile.profile.domain.judgement.Level;
import io.liveprofile.projections.search.CustomerSearch.Filter;
import io.liveprofile.sealing.LookupDigest;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** What of {@code search.customer} is asked for, as SQL and the values that it names. */
final class Conditions {
    private final List<String> texts = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    static Conditions of(Filter filter, LookupDigest digest) {
        var all = new Conditions();
        for (var lookup : filter.lookups()) {
            lookup.kind()
                    .normal(lookup.value())
                    .ifPresentOrElse(
                            normal -> all.add(
                                    "customer_id in (select l.customer_id from search.lookup l where l.digest = ",
                                    digest.of(lookup.kind().word(), normal),
                                    ")"),
                            () -> all.texts.add("false"));
        }
        filter.segment().ifPresent(segment -> all.add("segments @> array[", segment, "::text]"));
        filter.churn().ifPresent(level -> all.level("churn_level", level));
        filter.fraud().ifPresent(level -> all.level("fraud_level", level));
        filter.tier().ifPresent(tier -> all.add("tier = ", tier));
        filter.region().ifPresent(region -> all.add("region = ", region));
        filter.seenFrom().ifPresent(from -> all.add("seen_at >= ", from.atOffset(ZoneOffset.UTC)));
        filter.seenTo().ifPresent(to -> all.add("seen_at < ", to.atOffset(ZoneOffset.UTC)));
        filter.valueCentsFrom().ifPresent(from -> all.add("value_cents >= ", from));
        filter.valueCentsTo().ifPresent(to -> all.add("value_cents < ", to));
        filter.currency().ifPresent(currency -> all.add("value_currency = ", currency));
        return all;
    }

    /** By what the rows are sorted and not by their number: nobody comes twice because another one came before. */
    Conditions behind(PageEnd end) {
        var sorting = end.sorting();
        if (sorting.by() == Sorting.By.ID) {
            add(sorting.column() + " " + sorting.comparison() + " ", end.last().toString());
        } else {
            values.add(end.bound());
            add(
                    "(" + sorting.column() + ", customer_id collate \"C\") " + sorting.comparison() + " ($"
                            + values.size() + ", ",
                    end.last().toString(),
                    ")");
        }
        return this;
    }

    /** In the text itself: of whom there are few there is an index, which must be seen to fit before values are known. */
    private void level(String column, Level level) {
        texts.add(column + " = '" + level.word() + "'");
    }

    private void add(String text, Object value) {
        add(text, value, "");
    }

    private void add(String before, Object value, String after) {
        values.add(value);
        texts.add(before + "$" + values.size() + after);
    }

    String sql() {
        return texts.isEmpty() ? "" : " where " + String.join(" and ", texts);
    }

    List<Object> values() {
        return List.copyOf(values);
    }
}
