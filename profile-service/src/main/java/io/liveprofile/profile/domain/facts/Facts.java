package io.liveprofile.profile.domain.facts;

import io.liveprofile.profile.domain.Hash64;
import io.liveprofile.profile.domain.Headline;
import io.liveprofile.profile.domain.Interaction;
import io.liveprofile.schemas.typed.Meaning.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the interactions alone determine, whatever the order in which they came. One record of parts, each its own idea. */
public record Facts(
        FoldRules rules,
        long firstSeenMillis,
        long lastSeenMillis,
        Counts counts,
        List<Day> days,
        Newest<Identifier> identifiers,
        Newest<Trait> traits,
        Sessions sessions,
        Newest<Device> devices,
        Newest<Place> places,
        Cart cart,
        Orders orders,
        Newest<Bought> bought,
        Interests interests,
        Support support,
        Engagement emails,
        Engagement pushes,
        Newest<Subscription> subscriptions,
        SignIns signIns,
        Payments payments,
        Newest<Consent> consents,
        Newest<Entry> timeline) {

    public static final Facts NONE = none(FoldRules.DEFAULT);

    /** Of a customer nothing is known of yet. */
    public static Facts none(FoldRules rules) {
        return new Facts(
                rules,
                Long.MAX_VALUE,
                Long.MIN_VALUE,
                Counts.NONE,
                List.of(),
                Newest.none(),
                Newest.none(),
                Sessions.NONE,
                Newest.none(),
                Newest.none(),
                Cart.EMPTY,
                Orders.NONE,
                Newest.none(),
                Interests.NONE,
                Support.NONE,
                Engagement.NONE,
                Engagement.NONE,
                Newest.none(),
                SignIns.NONE,
                Payments.NONE,
                Newest.none(),
                Newest.none());
    }

    public Facts plus(List<Interaction> interactions) {
        if (interactions.isEmpty()) {
            return this;
        }
        long first = firstSeenMillis;
        long last = lastSeenMillis;
        for (var interaction : interactions) {
            first = Math.min(first, interaction.atMillis());
            last = Math.max(last, interaction.atMillis());
        }
        var batch = Told.of(interactions);
        return new Facts(
                rules,
                first,
                last,
                counts.plus(batch),
                Day.plus(days, batch, last),
                Identifier.plus(identifiers, batch),
                Trait.plus(traits, batch),
                sessions.plus(batch, last, rules),
                Device.plus(devices, batch),
                Place.plus(places, batch),
                cart.plus(batch, rules),
                orders.plus(batch),
                Bought.plus(bought, batch),
                interests.plus(batch),
                support.plus(batch),
                emails.plus(batch, Channel.EMAIL),
                pushes.plus(batch, Channel.PUSH),
                Subscription.plus(subscriptions, batch),
                signIns.plus(batch),
                payments.plus(batch),
                Consent.plus(consents, batch),
                Entry.plus(timeline, batch));
    }

    /** The newest first; of the interactions that aren't late. */
    public List<Session> recentSessions() {
        return sessions.newestFirst(lastSeenMillis, rules);
    }

    /** Text that stands in clear. */
    public Optional<String> trait(String name) {
        return Trait.text(traits, name);
    }

    /** The names of the parts that could not keep everything that is promised of them. */
    public List<String> truncated() {
        var names = new ArrayList<String>();
        add(names, "counts", counts.truncated());
        add(names, "identifiers", identifiers.truncated());
        add(names, "traits", traits.truncated());
        add(names, "devices", devices.truncated());
        add(names, "places", places.truncated());
        add(names, "cart", cart.truncated());
        add(names, "orders", orders.truncated());
        add(names, "bought", bought.truncated());
        add(names, "interests", interests.truncated());
        add(names, "support", support.truncated());
        add(names, "subscriptions", subscriptions.truncated());
        add(names, "consents", consents.truncated());
        return names;
    }

    private static void add(List<String> names, String name, boolean truncated) {
        if (truncated) {
            names.add(name);
        }
    }

    /**
     * Equal for equal facts, on every node and after every replay. The ids that they were told under, and the bytes of
     * what is sealed, don't count: what was done is the same under another id, sealed with another key.
     */
    public long stateHash() {
        var hash = new Hash64().add(firstSeenMillis).add(lastSeenMillis);
        counts.addTo(hash);
        days.forEach(day -> day.addTo(hash));
        traits.addTo(hash);
        sessions.addTo(hash);
        devices.addTo(hash);
        places.addTo(hash);
        cart.addTo(hash);
        orders.addTo(hash);
        bought.addTo(hash);
        interests.addTo(hash);
        support.addTo(hash);
        emails.addTo(hash);
        pushes.addTo(hash);
        subscriptions.addTo(hash);
        signIns.addTo(hash);
        payments.addTo(hash);
        consents.addTo(hash);
        timeline.addTo(hash);
        return hash.finish();
    }

    /** But for what is thought of the customer. */
    public Headline headline() {
        var sessions = recentSessions();
        var lines = cart.lines();
        return new Headline(
                firstSeenMillis,
                lastSeenMillis,
                counts.total(),
                orders.count(),
                orders.value(),
                orders.last().map(Order::atMillis),
                support.openTickets(),
                support.errors(),
                sessions.size(),
                sessions.isEmpty()
                        ? Optional.empty()
                        : Optional.of(sessions.getFirst().startMillis()),
                lines.size(),
                Cart.value(lines),
                lines.stream().map(Cart.Line::sinceMillis).min(Long::compare),
                trait("tier"),
                trait("region"),
                places.first().map(Place::country),
                Headline.Grade.NONE,
                Headline.Grade.NONE,
                List.of());
    }
}
