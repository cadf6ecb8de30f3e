package io.liveprofile.loadtest.workload;

import io.liveprofile.loadtest.workload.Shapes.Head;
import io.liveprofile.loadtest.workload.WorkloadRecord.Fate;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;

/**
 * The reference workload: a day of a web shop whose hottest customer makes one record in twelve. The same settings give
 * the same bytes, everywhere and always. For one thread.
 */
public final class ShopDay implements Iterator<WorkloadRecord> {
    public static final int CUSTOMERS = 100_000;

    private static final long DAY_MILLIS = 86_400_000;
    private static final int DISORDER_MAX_MILLIS = 600_000;
    private static final int DUPLICATES_PER_MILLE = 20;
    private static final int DISORDERED_PER_MILLE = 50;
    private static final int MALFORMED_PER_MILLE = 1;

    /** How far back an exact duplicate may lie. */
    private static final int REMEMBERED_MAX = 4_096;

    private static final Event[] OTHERS = {
        Event.CART_VIEWED, Event.WISHLIST_VIEWED, Event.COUPON_APPLIED, Event.PRODUCT_REVIEWED
    };

    private static final byte[] AT = Words.bytes("@example.com");
    private static final byte[] CUSTOMER = Words.bytes("Customer ");

    private final long records;
    private final long dayMillis;
    private final Customers customers;
    private final Zipf ranks;
    private final SplittableRandom random;
    private final Shapes shapes = new Shapes();
    private final JsonBytes text = new JsonBytes();
    private final WorkloadRecord[] remembered = new WorkloadRecord[REMEMBERED_MAX];
    private long sound;
    private long produced;
    private long tickets;

    /** @param day the (UTC) day over which the event times run */
    public ShopDay(long seed, int customers, long records, LocalDate day) {
        if (records < 1) {
            throw new IllegalArgumentException("at least one record is needed, not " + records);
        }
        this.customers = new Customers(seed, customers);
        this.ranks = new Zipf(customers);
        this.random = new SplittableRandom(seed);
        this.records = records;
        this.dayMillis = day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    }

    @Override
    public boolean hasNext() {
        return produced < records;
    }

    @Override
    public WorkloadRecord next() {
        if (!hasNext()) {
            throw new NoSuchElementException("all " + records + " records of the day were produced");
        }
        int lot = random.nextInt(1_000);
        if (lot < DUPLICATES_PER_MILLE && sound > 0) {
            produced++;
            return again();
        }
        var head = head(random.nextInt(1_000) < DISORDERED_PER_MILLE);
        produced++;
        if (lot >= 1_000 - MALFORMED_PER_MILLE) {
            return malformed(head);
        }
        var made = new WorkloadRecord(head.who().key(), interaction(head), head.atMillis(), Fate.SOUND);
        remembered[(int) (sound++ % REMEMBERED_MAX)] = made;
        return made;
    }

    private WorkloadRecord again() {
        var earlier = remembered[random.nextInt((int) Math.min(sound, REMEMBERED_MAX))];
        return new WorkloadRecord(earlier.key(), earlier.value(), earlier.eventTimeMillis(), Fate.DUPLICATE);
    }

    private WorkloadRecord malformed(Head head) {
        var value =
                random.nextBoolean() ? cut(interaction(head)) : shapes.withoutType(head, product(), thing(), thing());
        return new WorkloadRecord(head.who().key(), value, head.atMillis(), Fate.MALFORMED);
    }

    private byte[] cut(byte[] value) {
        return Arrays.copyOf(value, 1 + random.nextInt(value.length - 1));
    }

    private Head head(boolean disordered) {
        int customer = ranks.next(random);
        var who = customers.at(customer, random.nextInt(customers.devices(customer)));
        long at = dayMillis + (long) ((double) produced / records * DAY_MILLIS);
        if (disordered) {
            at = Math.max(dayMillis, at - 1 - random.nextInt(DISORDER_MAX_MILLIS));
        }
        return new Head(random.nextLong(), random.nextLong(), who, at);
    }

    private byte[] interaction(Head head) {
        int percent = random.nextInt(100);
        if (percent < 40) {
            return shapes.page(head, product(), thing(), thing());
        } else if (percent < 57) {
            return shapes.productViewed(head, product());
        } else if (percent < 65) {
            return shapes.productAdded(head, product(), 1 + random.nextInt(3), random.nextInt(1_000_000));
        } else if (percent < 73) {
            return shapes.signedIn(head, random.nextBoolean());
        } else if (percent < 79) {
            return shapes.orderCompleted(head, random.nextLong(), products());
        } else if (percent < 84) {
            return shapes.productsSearched(head, thing(), thing(), random.nextInt(400));
        } else if (percent < 89) {
            return shapes.emailOpened(head, 1 + random.nextInt(12), thing());
        } else if (percent < 93) {
            return shapes.errorEncountered(head, Words.any(Words.ERRORS, random), 400 + random.nextInt(120));
        } else if (percent < 96) {
            return identify(head);
        } else if (percent < 98) {
            return shapes.ticketOpened(head, ++tickets, thing());
        }
        return other(head);
    }

    private byte[] other(Head head) {
        int which = random.nextInt(OTHERS.length + 1);
        return which == OTHERS.length
                ? shapes.ticketClosed(head, 1 + random.nextLong(Math.max(1, tickets)))
                : shapes.about(OTHERS[which], head, random.nextInt(50_000));
    }

    private byte[] identify(Head head) {
        var id = head.who().key();
        var email =
                text.clear().put(id).put('.').number(random.nextInt(10)).put(AT).toBytes();
        var name = text.clear()
                .put(CUSTOMER)
                .put(Arrays.copyOfRange(id, 4, id.length))
                .toBytes();
        return shapes.identify(head, email, name, Words.any(Words.TIERS, random), random.nextInt(8) == 0);
    }

    private List<Product> products() {
        return switch (random.nextInt(3)) {
            case 0 -> List.of(product());
            case 1 -> List.of(product(), product());
            default -> List.of(product(), product(), product());
        };
    }

    private Product product() {
        return new Product(random.nextInt(50_000), random.nextInt(50_000), thing(), 500 + random.nextInt(19_500));
    }

    private byte[] thing() {
        return Words.any(Words.THINGS, random);
    }
}
