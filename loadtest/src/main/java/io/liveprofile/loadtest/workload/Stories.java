package io.liveprofile.loadtest.workload;

import static io.liveprofile.loadtest.workload.Words.bytes;

import io.liveprofile.loadtest.workload.Shapes.Head;
import io.liveprofile.loadtest.workload.WorkloadRecord.Fate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What happens to each {@link Story}'s customer: the past first, told within seconds with event times of long ago, then
 * the present as it goes on. The message ids follow from the seed alone, so that a shop opened again tells the same
 * stories and changes nothing.
 */
final class Stories {
    private static final Product SHOES = new Product(101, 1_101, bytes("shoe"), 8_995);
    private static final Product COAT = new Product(102, 1_102, bytes("coat"), 14_900);
    private static final Product BOOK = new Product(103, 1_103, bytes("book"), 1_495);
    private static final Product BIKE = new Product(104, 1_104, bytes("bike"), 199_900);

    private final long seed;
    private final Instant start;
    private final Shapes shapes = new Shapes();
    private final List<Told> told = new ArrayList<>();

    /** @param dueMillis how long after the shop's opening it is told */
    record Told(long dueMillis, WorkloadRecord record) {}

    private Stories(long seed, Instant start) {
        this.seed = seed;
        this.start = start;
    }

    static List<Told> of(long seed, Instant start) {
        var stories = new Stories(seed, start);
        stories.cartLeftBehind();
        stories.accountTakenOver();
        stories.growingSilent();
        stories.visitorSignsIn();
        stories.told.sort(Comparator.comparingLong(Told::dueMillis));
        return stories.told;
    }

    private void cartLeftBehind() {
        var ava = Person.named(Story.CART_LEFT_BEHIND.customerId(), "Ava Lindqvist", bytes("silver"));
        var laptop = visitor(ava.userId(), "ava-laptop", "web", City.HAMBURG);
        past(laptop, Duration.ofMinutes(92), head -> identify(head, ava));
        past(laptop, Duration.ofMinutes(91), head -> shapes.signedIn(head, true));
        past(laptop, Duration.ofMinutes(90), head -> shapes.productsSearched(head, SHOES.category(), bytes("red"), 41));
        past(laptop, Duration.ofMinutes(89), head -> shapes.productViewed(head, SHOES));
        past(laptop, Duration.ofMinutes(88), head -> shapes.productAdded(head, SHOES, 1, 7_001));
        past(laptop, Duration.ofMinutes(86), head -> shapes.productAdded(head, COAT, 1, 7_001));
        past(laptop, Duration.ofMinutes(85), head -> shapes.about(Event.CART_VIEWED, head, SHOES.sku()));
    }

    private void accountTakenOver() {
        var noah = Person.named(Story.ACCOUNT_TAKEN_OVER.customerId(), "Noah Becker", bytes("silver"));
        var home = visitor(noah.userId(), "noah-phone", "ios", City.BERLIN);
        past(home, Duration.ofDays(24), head -> identify(head, noah));
        for (int week = 3; week > 0; week--) {
            past(home, Duration.ofDays(7L * week), head -> shapes.signedIn(head, true));
            past(home, Duration.ofDays(7L * week).minusMinutes(9), head -> order(head, BOOK));
        }
        past(home, Duration.ofMinutes(35), head -> shapes.signedIn(head, true));
        var elsewhere = visitor(noah.userId(), "unknown-browser", "web", City.SAO_PAULO);
        now(elsewhere, Duration.ofSeconds(20), shapes::signInFailed);
        now(elsewhere, Duration.ofSeconds(23), shapes::signInFailed);
        now(elsewhere, Duration.ofSeconds(26), head -> shapes.signedIn(head, false));
        now(elsewhere, Duration.ofSeconds(33), shapes::passwordChanged);
        now(elsewhere, Duration.ofSeconds(45), head -> order(head, BIKE, BIKE, BIKE));
    }

    private void growingSilent() {
        var mia = Person.named(Story.GROWING_SILENT.customerId(), "Mia Laurent", bytes("gold"));
        var tablet = visitor(mia.userId(), "mia-tablet", "android", City.LYON);
        past(tablet, Duration.ofDays(201), head -> identify(head, mia));
        for (long days = 200; days >= 42; days -= 9) {
            past(tablet, Duration.ofDays(days), head -> shapes.signedIn(head, true));
            past(tablet, Duration.ofDays(days).minusMinutes(4), head -> shapes.productViewed(head, COAT));
            past(tablet, Duration.ofDays(days).minusMinutes(11), head -> order(head, COAT, BOOK));
        }
        past(tablet, Duration.ofDays(41), head -> shapes.ticketOpened(head, 1, COAT.category()));
    }

    private void visitorSignsIn() {
        var leo = Person.named(Story.VISITOR_SIGNS_IN.customerId(), "Léo Fontaine", bytes("free"));
        var unknown = visitor(null, "leo-phone", "android", City.PARIS);
        now(unknown, Duration.ofSeconds(3), head -> shapes.page(head, SHOES, COAT.category(), SHOES.category()));
        now(unknown, Duration.ofSeconds(8), head -> shapes.productViewed(head, SHOES));
        now(unknown, Duration.ofSeconds(14), head -> shapes.productAdded(head, SHOES, 1, 7_002));
        var known = unknown.as(leo.userId());
        now(known, Duration.ofSeconds(30), head -> shapes.signedIn(head, false));
        now(known, Duration.ofSeconds(31), head -> identify(head, leo));
        now(known, Duration.ofSeconds(40), head -> order(head, SHOES));
    }

    private void past(Visitor who, Duration ago, Function<Head, byte[]> shape) {
        tell(who, 1_000 + 100L * told.size(), start.minus(ago), shape);
    }

    private void now(Visitor who, Duration after, Function<Head, byte[]> shape) {
        tell(who, after.toMillis(), start.plus(after), shape);
    }

    private void tell(Visitor who, long dueMillis, Instant at, Function<Head, byte[]> shape) {
        long idHigh = Customers.mix(seed + told.size());
        var head = new Head(idHigh, Customers.mix(idHigh), who, at.toEpochMilli());
        told.add(new Told(dueMillis, new WorkloadRecord(who.key(), shape.apply(head), head.atMillis(), Fate.SOUND)));
    }

    private byte[] identify(Head head, Person person) {
        return shapes.identify(head, person.email(), person.name(), person.tier(), true);
    }

    private byte[] order(Head head, Product... products) {
        return shapes.orderCompleted(head, head.idLow(), List.of(products));
    }

    private static Visitor visitor(byte @Nullable [] userId, String device, String deviceType, City city) {
        return new Visitor(userId, bytes(device), bytes("d-" + device), bytes(deviceType), bytes("10.200.0.1"), city);
    }
}
