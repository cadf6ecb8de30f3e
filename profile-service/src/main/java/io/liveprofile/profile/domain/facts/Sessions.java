package io.liveprofile.profile.domain.facts;

import io.liveprofile.profile.domain.Hash64;
import io.liveprofile.profile.domain.Shared;
import io.liveprofile.schemas.Fields;
import io.liveprofile.schemas.Value;
import io.liveprofile.schemas.typed.Meaning.PageViewed;
import io.liveprofile.schemas.typed.Meaning.ScreenViewed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The current session and the recent ones: those of the interactions that aren't late, measured from the newest one known.
 * Whether something is late doesn't hang on when it came, therefore: what was in time when it came is dropped as the
 * newest moves on.
 *
 * @param slots the oldest first; at most {@link FoldRules#GAPS_MAX} and the one that is under way, and the one that is
 *     partly late
 */
public record Sessions(List<Slot> slots) {

    public static final Sessions NONE = new Sessions(List.of());

    /** A longer one is not taken: no part of something sealed can be kept. */
    public static final int REFERRER_BYTES_MAX = 256;

    private static final String[] REFERRERS = {"properties.referrer", "context.page.referrer", "context.referrer.url"};
    private static final String[] CAMPAIGNS = {"context.campaign.name", "context.campaign.id", "context.campaign.source"
    };

    Sessions plus(List<Told> batch, long newestMillis, FoldRules rules) {
        long first = Math.floorDiv(newestMillis - rules.latenessMaxMillis(), rules.sessionGapMillis());
        var all = new ArrayList<Slot>(slots.size() + 1);
        for (var slot : slots) {
            if (slot.number() >= first) {
                all.add(slot);
            }
        }
        for (var told : batch) {
            long number = Math.floorDiv(told.atMillis(), rules.sessionGapMillis());
            if (number >= first) {
                put(all, slot(number, told));
            }
        }
        return new Sessions(List.copyOf(all));
    }

    private static void put(List<Slot> all, Slot slot) {
        int at = all.size();
        while (at > 0 && all.get(at - 1).number() > slot.number()) {
            at--;
        }
        if (at > 0 && all.get(at - 1).number() == slot.number()) {
            all.set(at - 1, all.get(at - 1).with(slot));
        } else {
            all.add(at, slot);
        }
    }

    private static Slot slot(long number, Told told) {
        long at = told.atMillis();
        var fields = told.interaction().fields();
        var campaign = text(fields, CAMPAIGNS);
        return switch (told.meaning()) {
            case PageViewed(var name, var path) ->
                new Slot(
                        number,
                        at,
                        at,
                        1,
                        1,
                        first(told, path.or(() -> name), referrer(fields)),
                        first(told, campaign, null));
            case ScreenViewed(var name) ->
                new Slot(number, at, at, 1, 1, first(told, name, null), first(told, campaign, null));
            default -> new Slot(number, at, at, 1, 0, null, first(told, campaign, null));
        };
    }

    private static Slot.@Nullable First first(Told told, Optional<String> text, Value.@Nullable Sealed referrer) {
        return text.isEmpty() && referrer == null
                ? null
                : new Slot.First(
                        told.atMillis(), told.messageId(), Shared.word(Clipped.text(text.orElse(""))), referrer);
    }

    private static Optional<String> text(Fields fields, String[] paths) {
        for (var path : paths) {
            if (fields.get(path).orElse(null) instanceof Value.Text(var text)) {
                return Optional.of(text);
            }
        }
        return Optional.empty();
    }

    private static Value.@Nullable Sealed referrer(Fields fields) {
        for (var path : REFERRERS) {
            if (fields.get(path).orElse(null) instanceof Value.Sealed sealed
                    && sealed.bytes().length <= REFERRER_BYTES_MAX) {
                return sealed;
            }
        }
        return null;
    }

    /** The newest first. */
    public List<Session> newestFirst(long newestMillis, FoldRules rules) {
        var sessions = new ArrayList<Session>();
        for (var slot : slots) {
            if (slot.lastAtMillis() < newestMillis - rules.latenessMaxMillis()) {
                continue;
            }
            var begun = sessions.isEmpty() ? null : sessions.getLast();
            if (begun != null && slot.firstAtMillis() - begun.endMillis() <= rules.sessionGapMillis()) {
                sessions.set(sessions.size() - 1, begun.with(slot));
            } else {
                sessions.add(Session.of(slot));
            }
        }
        return sessions.reversed();
    }

    void addTo(Hash64 hash) {
        hash.add(slots.size());
        slots.forEach(slot -> slot.addTo(hash));
    }
}
