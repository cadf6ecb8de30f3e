package io.liveprofile.profile.domain.facts;

import io.liveprofile.schemas.typed.Money;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What happened, in words for a human: made when somebody reads, so that better words reach old interactions. */
public final class Sentence {
    private static final int USUAL_DECIMALS = 2;

    private Sentence() {}

    public static String of(Entry entry) {
        return switch (entry.name()) {
            case "Page Viewed" -> entry.subject() == null ? "Viewed a page" : "Viewed the page " + entry.subject();
            case "Screen Viewed" -> "Viewed " + or(entry.subject(), "a screen");
            case "Products Searched" ->
                entry.subject() == null
                        ? "Searched for products"
                        : "Searched, and found " + entry.subject() + " products";
            case "Product Viewed", "Product Clicked" -> "Looked at " + product(entry);
            case "Product Added", "Wishlist Product Added to Cart" ->
                "Put " + product(entry) + in(" for ", entry.amount()) + " into the cart";
            case "Product Removed" -> "Took " + product(entry) + " out of the cart";
            case "Cart Viewed" -> "Looked at the cart";
            case "Checkout Started" -> "Went to the checkout" + in(" with ", entry.amount());
            case "Order Completed" -> "Ordered" + products(entry) + in(" for ", entry.amount()) + order(entry);
            case "Order Updated" -> "Changed" + order(entry, " an order");
            case "Order Refunded" -> "Got" + in(" ", entry.amount()) + " back for" + order(entry, " an order");
            case "Order Cancelled" -> "Cancelled" + order(entry, " an order");
            default -> account(entry);
        };
    }

    private static String account(Entry entry) {
        var name = entry.name();
        return switch (name) {
            case "identify" -> "Told who they are";
            case "group" -> "Joined a group";
            case "alias" -> "Became known under another id";
            case "Signed Up" -> "Opened an account" + with(" with ", entry.detail());
            case "Signed In" -> "Signed in" + with(" by ", entry.detail()) + with(" from ", entry.subject());
            case "Sign In Failed" ->
                "Failed to sign in" + with(" by ", entry.detail()) + with(" from ", entry.subject());
            case "Signed Out" -> "Signed out";
            case "Password Changed" -> "Changed the password";
            case "Payment Authorized" -> "Paid" + in(" ", entry.amount());
            case "Payment Declined" ->
                "A payment" + in(" of ", entry.amount()) + " was declined" + with(": ", entry.detail());
            case "Payment Refunded" -> "Was paid back" + in(" ", entry.amount());
            case "Subscription Started" -> "Started a subscription" + with(" to ", entry.subject());
            case "Subscription Renewed" -> "Renewed a subscription" + in(" for ", entry.amount());
            case "Renewal Declined" -> "The renewal of a subscription was declined" + with(": ", entry.subject());
            case "Subscription Cancelled" -> "Cancelled a subscription";
            default -> support(entry);
        };
    }

    private static String support(Entry entry) {
        var subject = entry.subject();
        return switch (entry.name()) {
            case "Support Ticket Opened" -> "Asked support for help" + with(" (ticket ", subject, ")");
            case "Support Ticket Replied" ->
                "Ticket" + with(" ", subject) + " was answered" + with(" by ", entry.detail());
            case "Support Ticket Solved" -> "Ticket" + with(" ", subject) + " was solved";
            case "Survey Answered" -> "Answered a survey" + with(" (", subject, ")") + with(" with ", entry.detail());
            case "Error Encountered" ->
                "Ran into an error" + with(": ", subject) + with(" (status ", entry.detail(), ")");
            case "Application Crashed" -> "The application crashed" + with(": ", subject);
            case "Email Delivered" -> "Was sent an e-mail" + with(" of ", subject);
            case "Email Opened" -> "Opened an e-mail" + with(" of ", subject);
            case "Email Link Clicked" -> "Followed a link in an e-mail" + with(" of ", subject);
            case "Email Bounced" -> "An e-mail came back" + with(" of ", subject);
            case "Push Notification Received" -> "Was sent a notification" + with(" of ", subject);
            case "Push Notification Tapped" -> "Tapped a notification" + with(" of ", subject);
            case "Push Notification Bounced" -> "A notification came back" + with(" of ", subject);
            case "Unsubscribed" -> "Wants no more messages" + with(" by ", subject);
            case "Experiment Viewed" ->
                "Saw an experiment" + with(": ", subject) + with(", variation ", entry.detail());
            default -> entry.name();
        };
    }

    private static String product(Entry entry) {
        return or(entry.subject(), "a product") + with(" (", entry.detail(), ")");
    }

    private static String products(Entry entry) {
        var count = entry.detail();
        return count == null ? "" : count.equals("1") ? " one product" : " " + count + " products";
    }

    private static String order(Entry entry) {
        return with(" (order ", entry.subject(), ")");
    }

    private static String order(Entry entry, String otherwise) {
        return entry.subject() == null ? otherwise : " order " + entry.subject();
    }

    private static String or(@Nullable String text, String otherwise) {
        return text == null ? otherwise : text;
    }

    private static String with(String before, @Nullable String text) {
        return with(before, text, "");
    }

    private static String with(String before, @Nullable String text, String after) {
        return text == null ? "" : before + text + after;
    }

    private static String in(String before, @Nullable Money amount) {
        return amount == null ? "" : before + money(amount);
    }

    private static String money(Money amount) {
        boolean known = !amount.currency().equals(Money.UNKNOWN_CURRENCY);
        var number = BigDecimal.valueOf(amount.cents(), known ? decimals(amount.currency()) : USUAL_DECIMALS)
                .toPlainString();
        return known ? number + " " + amount.currency() : number;
    }

    private static int decimals(String currency) {
        try {
            return Math.max(
                    0, Currency.getInstance(currency.toUpperCase(Locale.ROOT)).getDefaultFractionDigits());
        } catch (IllegalArgumentException notOne) {
            return USUAL_DECIMALS;
        }
    }
}
