package io.liveprofile.schemas.typed;

import io.liveprofile.schemas.typed.Meaning.*;
import java.util.Optional;
import java.util.function.Function;

/** From names and paths to types: the one place that knows both. */
final class MeaningReader {
    private static final String P = "properties.";
    private static final Meaning GENERIC = new Generic();

    private MeaningReader() {}

    static Meaning read(String name, Reading from) {
        return switch (name) {
            case "Page Viewed" ->
                new PageViewed(from.text("name").or(() -> from.text(P + "name")), from.text(P + "path"));
            case "Screen Viewed" -> new ScreenViewed(from.text("name").or(() -> from.text(P + "name")));
            case "identify" ->
                new Identified(from.text("traits.tier"), from.text("traits.plan"), from.text("traits.region"));
            case "group" -> new Grouped(from.text("groupId"));
            case "alias" -> new Linked();
            case "Experiment Viewed" ->
                new ExperimentViewed(
                        either(from, "experiment_id", "experiment_name"),
                        either(from, "variation_id", "variation_name"));
            default -> shopping(name, from);
        };
    }

    private static Meaning shopping(String name, Reading from) {
        return switch (name) {
            case "Products Searched" -> new ProductsSearched(from.number(P + "result_count"));
            case "Product Viewed", "Product Clicked" -> new ProductViewed(Item.of(from, P));
            case "Product Added", "Wishlist Product Added to Cart" ->
                new ProductAdded(from.text(P + "cart_id"), Item.of(from, P), from.money(P, "price"));
            case "Product Removed" -> new ProductRemoved(from.text(P + "cart_id"), Item.of(from, P));
            case "Cart Viewed" -> new CartViewed(from.text(P + "cart_id"), from.items(P + "products"));
            case "Checkout Started" ->
                new CheckoutStarted(from.text(P + "order_id"), orderValue(from), from.items(P + "products"));
            case "Order Completed" ->
                ofOrder(from, id -> new OrderCompleted(id, orderValue(from), from.items(P + "products")));
            case "Order Updated" ->
                ofOrder(from, id -> new OrderUpdated(id, orderValue(from), from.items(P + "products")));
            case "Order Refunded" ->
                ofOrder(from, id -> new OrderRefunded(id, orderValue(from), from.items(P + "products")));
            case "Order Cancelled" -> ofOrder(from, OrderCancelled::new);
            default -> account(name, from);
        };
    }

    private static Meaning account(String name, Reading from) {
        var method = from.text(P + "method");
        var subscription = from.text(P + "subscription_id");
        return switch (name) {
            case "Signed Up" -> new SignedUp(method);
            case "Signed In" -> new SignedIn(method, from.flag(P + "mfa"));
            case "Signed Out" -> new SignedOut();
            case "Sign In Failed" -> new SignInFailed(method, from.text(P + "reason_code"));
            case "Password Changed" -> new PasswordChanged(from.flag(P + "reset"));
            case "Subscription Started" ->
                new SubscriptionStarted(subscription, either(from, "plan", "plan_id"), from.flag(P + "trial"));
            case "Subscription Renewed" -> new SubscriptionRenewed(subscription, from.money(P, "amount"));
            case "Renewal Declined" -> new RenewalDeclined(subscription, from.text(P + "decline_code"));
            case "Subscription Cancelled" -> new SubscriptionCancelled(subscription, from.text(P + "ends_at"));
            default -> payment(name, from);
        };
    }

    private static Meaning payment(String name, Reading from) {
        var payment = from.text(P + "payment_id");
        var order = from.text(P + "order_id");
        var amount = from.money(P, "amount");
        return switch (name) {
            case "Payment Authorized" -> new PaymentAuthorized(payment, order, amount);
            case "Payment Declined" -> new PaymentDeclined(payment, order, amount, from.text(P + "decline_code"));
            case "Payment Refunded" -> new PaymentRefunded(payment, order, amount);
            default -> support(name, from);
        };
    }

    private static Meaning support(String name, Reading from) {
        return switch (name) {
            case "Support Ticket Opened" -> ofTicket(from, id -> new TicketOpened(id, from.text(P + "priority")));
            case "Support Ticket Replied" -> ofTicket(from, id -> new TicketReplied(id, from.text(P + "by")));
            case "Support Ticket Solved" -> ofTicket(from, TicketSolved::new);
            case "Survey Answered" ->
                new SurveyAnswered(from.text(P + "kind"), from.number(P + "score"), from.number(P + "score_max"));
            case "Error Encountered" -> new ErrorEncountered(from.text(P + "error_code"), from.text(P + "status"));
            case "Application Crashed" -> new ApplicationCrashed(from.text(P + "error_code"), from.text(P + "version"));
            default -> message(name, from);
        };
    }

    private static Meaning message(String name, Reading from) {
        var mail = either(from, "campaign_name", "campaign_id");
        var push = either(from, "campaign.name", "campaign.id");
        return switch (name) {
            case "Email Delivered" -> new MessageDelivered(Channel.EMAIL, mail);
            case "Email Opened" -> new MessageOpened(Channel.EMAIL, mail);
            case "Email Link Clicked" -> new MessageClicked(Channel.EMAIL, mail);
            case "Email Bounced" -> new MessageBounced(Channel.EMAIL, mail);
            case "Push Notification Received" -> new MessageDelivered(Channel.PUSH, push);
            case "Push Notification Tapped" -> new MessageClicked(Channel.PUSH, push);
            case "Push Notification Bounced" -> new MessageBounced(Channel.PUSH, push);
            case "Unsubscribed" -> new Unsubscribed(from.text(P + "channel"));
            default -> GENERIC;
        };
    }

    /** What the customer pays, as the producers that tell less have it. */
    private static Optional<Money> orderValue(Reading from) {
        return from.money(P, "total", "value", "revenue", "subtotal");
    }

    private static Optional<String> either(Reading from, String one, String other) {
        return from.text(P + one).or(() -> from.text(P + other));
    }

    /** Without the id that makes it one, it is an interaction like any other. */
    private static Meaning ofOrder(Reading from, Function<String, Meaning> meaning) {
        return from.text(P + "order_id").map(meaning).orElse(GENERIC);
    }

    private static Meaning ofTicket(Reading from, Function<String, Meaning> meaning) {
        return from.text(P + "ticket_id").map(meaning).orElse(GENERIC);
    }
}
