package io.liveprofile.profile.domain;

import io.liveprofile.profile.domain.judgement.Standing;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * The anonymous ids that a known customer was seen with. Only such an id's profile gives, and only to a known customer, so
 * that there are no chains and no rings.
 *
 * @param asked have not answered yet: they are asked again until they do, also after a restart
 * @param answered newest first; one that has fallen out is asked again when it is met again, which changes nothing
 * @param made in all; a customer with {@link #MADE_MAX} of them is a machine or a shared account, and meets no more
 */
public record Links(List<CustomerId> asked, List<Link> answered, int made) {

    /** Beyond it nobody new is met: what is not asked today is met again by the next interaction. */
    public static final int ASKED_MAX = 100;

    public static final int ANSWERED_MAX = 100;
    public static final int MADE_MAX = 1_000;

    /** Within which an anonymous profile should have answered. */
    private static final long ANSWER_MILLIS = 60_000;

    public static final Links NONE = new Links(List.of(), List.of(), 0);

    /** The anonymous ids in these interactions that this customer is seen with for the first time. */
    List<CustomerId> metIn(List<Interaction> interactions) {
        var met = new LinkedHashSet<CustomerId>();
        for (var interaction : interactions) {
            interaction
                    .metAnonymous()
                    .filter(beside -> !knows(beside) && asked.size() + met.size() < ASKED_MAX)
                    .filter(beside -> made + met.size() < MADE_MAX)
                    .ifPresent(met::add);
        }
        return met.isEmpty() ? List.of() : List.copyOf(met);
    }

    private boolean knows(CustomerId anonymous) {
        return asked.contains(anonymous)
                || answered.stream().anyMatch(link -> link.anonymous().equals(anonymous));
    }

    Links met(List<CustomerId> anonymous) {
        if (anonymous.isEmpty()) {
            return this;
        }
        var longer = new ArrayList<>(asked);
        longer.addAll(anonymous);
        return new Links(List.copyOf(longer), answered, made + anonymous.size());
    }

    Links answered(Link link) {
        var longer = new ArrayList<Link>(answered.size() + 1);
        longer.add(new Link(asAsked(link.anonymous()), link.outcome()));
        answered.stream()
                .filter(other -> !other.anonymous().equals(link.anonymous()))
                .limit(ANSWERED_MAX - 1L)
                .forEach(longer::add);
        return new Links(
                asked.stream().filter(id -> !id.equals(link.anonymous())).toList(), List.copyOf(longer), made);
    }

    /** The copy of it that the facts hold as well. */
    private CustomerId asAsked(CustomerId anonymous) {
        int at = asked.indexOf(anonymous);
        return at < 0 ? anonymous : asked.get(at);
    }

    /** Whoever wasn't answered in time asks again, though the customer is never touched: so a crash in between heals. */
    Standing heedIn(Standing standing, long atMillis) {
        if (asked.isEmpty()) {
            return standing;
        }
        long due =
                Math.min(atMillis + ANSWER_MILLIS, standing.lookAgainAtMillis().orElse(Long.MAX_VALUE));
        return new Standing(standing.headline(), standing.judgement(), standing.signals(), Optional.of(due));
    }

    public boolean awaits(CustomerId anonymous) {
        return asked.contains(anonymous);
    }

    public boolean full() {
        return made >= MADE_MAX;
    }
}
