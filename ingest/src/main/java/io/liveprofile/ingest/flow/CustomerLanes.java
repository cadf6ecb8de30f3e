package io.liveprofile.ingest.flow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.FlowShape;
import org.apache.pekko.stream.Inlet;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.stage.AbstractInHandler;
import org.apache.pekko.stream.stage.AbstractOutHandler;
import org.apache.pekko.stream.stage.AsyncCallback;
import org.apache.pekko.stream.stage.GraphStage;
import org.apache.pekko.stream.stage.GraphStageLogic;

/**
 * Hands the elements of a partition on, each customer's in order and in batches, different customers' side by side.
 *
 * <p>One batch of a customer is out at a time; what comes for the same customer meanwhile gathers behind it and goes as
 * the next. So a hot customer gets larger batches and not a longer queue, and a retry can't overtake anything. Downstream
 * gets an element once it and everything before it is done: that one's offset may be committed.
 */
final class CustomerLanes<T> extends GraphStage<FlowShape<List<T>, T>> {

    /** What a lane may put into one batch. */
    record Bounds<T>(int elementsMax, int bytesMax, Function<T, Integer> bytes) {}

    private final Inlet<List<T>> in = Inlet.create("CustomerLanes.in");
    private final Outlet<T> out = Outlet.create("CustomerLanes.out");
    private final FlowShape<List<T>, T> shape = FlowShape.of(in, out);

    private final int inFlightMax;
    private final Bounds<T> bounds;
    private final Function<T, Object> laneOf;
    private final Function<List<T>, CompletionStage<?>> handle;
    private final IntConsumer taken;
    private final IntConsumer handedBack;

    /**
     * @param taken hears how many elements came
     * @param handedBack hears how many of these were never handled, should the stream end early
     */
    CustomerLanes(
            int inFlightMax,
            Bounds<T> bounds,
            Function<T, Object> laneOf,
            Function<List<T>, CompletionStage<?>> handle,
            IntConsumer taken,
            IntConsumer handedBack) {
        this.inFlightMax = inFlightMax;
        this.bounds = bounds;
        this.laneOf = laneOf;
        this.handle = handle;
        this.taken = taken;
        this.handedBack = handedBack;
    }

    @Override
    public FlowShape<List<T>, T> shape() {
        return shape;
    }

    @Override
    public GraphStageLogic createLogic(Attributes inheritedAttributes) {
        return new Logic();
    }

    private static final class Slot<T> {
        private final T element;
        private boolean done;

        Slot(T element) {
            this.element = element;
        }
    }

    private static final class Lane<T> {
        private final ArrayDeque<Slot<T>> waiting = new ArrayDeque<>();
        private boolean out;
    }

    private record Handled<T>(Object lane, List<Slot<T>> batch, Throwable failure) {}

    private final class Logic extends GraphStageLogic {
        private final ArrayDeque<Slot<T>> inOrder = new ArrayDeque<>();
        private final Map<Object, Lane<T>> lanes = new HashMap<>();
        private final AsyncCallback<Handled<T>> handled = createAsyncCallback(this::onHandled);

        Logic() {
            super(shape);
            setHandler(in, new AbstractInHandler() {
                @Override
                public void onPush() {
                    take(grab(in));
                    pullIfRoom();
                }

                @Override
                public void onUpstreamFinish() {
                    completeIfDone();
                }
            });
            setHandler(out, new AbstractOutHandler() {
                @Override
                public void onPull() {
                    release();
                }
            });
        }

        @Override
        public void preStart() {
            pull(in);
        }

        @Override
        public void postStop() {
            handedBack.accept(lanes.values().stream()
                    .mapToInt(lane -> lane.waiting.size())
                    .sum());
        }

        private void take(List<T> elements) {
            taken.accept(elements.size());
            var touched = new LinkedHashSet<Object>();
            for (var element : elements) {
                var slot = new Slot<>(element);
                inOrder.add(slot);
                var key = laneOf.apply(element);
                lanes.computeIfAbsent(key, _ -> new Lane<>()).waiting.add(slot);
                touched.add(key);
            }
            touched.forEach(this::send);
        }

        private void send(Object key) {
            var lane = lanes.get(key);
            if (lane == null || lane.out) {
                return;
            }
            if (lane.waiting.isEmpty()) {
                lanes.remove(key);
                return;
            }
            lane.out = true;
            var batch = nextBatch(lane);
            handle.apply(batch.stream().map(slot -> slot.element).toList())
                    .whenComplete((_, failure) -> handled.invoke(new Handled<>(key, batch, failure)));
        }

        private List<Slot<T>> nextBatch(Lane<T> lane) {
            var batch = new ArrayList<Slot<T>>();
            int bytes = 0;
            while (!lane.waiting.isEmpty() && batch.size() < bounds.elementsMax()) {
                int more = bounds.bytes().apply(lane.waiting.peek().element);
                if (!batch.isEmpty() && bytes + more > bounds.bytesMax()) {
                    break;
                }
                bytes += more;
                batch.add(lane.waiting.poll());
            }
            return batch;
        }

        private void onHandled(Handled<T> answer) {
            if (answer.failure() != null) {
                failStage(answer.failure());
                return;
            }
            answer.batch().forEach(slot -> slot.done = true);
            var lane = lanes.get(answer.lane());
            if (lane != null) {
                lane.out = false;
                send(answer.lane());
            }
            if (isAvailable(out)) {
                release();
            }
            completeIfDone();
        }

        /** Only the newest of what is done in a row matters downstream. */
        private void release() {
            T newest = null;
            while (!inOrder.isEmpty() && inOrder.peek().done) {
                newest = inOrder.poll().element;
            }
            if (newest != null) {
                push(out, newest);
                pullIfRoom();
                completeIfDone();
            }
        }

        private void pullIfRoom() {
            if (inOrder.size() < inFlightMax && !hasBeenPulled(in) && !isClosed(in)) {
                pull(in);
            }
        }

        private void completeIfDone() {
            if (isClosed(in) && inOrder.isEmpty()) {
                completeStage();
            }
        }
    }
}
