package io.liveprofile.profile.entity;

import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.entity.Command.Reading;
import io.liveprofile.profile.entity.News.Moved;
import io.liveprofile.profile.entity.News.Standing;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;

/** Those who listen to one customer: each with the id under which it asked. */
final class Subscribers {
    static final int SUBSCRIBERS_MAX = 100;

    private Map<ActorRef<News>, Optional<CustomerId>> all = Map.of();

    /** False where as many listen as may. */
    boolean add(ActorRef<News> subscriber, Optional<CustomerId> requestedId) {
        if (all.size() >= SUBSCRIBERS_MAX && !all.containsKey(subscriber)) {
            return false;
        }
        all = all.isEmpty() ? new LinkedHashMap<>() : all;
        all.put(subscriber, requestedId);
        return true;
    }

    boolean has(ActorRef<News> subscriber) {
        return all.containsKey(subscriber);
    }

    void remove(ActorRef<News> subscriber) {
        if (all.containsKey(subscriber)) {
            all.remove(subscriber);
            all = all.isEmpty() ? Map.of() : all;
        }
    }

    void tell(Function<Optional<CustomerId>, Reading> reading) {
        all.forEach((subscriber, requestedId) -> subscriber.tell(new Standing(reading.apply(requestedId), true)));
    }

    void erased() {
        all.keySet().forEach(subscriber -> subscriber.tell(new Standing(Reading.ERASED, false)));
        all = Map.of();
    }

    void moved() {
        all.keySet().forEach(subscriber -> subscriber.tell(Moved.MOVED));
        all = Map.of();
    }
}
