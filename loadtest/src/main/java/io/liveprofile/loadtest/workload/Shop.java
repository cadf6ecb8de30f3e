package io.liveprofile.loadtest.workload;

import io.liveprofile.loadtest.workload.Shapes.Head;
import io.liveprofile.loadtest.workload.Stories.Told;
import io.liveprofile.loadtest.workload.WorkloadRecord.Fate;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The sample shop: customers come, look around, fill carts, order or leave, and each {@link Story} happens. Endless;
 * record n is due n ÷ rate seconds after the opening. Seed and opening time together give the same bytes; the customers
 * and the stories follow from the seed alone, so that they are the same people after a restart. For one thread.
 */
public final class Shop implements Iterator<WorkloadRecord> {
    public static final int CUSTOMERS = 3_000;
    public static final double RECORDS_PER_SECOND = 30;

    private static final int VISITS_MAX = 48;
    private static final int ANONYMOUS_PERCENT = 20;
    private static final int ANONYMOUS_SIGNS_IN_PERCENT = 8;
    private static final int DUPLICATES_PER_MILLE = 10;
    private static final int MALFORMED_PER_MILLE = 1;

    private final Customers customers;
    private final Catalogue catalogue;
    private final Deque<Told> stories;
    private final SplittableRandom random;
    private final Shapes shapes = new Shapes();
    private final List<Visit> visits = new ArrayList<>();
    private final long seed;
    private final double perSecond;
    private final long startMillis;
    private WorkloadRecord last;
    private long produced;

    public Shop(long seed, int customers, double perSecond, Instant start) {
        if (!(perSecond > 0)) {
            throw new IllegalArgumentException("the rate must be above zero, not " + perSecond + " a second");
        }
        this.customers = new Customers(seed, customers);
        this.catalogue = new Catalogue(seed);
        this.stories = new ArrayDeque<>(Stories.of(seed, start));
        this.random = new SplittableRandom(Customers.mix(seed + Customers.mix(start.toEpochMilli())));
        this.seed = seed;
        this.perSecond = perSecond;
        this.startMillis = start.toEpochMilli();
        this.last = stories.getFirst().record();
    }

    @Override
    public boolean hasNext() {
        return true;
    }

    @Override
    public WorkloadRecord next() {
        long dueMillis = (long) (produced * 1_000 / perSecond);
        produced++;
        if (!stories.isEmpty() && stories.getFirst().dueMillis() <= dueMillis) {
            last = stories.removeFirst().record();
            return last;
        }
        int lot = random.nextInt(1_000);
        if (lot < DUPLICATES_PER_MILLE && last.eventTimeMillis() >= startMillis) {
            return new WorkloadRecord(last.key(), last.value(), last.eventTimeMillis(), Fate.DUPLICATE);
        }
        var made = visited(startMillis + dueMillis);
        if (lot >= 1_000 - MALFORMED_PER_MILLE) {
            var half = Arrays.copyOf(made.value(), made.value().length / 2);
            return new WorkloadRecord(made.key(), half, made.eventTimeMillis(), Fate.MALFORMED);
        }
        last = made;
        return made;
    }

    private WorkloadRecord visited(long atMillis) {
        var visit = visit();
        if (visit.who().userId() == null && random.nextInt(100) < ANONYMOUS_SIGNS_IN_PERCENT) {
            visit.signIn();
        }
        var head = new Head(random.nextLong(), random.nextLong(), visit.who(), atMillis);
        var value = visit.next(shapes, head, catalogue, random);
        if (visit.over()) {
            visits.remove(visit);
        }
        return new WorkloadRecord(head.who().key(), value, atMillis, Fate.SOUND);
    }

    private Visit visit() {
        if (visits.size() < VISITS_MAX && random.nextInt(VISITS_MAX) >= visits.size()) {
            visits.add(begin());
            return visits.getLast();
        }
        return visits.get(random.nextInt(visits.size()));
    }

    /** Some customers come more often than others: the lesser of two draws. */
    private Visit begin() {
        int number = 1 + Math.min(random.nextInt(customers.count()), random.nextInt(customers.count()));
        var person = Person.numbered(seed, number);
        var known = customers.at(number, random.nextInt(customers.devices(number)));
        var unknown = random.nextInt(100) < ANONYMOUS_PERCENT;
        return new Visit(person, known.as(unknown ? null : person.userId()), random.nextInt(1_000_000));
    }
}
