package io.liveprofile.ingest.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;

class CustomerLanesProperties {
    private static final int BATCH_MAX = 5;
    private static final int BYTES_MAX = 40;

    private static ActorSystem<Void> system;

    private record Told(int offset, int customer, int bytes) implements Comparable<Told> {
        @Override
        public int compareTo(Told other) {
            return Integer.compare(offset, other.offset);
        }
    }

    @BeforeContainer
    static void start() {
        system = ActorSystem.create(Behaviors.empty(), "lanes");
    }

    @AfterContainer
    static void stop() {
        system.terminate();
    }

    @Property(tries = 100)
    void whatever_the_answers_take_each_customer_is_told_in_order_and_one_batch_at_a_time(
            @ForAll Random random, @ForAll @IntRange(min = 1, max = 30) int inFlightMax) {
        var all = IntStream.range(0, 200)
                .mapToObj(offset -> new Told(offset, random.nextInt(6), random.nextInt(60)))
                .toList();
        var told = new ConcurrentLinkedQueue<Told>();
        var taken = new AtomicInteger();
        Set<Integer> out = ConcurrentHashMap.newKeySet();
        try (var answers = Executors.newScheduledThreadPool(3)) {

            var committed = Source.from(chunks(all, random))
                    .via(new CustomerLanes<>(
                            inFlightMax,
                            new CustomerLanes.Bounds<>(BATCH_MAX, BYTES_MAX, Told::bytes),
                            Told::customer,
                            batch -> answer(batch, told, out, answers, random.nextInt(300)),
                            taken::addAndGet,
                            _ -> {}))
                    .runWith(Sink.seq(), system)
                    .toCompletableFuture()
                    .join();

            assertThat(told).containsExactlyInAnyOrderElementsOf(all);
            assertThat(taken).hasValue(all.size());
            for (int customer = 0; customer < 6; customer++) {
                int of = customer;
                assertThat(told.stream().filter(each -> each.customer() == of)).isSorted();
            }
            assertThat(committed).isSorted().last().isEqualTo(all.getLast());
        }
    }

    private static CompletionStage<?> answer(
            List<Told> batch,
            ConcurrentLinkedQueue<Told> told,
            Set<Integer> out,
            java.util.concurrent.ScheduledExecutorService answers,
            int micros) {
        int customer = batch.getFirst().customer();
        assertThat(batch).hasSizeLessThanOrEqualTo(BATCH_MAX).allMatch(each -> each.customer() == customer);
        assertThat(batch.size() == 1 || batch.stream().mapToInt(Told::bytes).sum() <= BYTES_MAX)
                .isTrue();
        assertThat(out.add(customer)).as("one batch of a customer at a time").isTrue();
        told.addAll(batch);
        var answered = new CompletableFuture<Void>();
        answers.schedule(
                () -> {
                    out.remove(customer);
                    answered.complete(null);
                },
                micros,
                TimeUnit.MICROSECONDS);
        return answered;
    }

    private static List<List<Told>> chunks(List<Told> all, Random random) {
        var chunks = new ArrayList<List<Told>>();
        for (int from = 0; from < all.size(); ) {
            int to = Math.min(all.size(), from + 1 + random.nextInt(20));
            chunks.add(all.subList(from, to));
            from = to;
        }
        return chunks;
    }
}
