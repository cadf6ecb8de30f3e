package io.liveprofile.projections.search;

import static io.liveprofile.projections.ReadModels.column;
import static io.liveprofile.projections.ReadModels.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.liveprofile.persistence.r2dbc.projection.ModelTable;
import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.domain.Interaction;
import io.liveprofile.profile.domain.ProfileEvent.MergedAway;
import io.liveprofile.profile.domain.judgement.Level;
import io.liveprofile.projections.Judged;
import io.liveprofile.projections.Observations;
import io.liveprofile.projections.ReadModels;
import io.liveprofile.projections.search.CustomerSearch.Filter;
import io.liveprofile.projections.search.CustomerSearch.Members;
import io.liveprofile.projections.search.CustomerSearch.Told;
import io.liveprofile.schemas.Fields;
import io.liveprofile.schemas.Value;
import io.liveprofile.sealing.MasterKey;
import io.liveprofile.sealing.SubjectKey;
import io.liveprofile.sealing.SubjectKeys;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CustomerSearchTest {
    private static final Sorting LATEST = Sorting.of("-lastSeen").orElseThrow();
    private static final MasterKey MASTER = MasterKey.parse(MasterKey.generate());

    private static ReadModels models;
    private static SubjectKeys keys;
    private static CustomerSearch search;

    private final String run = UUID.randomUUID().toString();
    private final CustomerId ava = CustomerId.user("ava" + run);
    private final CustomerId ben = CustomerId.user("ben" + run);
    private final CustomerId visitor = CustomerId.anonymous("v" + run);
    private final SearchProjection projection = new SearchProjection(ModelTable::view, keys, MASTER.lookups());

    @BeforeAll
    static void start() {
        models = new ReadModels(SearchProjection.MODEL);
        keys = get(SubjectKeys.start(models.connections(), MASTER, 100));
        search = new CustomerSearch(models.connections(), MASTER.lookups());
    }

    @AfterAll
    static void stop() {
        models.close();
    }

    @Test
    void a_customer_is_found_by_what_they_were_last_told_to_be_called_however_it_is_written() {
        models.handle(
                projection,
                entry(
                        ava,
                        1,
                        Observations.of(identify(ava, "m1", 1_000, Map.of("email", "Ava" + run + "@Shop.example ")))),
                entry(
                        ben,
                        1,
                        Observations.of(identify(ben, "m2", 1_000, Map.of("email", "ava" + run + "@shop.example")))));
        assertThat(find(LookupKind.EMAIL, " ava" + run + "@SHOP.example")).containsExactly(ava, ben);

        // Comes later and was said earlier.
        models.handle(
                projection,
                entry(ava, 2, Observations.of(identify(ava, "m3", 2_000, Map.of("email", "new" + run + "@x.example")))),
                entry(
                        ava,
                        3,
                        Observations.of(identify(ava, "m4", 1_500, Map.of("email", "old" + run + "@x.example")))));

        assertThat(find(LookupKind.EMAIL, "ava" + run + "@shop.example")).containsExactly(ben);
        assertThat(find(LookupKind.EMAIL, "new" + run + "@x.example")).containsExactly(ava);
        assertThat(find(LookupKind.EMAIL, "old" + run + "@x.example")).isEmpty();
    }

    @Test
    void by_phone_name_and_foreign_id_too_and_no_value_stands_in_the_table() {
        var digits = run.replaceAll("\\D", "") + "12345";
        models.handle(
                projection,
                entry(
                        ava,
                        1,
                        Observations.of(identify(
                                ava,
                                "m1",
                                1_000,
                                Map.of(
                                        "phone", "+" + digits.substring(0, 4) + " (0)" + digits.substring(4),
                                        "firstName", "Ava",
                                        "lastName", "  O'Neil-" + run,
                                        "username", "Ava_" + run)))));

        assertThat(find(LookupKind.PHONE, "00" + digits.substring(0, 4) + "0" + digits.substring(4)))
                .containsExactly(ava);
        assertThat(find(LookupKind.NAME, "ava o'neil-" + run)).containsExactly(ava);
        assertThat(find(LookupKind.EXTERNAL_ID, "Ava_" + run)).containsExactly(ava);
        assertThat(find(LookupKind.EMAIL, "Ava_" + run)).isEmpty();
        assertThat(find(LookupKind.PHONE, "-")).isEmpty();
        assertThat(column("select l::text from search.lookup l where customer_id = '" + ava + "'"))
                .hasSize(3)
                .noneMatch(row -> row.contains("neil") || row.contains(digits) || row.contains("Ava_"));
    }

    @Test
    void who_has_merged_away_leaves_and_the_taker_is_found_by_what_was_handed_over() {
        var email = "visitor" + run + "@x.example";
        var identify = identify(visitor, "m1", 1_000, Map.of("email", email));
        models.handle(projection, entry(visitor, 1, Observations.of(identify)));
        assertThat(find(LookupKind.EMAIL, email)).containsExactly(visitor);

        models.handle(projection, entry(visitor, 2, new MergedAway(ava)), entry(ava, 1, Observations.of(identify)));

        assertThat(find(LookupKind.EMAIL, email)).containsExactly(ava);
        for (var table : List.of("lookup", "customer", "seen")) {
            assertThat(column("select customer_id from search." + table + " where customer_id in ('" + ava + "', '"
                            + visitor + "')"))
                    .as(table)
                    .containsExactly(ava.toString());
        }
    }

    @Test
    void pages_hold_whoever_matches_once_though_rows_change_between_them() {
        var ids = new ArrayList<CustomerId>();
        for (int i = 0; i < 7; i++) {
            var id = CustomerId.user("p" + i + run);
            ids.add(id);
            models.handle(projection, entry(id, 1, Observations.of(inRegion(id, "m1", 1_000L * i))));
        }
        var filter = filter(Optional.of("R" + run), Optional.empty(), Optional.empty());

        var first = page(filter, Sorting.BY_ID, Optional.empty());
        // The first becomes the newest, and somebody new comes before all.
        models.handle(projection, entry(ids.getFirst(), 2, Observations.of(inRegion(ids.getFirst(), "m2", 99_000))));
        var early = CustomerId.user("a" + run);
        models.handle(projection, entry(early, 1, Observations.of(inRegion(early, "m1", 1))));
        var second = page(filter, Sorting.BY_ID, first.next());
        var third = page(filter, Sorting.BY_ID, second.next());

        var seen = new ArrayList<CustomerId>();
        for (var page : List.of(first, second, third)) {
            page.customers().forEach(found -> seen.add(found.id()));
        }
        assertThat(seen).isEqualTo(ids);
        assertThat(third.next()).isEmpty();
        assertThat(CustomerSearch.isCursor(Sorting.BY_ID, first.next().orElseThrow()))
                .isTrue();
        assertThat(CustomerSearch.isCursor(Sorting.BY_ID, "?")).isFalse();
        assertThat(CustomerSearch.isCursor(LATEST, first.next().orElseThrow())).isFalse();
        assertThat(page(
                                filter(
                                        Optional.of("R" + run),
                                        Optional.of(Instant.ofEpochMilli(3_000)),
                                        Optional.of(Instant.ofEpochMilli(5_000))),
                                Sorting.BY_ID,
                                Optional.empty())
                        .customers())
                .extracting(found -> found.id())
                .containsExactly(ids.get(3), ids.get(4));
    }

    @Test
    void a_sorted_list_holds_whoever_stays_in_place_once_though_others_move_and_are_alike() {
        var ids = new ArrayList<CustomerId>();
        for (int i = 0; i < 8; i++) {
            var id = CustomerId.user("s" + i + run);
            ids.add(id);
            // Two and two are alike.
            models.handle(projection, entry(id, 1, Observations.of(inRegion(id, "m1", 1_000L * (i / 2)))));
        }
        var filter = filter(Optional.of("R" + run), Optional.empty(), Optional.empty());

        var first = page(filter, LATEST, Optional.empty());
        // One who was told moves away from under the cursor, one who comes later leaps before all.
        for (int moved : List.of(6, 1)) {
            models.handle(
                    projection, entry(ids.get(moved), 2, Observations.of(inRegion(ids.get(moved), "m2", 99_000))));
        }
        var second = page(filter, LATEST, first.next());
        var third = page(filter, LATEST, second.next());

        assertThat(ids(first)).containsExactly(ids.get(7), ids.get(6), ids.get(5));
        assertThat(ids(second)).containsExactly(ids.get(4), ids.get(3), ids.get(2));
        assertThat(ids(third)).containsExactly(ids.get(0));
        for (var sorting : List.of("value", "-value", "lastSeen", "churn", "-churn", "fraud", "-fraud", "-id")) {
            var seen = new ArrayList<CustomerId>();
            var next = Optional.<String>empty();
            do {
                var page = page(filter, Sorting.of(sorting).orElseThrow(), next);
                seen.addAll(ids(page));
                next = page.next();
            } while (next.isPresent());
            assertThat(seen).as(sorting).containsExactlyInAnyOrderElementsOf(ids);
        }
    }

    @Test
    void an_older_entry_that_comes_again_changes_nothing() {
        models.handle(projection, entry(ava, 2, Observations.of(inRegion(ava, "m2", 9_000))));

        models.handle(projection, entry(ava, 1, Observations.of(inRegion(ava, "m1", 1_000))));

        var filter = filter(Optional.of("R" + run), Optional.of(Instant.ofEpochMilli(9_000)), Optional.empty());
        assertThat(page(filter, LATEST, Optional.empty()).customers())
                .singleElement()
                .extracting(CustomerSearch.Found::lastSeen)
                .isEqualTo(Instant.ofEpochMilli(9_000));
    }

    @Test
    void who_is_at_risk_is_found_and_nobody_else() {
        models.handle(
                projection,
                entry(ava, 1, Judged.inSegments(1_000, "s" + run)),
                entry(ben, 1, Observations.of(inRegion(ben, "m1", 1_000))));

        for (var level : Level.values()) {
            var all = Filter.members("s" + run);
            var filter = new Filter(
                    all.lookups(),
                    all.segment(),
                    Optional.of(level),
                    all.fraud(),
                    all.tier(),
                    all.region(),
                    all.seenFrom(),
                    all.seenTo(),
                    all.valueCentsFrom(),
                    all.valueCentsTo(),
                    all.currency());
            assertThat(ids(page(filter, Sorting.BY_ID, Optional.empty())))
                    .isEqualTo(level == Level.HIGH ? List.of(ava) : List.of());
        }
    }

    @Test
    void who_is_called_so_is_found_among_those_who_are_like_that() {
        var email = "both" + run + "@x.example";
        models.handle(
                projection,
                entry(ava, 1, Observations.of(identify(ava, "m1", 1_000, Map.of("email", email)))),
                entry(ben, 1, Observations.of(identify(ben, "m2", 9_000, Map.of("email", email)))));
        var told = List.of(new Told(LookupKind.EMAIL, email));

        assertThat(ids(page(told(told, Optional.empty()), LATEST, Optional.empty())))
                .containsExactly(ben, ava);
        assertThat(ids(page(told(told, Optional.of(Instant.ofEpochMilli(5_000))), Sorting.BY_ID, Optional.empty())))
                .containsExactly(ben);
        assertThat(ids(page(
                        told(List.of(new Told(LookupKind.PHONE, "-")), Optional.empty()),
                        Sorting.BY_ID,
                        Optional.empty())))
                .isEmpty();
    }

    @Test
    void the_members_of_segments_are_counted() {
        models.handle(
                projection,
                entry(ava, 1, Judged.inSegments(1_000, "s" + run, "t" + run)),
                entry(ben, 1, Judged.inSegments(1_000, "t" + run)));

        assertThat(get(search.members(List.of("t" + run, "nobodys" + run, "s" + run))))
                .containsExactly(new Members(2, false), new Members(0, false), new Members(1, false));
    }

    private static CustomerSearch.Page page(Filter filter, Sorting sorting, Optional<String> cursor) {
        return get(search.page(new CustomerSearch.Query(filter, sorting, cursor, 3)));
    }

    private static List<CustomerId> ids(CustomerSearch.Page page) {
        return page.customers().stream().map(CustomerSearch.Found::id).toList();
    }

    private static Filter told(List<Told> told, Optional<Instant> seenFrom) {
        var all = Filter.ALL;
        return new Filter(
                told,
                all.segment(),
                all.churn(),
                all.fraud(),
                all.tier(),
                all.region(),
                seenFrom,
                all.seenTo(),
                all.valueCentsFrom(),
                all.valueCentsTo(),
                all.currency());
    }

    private static Filter filter(Optional<String> region, Optional<Instant> from, Optional<Instant> to) {
        return new Filter(
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                region,
                from,
                to,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private Interaction inRegion(CustomerId id, String messageId, long atMillis) {
        return Observations.told(
                id, messageId, "identify", atMillis, Fields.of("traits.region", new Value.Text("R" + run)));
    }

    private static Interaction identify(
            CustomerId source, String messageId, long atMillis, Map<String, String> traits) {
        var key = key(source);
        var fields = Fields.builder();
        traits.forEach((trait, text) -> fields.put(
                "traits." + trait,
                new Value.Sealed(key.seal("traits." + trait, ("\"" + text + "\"").getBytes(StandardCharsets.UTF_8)))));
        return Observations.told(source, messageId, "identify", atMillis, fields.build());
    }

    private static SubjectKey key(CustomerId source) {
        return get(keys.of(List.of(source.toString()))).get(source.toString());
    }

    private static List<CustomerId> find(LookupKind kind, String value) {
        return get(search.find(kind, value));
    }

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }
}
