package io.liveprofile.profile.domain.facts;

import io.liveprofile.profile.domain.Hash64;
import io.liveprofile.profile.domain.MessageId;
import io.liveprofile.schemas.typed.Meaning.RenewalDeclined;
import io.liveprofile.schemas.typed.Meaning.SubscriptionCancelled;
import io.liveprofile.schemas.typed.Meaning.SubscriptionRenewed;
import io.liveprofile.schemas.typed.Meaning.SubscriptionStarted;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A subscription, as the newest telling of it has it.
 *
 * @param subscriptionId empty where the producer tells none: all such are one
 * @param plan as its newest start told it
 * @param startedAtMillis of that start; {@link #NEVER}
 */
public record Subscription(
        String subscriptionId,
        State state,
        @Nullable String plan,
        long startedAtMillis,
        MessageId startedMessageId,
        long atMillis,
        MessageId messageId)
        implements Keyed<Subscription> {

    public static final int SUBSCRIPTIONS_MAX = 10;
    public static final long NEVER = Long.MIN_VALUE;

    public enum State {
        STARTED,
        RENEWED,
        RENEWAL_DECLINED,
        CANCELLED
    }

    static Newest<Subscription> plus(Newest<Subscription> known, List<Told> batch) {
        var added = new ArrayList<Subscription>();
        for (var told : batch) {
            switch (told.meaning()) {
                case SubscriptionStarted(var id, var plan, var _) ->
                    added.add(new Subscription(
                            id(id),
                            State.STARTED,
                            Clipped.word(plan),
                            told.atMillis(),
                            told.messageId(),
                            told.atMillis(),
                            told.messageId()));
                case SubscriptionRenewed(var id, var _) -> added.add(of(told, id, State.RENEWED));
                case RenewalDeclined(var id, var _) -> added.add(of(told, id, State.RENEWAL_DECLINED));
                case SubscriptionCancelled(var id, var _) -> added.add(of(told, id, State.CANCELLED));
                default -> {}
            }
        }
        return Newest.plus(known, added, SUBSCRIPTIONS_MAX);
    }

    private static Subscription of(Told told, Optional<String> id, State state) {
        return new Subscription(id(id), state, null, NEVER, MessageId.NONE, told.atMillis(), told.messageId());
    }

    private static String id(Optional<String> told) {
        return Clipped.text(told.orElse(""));
    }

    @Override
    public String key() {
        return subscriptionId;
    }

    @Override
    public Subscription with(Subscription other) {
        var newer = other.isNewerThan(this) ? other : this;
        var start = Dated.isNewer(other.startedAtMillis, other.startedMessageId, startedAtMillis, startedMessageId)
                ? other
                : this;
        return new Subscription(
                subscriptionId,
                newer.state,
                start.plan,
                start.startedAtMillis,
                start.startedMessageId,
                newer.atMillis,
                newer.messageId);
    }

    @Override
    public void addTo(Hash64 hash) {
        hash.add(subscriptionId).add(state.name()).add(plan).add(startedAtMillis);
    }
}
