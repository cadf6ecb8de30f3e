package io.liveprofile.persistence.r2dbc.query;

import io.liveprofile.persistence.r2dbc.CommittedWrites.Watch;
import io.liveprofile.persistence.r2dbc.query.SliceRows.Found;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.SourceShape;
import org.apache.pekko.stream.stage.AbstractOutHandler;
import org.apache.pekko.stream.stage.GraphStage;
import org.apache.pekko.stream.stage.GraphStageLogic;
import org.apache.pekko.stream.stage.TimerGraphStageLogic;
import org.jspecify.annotations.Nullable;

/**
 * The pages of one slice range, read on demand and never beyond the safe point. Holds no rows: what is asked for is read
 * and handed on. When nothing is left a live reader looks again on a nudge, at the latest after the polling interval.
 */
final class SlicePages extends GraphStage<SourceShape<SlicePage>> {
    private final Outlet<SlicePage> out = Outlet.create("SlicePages.out");
    private final SourceShape<SlicePage> shape = SourceShape.of(out);
    private final SliceRows rows;
    private final Position start;
    private final boolean live;
    private final QuerySettings settings;
    private final Duration phase;

    SlicePages(SliceRows rows, Position start, boolean live, QuerySettings settings, Duration phase) {
        this.rows = rows;
        this.start = start;
        this.live = live;
        this.settings = settings;
        this.phase = phase;
    }

    @Override
    public SourceShape<SlicePage> shape() {
        return shape;
    }

    @Override
    public GraphStageLogic createLogic(Attributes attributes) {
        return new Reading();
    }

    private final class Reading extends TimerGraphStageLogic {
        private static final String LOOK = "look";

        private final Pace pace = new Pace(settings.liveInterval(), settings.pollInterval(), phase);
        private Position cursor = start;
        private Window window = Window.FIRST;
        private Instant safe = Instant.EPOCH;

        /** Where a query for what is stored now ends: the database's time at its first look. */
        private @Nullable Instant end;

        private boolean busy;
        private boolean toldCaughtUp;

        /** The end of what the last look has reached, a moment long, is left for the next one. */
        private boolean leavesTail;

        private @Nullable Watch watch;

        Reading() {
            super(shape);
            setHandler(out, new AbstractOutHandler() {
                @Override
                public void onPull() {
                    proceed();
                }
            });
        }

        @Override
        public void preStart() {
            if (live) {
                var nudged = createAsyncCallback((Object ignored) -> {
                    pace.nudged(System.nanoTime());
                    proceed();
                });
                watch = rows.watch(() -> nudged.invoke(this));
            }
        }

        @Override
        public void postStop() {
            if (watch != null) {
                watch.cancel();
            }
        }

        @Override
        public void onTimer(Object key) {
            look();
        }

        private void proceed() {
            if (busy || !isAvailable(out)) {
                return;
            }
            if (cursor.timestamp().isBefore(safe) && !leavesTail) {
                read();
            } else if (end != null && !safe.isBefore(end)) {
                completeStage();
            } else if (!toldCaughtUp && !leavesTail && pace.isSatisfied()) {
                give(List.of(), true);
            } else {
                var delay = pace.untilNextLook(System.nanoTime());
                if (delay.isZero()) {
                    look();
                } else {
                    scheduleOnce(LOOK, delay);
                }
            }
        }

        private void look() {
            if (busy || !isAvailable(out)) {
                return;
            }
            cancelTimer(LOOK);
            leavesTail = false;
            pace.looking(System.nanoTime());
            await(rows.safePoint(), point -> {
                pace.looked(System.nanoTime(), point);
                if (!live && end == null) {
                    end = point.at();
                }
                safe = end != null && end.isBefore(point.upTo()) ? end : later(safe, point.upTo());
                proceed();
            });
        }

        private void read() {
            var upTo = window.end(cursor.timestamp(), safe);
            await(rows.read(cursor, upTo), found -> took(found, upTo));
        }

        private void took(Found found, Instant upTo) {
            var cutByWindow = upTo.isBefore(safe) && !found.to().isBefore(Position.before(upTo));
            if (found.overflowed() || cutByWindow) {
                window = window.after(found.rows().size(), found.overflowed(), settings.pageRowsMax());
            }
            cursor = found.to();
            if (!found.rows().isEmpty()) {
                leavesTail = live && isCutByAnother(found, upTo) && isMoment(cursor.timestamp(), safe);
                if (leavesTail) {
                    pace.nudged(System.nanoTime());
                }
                give(found.rows(), !cursor.isBefore(Position.before(safe)) && pace.isSatisfied());
            } else if (cutByWindow) {
                await(rows.first(cursor, safe), this::skipTo);
            } else {
                proceed();
            }
        }

        /**
         * Another reader has looked a moment earlier and read up to there: what came since then would make a page of its
         * own, for each who follows.
         */
        private static boolean isCutByAnother(Found found, Instant upTo) {
            return !found.overflowed() && found.to().isBefore(Position.before(upTo));
        }

        private boolean isMoment(Instant from, Instant to) {
            return Duration.between(from, to).compareTo(settings.liveInterval().dividedBy(2)) < 0;
        }

        /** Over a quiet time in one step, however long it was. */
        private void skipTo(Optional<Instant> next) {
            cursor = Position.before(next.orElse(safe));
            proceed();
        }

        private void give(List<JournalRow> found, boolean caughtUp) {
            toldCaughtUp = caughtUp;
            push(out, new SlicePage(found, caughtUp));
        }

        private <T> void await(CompletionStage<T> answer, Consumer<T> then) {
            busy = true;
            var callback = createAsyncCallback((Answer<T> came) -> {
                busy = false;
                if (came.failure() != null) {
                    failStage(came.failure());
                } else {
                    then.accept(came.value());
                }
            });
            answer.whenComplete((value, failure) -> callback.invoke(new Answer<>(value, failure)));
        }

        private static Instant later(Instant one, Instant other) {
            return one.isAfter(other) ? one : other;
        }
    }

    private record Answer<T>(T value, @Nullable Throwable failure) {}
}
