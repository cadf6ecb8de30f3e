package io.liveprofile.profile.domain.facts;

import io.liveprofile.profile.domain.Hash64;
import io.liveprofile.schemas.typed.Meaning.Channel;
import io.liveprofile.schemas.typed.Meaning.MessageBounced;
import io.liveprofile.schemas.typed.Meaning.MessageClicked;
import io.liveprofile.schemas.typed.Meaning.MessageDelivered;
import io.liveprofile.schemas.typed.Meaning.MessageOpened;
import java.util.List;

/** What became of the messages that were sent to the customer over one channel. */
public record Engagement(
        long delivered, long opened, long clicked, long bounced, long lastOpenedMillis, long lastClickedMillis) {

    public static final long NEVER = Long.MIN_VALUE;

    public static final Engagement NONE = new Engagement(0, 0, 0, 0, NEVER, NEVER);

    Engagement plus(List<Told> batch, Channel channel) {
        var after = this;
        for (var told : batch) {
            after = switch (told.meaning()) {
                case MessageDelivered(var by, var _)
                when by == channel ->
                    new Engagement(
                            after.delivered + 1,
                            after.opened,
                            after.clicked,
                            after.bounced,
                            after.lastOpenedMillis,
                            after.lastClickedMillis);
                case MessageOpened(var by, var _)
                when by == channel ->
                    new Engagement(
                            after.delivered,
                            after.opened + 1,
                            after.clicked,
                            after.bounced,
                            Math.max(after.lastOpenedMillis, told.atMillis()),
                            after.lastClickedMillis);
                case MessageClicked(var by, var _)
                when by == channel ->
                    new Engagement(
                            after.delivered,
                            after.opened,
                            after.clicked + 1,
                            after.bounced,
                            after.lastOpenedMillis,
                            Math.max(after.lastClickedMillis, told.atMillis()));
                case MessageBounced(var by, var _)
                when by == channel ->
                    new Engagement(
                            after.delivered,
                            after.opened,
                            after.clicked,
                            after.bounced + 1,
                            after.lastOpenedMillis,
                            after.lastClickedMillis);
                default -> after;
            };
        }
        return after;
    }

    void addTo(Hash64 hash) {
        hash.add(delivered).add(opened).add(clicked).add(bounced);
        hash.add(lastOpenedMillis).add(lastClickedMillis);
    }
}
