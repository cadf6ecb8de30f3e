package io.liveprofile.profile.domain;

import java.util.List;

/** What the interactions alone determine, whatever the order in which they came. */
public record Facts(long firstSeenMillis, long lastSeenMillis, Counts counts) {

    public static final Facts NONE = new Facts(Long.MAX_VALUE, Long.MIN_VALUE, Counts.NONE);

    Facts plus(List<Interaction> interactions) {
        long first = firstSeenMillis;
        long last = lastSeenMillis;
        for (var interaction : interactions) {
            first = Math.min(first, interaction.atMillis());
            last = Math.max(last, interaction.atMillis());
        }
        return new Facts(first, last, counts.plus(interactions));
    }

    /** Equal for equal facts, on every node and after every replay. */
    public long stateHash() {
        return counts.addTo(new Hash64().add(firstSeenMillis).add(lastSeenMillis))
                .finish();
    }

    Headline headline() {
        return new Headline(firstSeenMillis, lastSeenMillis, counts.total());
    }
}
