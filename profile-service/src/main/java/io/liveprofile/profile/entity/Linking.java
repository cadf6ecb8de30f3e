package io.liveprofile.profile.entity;

import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.domain.Links;
import io.liveprofile.profile.entity.Command.AskAgain;
import io.liveprofile.profile.entity.Command.Give;
import java.time.Duration;
import java.util.List;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/** Asks the anonymous profiles that a customer was seen with, until each has answered. */
final class Linking {
    private final CustomerId taker;
    private final Neighbours neighbours;
    private final TimerScheduler<Command> timers;
    private final Duration retry;

    Linking(CustomerId taker, Neighbours neighbours, TimerScheduler<Command> timers, Duration retry) {
        this.taker = taker;
        this.neighbours = neighbours;
        this.timers = timers;
        this.retry = retry;
    }

    void ask(List<CustomerId> anonymous) {
        if (!anonymous.isEmpty()) {
            anonymous.forEach(id -> neighbours.tell(id, new Give(taker)));
            if (!timers.isTimerActive(AskAgain.NOW)) {
                timers.startTimerWithFixedDelay(AskAgain.NOW, AskAgain.NOW, retry);
            }
        }
    }

    void stop() {
        timers.cancel(AskAgain.NOW);
    }

    void askAgain(Links links) {
        if (links.asked().isEmpty()) {
            stop();
        } else {
            ask(links.asked());
        }
    }
}
