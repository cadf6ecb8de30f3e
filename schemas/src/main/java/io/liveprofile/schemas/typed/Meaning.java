package io.liveprofile.schemas.typed;

import io.liveprofile.schemas.Fields;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** What an interaction means to a profile. Of what is personal a meaning tells nothing: fields hold it sealed. */
public sealed interface Meaning {

    record PageViewed(Optional<String> name, Optional<String> path) implements Meaning {}

    record ScreenViewed(Optional<String> name) implements Meaning {}

    record ProductsSearched(Optional<BigDecimal> results) implements Meaning {}

    record ProductViewed(Item product) implements Meaning {}

    record ProductAdded(Optional<String> cartId, Item product, Optional<Money> price) implements Meaning {}

    record ProductRemoved(Optional<String> cartId, Item product) implements Meaning {}

    record CartViewed(Optional<String> cartId, List<Item> products) implements Meaning {}

    record CheckoutStarted(Optional<String> orderId, Optional<Money> value, List<Item> products) implements Meaning {}

    record OrderCompleted(String orderId, Optional<Money> value, List<Item> products) implements Meaning {}

    record OrderUpdated(String orderId, Optional<Money> value, List<Item> products) implements Meaning {}

    record OrderRefunded(String orderId, Optional<Money> refunded, List<Item> products) implements Meaning {}

    record OrderCancelled(String orderId) implements Meaning {}

    record Identified(Optional<String> tier, Optional<String> plan, Optional<String> region) implements Meaning {}

    record Grouped(Optional<String> groupId) implements Meaning {}

    record Linked() implements Meaning {}

    record SignedUp(Optional<String> method) implements Meaning {}

    record SignedIn(Optional<String> method, boolean secondProof) implements Meaning {}

    record SignedOut() implements Meaning {}

    record SignInFailed(Optional<String> method, Optional<String> reasonCode) implements Meaning {}

    record PasswordChanged(boolean reset) implements Meaning {}

    record PaymentAuthorized(Optional<String> paymentId, Optional<String> orderId, Optional<Money> amount)
            implements Meaning {}

    record PaymentDeclined(
            Optional<String> paymentId, Optional<String> orderId, Optional<Money> amount, Optional<String> code)
            implements Meaning {}

    record PaymentRefunded(Optional<String> paymentId, Optional<String> orderId, Optional<Money> amount)
            implements Meaning {}

    record SubscriptionStarted(Optional<String> subscriptionId, Optional<String> plan, boolean trial)
            implements Meaning {}

    record SubscriptionRenewed(Optional<String> subscriptionId, Optional<Money> amount) implements Meaning {}

    record RenewalDeclined(Optional<String> subscriptionId, Optional<String> code) implements Meaning {}

    record SubscriptionCancelled(Optional<String> subscriptionId, Optional<String> endsAt) implements Meaning {}

    record TicketOpened(String ticketId, Optional<String> priority) implements Meaning {}

    record TicketReplied(String ticketId, Optional<String> by) implements Meaning {}

    record TicketSolved(String ticketId) implements Meaning {}

    record SurveyAnswered(Optional<String> kind, Optional<BigDecimal> score, Optional<BigDecimal> scoreMax)
            implements Meaning {}

    record ErrorEncountered(Optional<String> code, Optional<String> status) implements Meaning {}

    record ApplicationCrashed(Optional<String> code, Optional<String> version) implements Meaning {}

    record MessageDelivered(Channel channel, Optional<String> campaign) implements Meaning {}

    record MessageOpened(Channel channel, Optional<String> campaign) implements Meaning {}

    record MessageClicked(Channel channel, Optional<String> campaign) implements Meaning {}

    record MessageBounced(Channel channel, Optional<String> campaign) implements Meaning {}

    record Unsubscribed(Optional<String> channel) implements Meaning {}

    record ExperimentViewed(Optional<String> experiment, Optional<String> variation) implements Meaning {}

    /** Kept, counted and shown; nothing more is known of it. */
    record Generic() implements Meaning {}

    enum Channel {
        EMAIL,
        PUSH
    }

    /** @param name the contract's own name of the interaction, no alias */
    static Meaning of(String name, Fields fields) {
        return MeaningReader.read(name, new Reading(fields));
    }
}
