package io.liveprofile.profile.domain.facts;

import io.liveprofile.profile.domain.Hash64;
import io.liveprofile.profile.domain.Interaction;
import io.liveprofile.profile.domain.MessageId;
import io.liveprofile.schemas.typed.Item;
import io.liveprofile.schemas.typed.Meaning;
import io.liveprofile.schemas.typed.Meaning.*;
import io.liveprofile.schemas.typed.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One interaction in the timeline, with what its sentence needs. It is worded when it is read, see {@link Sentence}.
 *
 * @param subject what it was done to: a product, an order, a ticket
 * @param detail what else matters: a category, a method, a code
 */
public record Entry(
        String name,
        @Nullable String subject,
        @Nullable String detail,
        @Nullable Money amount,
        long atMillis,
        MessageId messageId)
        implements Dated {

    public static final int ENTRIES_MAX = 100;

    static Newest<Entry> plus(Newest<Entry> known, List<Told> batch) {
        var added = new ArrayList<Entry>(batch.size());
        batch.forEach(told -> added.add(of(told)));
        return known.plus(added, ENTRIES_MAX);
    }

    /** In the order given: for whoever reads further back than the timeline reaches. */
    public static List<Entry> of(List<Interaction> interactions) {
        return Told.of(interactions).stream().map(Entry::of).toList();
    }

    public boolean isAbout(String other) {
        return Clipped.text(other).equals(subject);
    }

    private static Entry of(Told told) {
        return switch (told.meaning()) {
            case PageViewed(var name, var path) -> of(told, name.or(() -> path));
            case ScreenViewed(var name) -> of(told, name);
            case ProductsSearched(var results) ->
                of(told, results.map(found -> found.stripTrailingZeros().toPlainString()));
            case ProductViewed(var item) -> product(told, item, Optional.empty());
            case ProductAdded(var _, var item, var price) -> product(told, item, price);
            case ProductRemoved(var _, var item) -> product(told, item, Optional.empty());
            case OrderCompleted(var id, var value, var items) -> of(told, Optional.of(id), size(items), value);
            case OrderUpdated(var id, var value, var items) -> of(told, Optional.of(id), size(items), value);
            case OrderRefunded(var id, var value, var items) -> of(told, Optional.of(id), size(items), value);
            case OrderCancelled(var id) -> of(told, Optional.of(id));
            case CheckoutStarted(var id, var value, var items) -> of(told, id, size(items), value);
            case TicketOpened(var id, var priority) -> of(told, Optional.of(id), priority, Optional.empty());
            case TicketReplied(var id, var by) -> of(told, Optional.of(id), by, Optional.empty());
            case TicketSolved(var id) -> of(told, Optional.of(id));
            default -> account(told, told.meaning());
        };
    }

    private static Entry account(Told told, Meaning meaning) {
        return switch (meaning) {
            case SignedUp(var method) -> of(told, Optional.empty(), method, Optional.empty());
            case SignedIn(var method, var _) -> of(told, told.where().country(), method);
            case SignInFailed(var method, var _) -> of(told, told.where().country(), method);
            case PaymentAuthorized(var id, var _, var amount) -> of(told, id, Optional.empty(), amount);
            case PaymentDeclined(var id, var _, var amount, var code) -> of(told, id, code, amount);
            case PaymentRefunded(var id, var _, var amount) -> of(told, id, Optional.empty(), amount);
            case SubscriptionStarted(var _, var plan, var _) -> of(told, plan);
            case SubscriptionRenewed(var _, var amount) -> of(told, Optional.empty(), Optional.empty(), amount);
            case RenewalDeclined(var _, var code) -> of(told, code);
            case SurveyAnswered(var kind, var score, var _) ->
                of(told, kind, score.map(points -> points.stripTrailingZeros().toPlainString()), Optional.empty());
            case ErrorEncountered(var code, var status) -> of(told, code, status, Optional.empty());
            case ApplicationCrashed(var code, var _) -> of(told, code);
            case MessageDelivered(var _, var campaign) -> of(told, campaign);
            case MessageOpened(var _, var campaign) -> of(told, campaign);
            case MessageClicked(var _, var campaign) -> of(told, campaign);
            case MessageBounced(var _, var campaign) -> of(told, campaign);
            case Unsubscribed(var channel) -> of(told, channel);
            case ExperimentViewed(var experiment, var variation) -> of(told, experiment, variation, Optional.empty());
            default -> of(told, Optional.empty());
        };
    }

    private static Entry product(Told told, Item item, Optional<Money> price) {
        return of(told, item.name().or(item::key), item.category(), price);
    }

    private static Optional<String> size(List<Item> items) {
        return items.isEmpty() ? Optional.empty() : Optional.of(Integer.toString(items.size()));
    }

    private static Entry of(Told told, Optional<String> subject) {
        return of(told, subject, Optional.empty(), Optional.empty());
    }

    private static Entry of(Told told, @Nullable String country, Optional<String> method) {
        return of(told, Optional.ofNullable(country), method, Optional.empty());
    }

    private static Entry of(Told told, Optional<String> subject, Optional<String> detail, Optional<Money> amount) {
        return new Entry(
                told.name(),
                Clipped.word(subject),
                Clipped.word(detail),
                Clipped.money(amount),
                told.atMillis(),
                told.messageId());
    }

    @Override
    public void addTo(Hash64 hash) {
        hash.add(name).add(subject).add(detail);
        hash.add(amount == null ? null : amount.currency()).add(amount == null ? 0 : amount.cents());
    }
}
