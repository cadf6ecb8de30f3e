package io.liveprofile.profile.domain;

import static io.liveprofile.profile.domain.Histories.fields;

import io.liveprofile.profile.domain.Histories.Doing;
import io.liveprofile.schemas.Value;

/** What a customer of {@link Histories} does, with few things to do it to. */
enum HistoryShapes {
    PAGE("Page Viewed"),
    SCREEN("Screen Viewed"),
    VIEW("Product Viewed"),
    ADD("Product Added"),
    REMOVE("Product Removed"),
    ORDER("Order Completed"),
    REFUND("Order Refunded"),
    CANCEL("Order Cancelled"),
    IDENTIFY("identify"),
    SIGN_IN("Signed In"),
    FAILURE("Sign In Failed"),
    PASSWORD("Password Changed"),
    PAID("Payment Authorized"),
    DECLINED("Payment Declined"),
    SUBSCRIBE("Subscription Started"),
    UNSUBSCRIBE("Subscription Cancelled"),
    OPENED("Support Ticket Opened"),
    SOLVED("Support Ticket Solved"),
    SURVEY("Survey Answered"),
    ERROR("Error Encountered"),
    MAIL("Email Opened"),
    CLICK("Email Link Clicked"),
    LEFT("Unsubscribed"),
    UNKNOWN("Something Else");

    private final String told;

    HistoryShapes(String told) {
        this.told = told;
    }

    Doing doing(int thing, int how) {
        var currency = how == 0 ? "EUR" : "CHF";
        return new Doing(
                told,
                switch (this) {
                    case PAGE ->
                        fields(
                                "properties.path",
                                "/p/" + thing,
                                "properties.referrer",
                                new Value.Sealed(new byte[] {(byte) thing}),
                                "context.device.id",
                                "d-" + thing);
                    case SCREEN -> fields("name", "Screen " + thing, "context.campaign.name", "c-" + how);
                    case VIEW -> fields("properties.product_id", "p-" + thing, "properties.category", "k-" + how);
                    case ADD ->
                        fields(
                                "properties.product_id",
                                "p-" + thing,
                                "properties.price",
                                thing + 0.25,
                                "properties.quantity",
                                1 + how,
                                "properties.currency",
                                currency);
                    case REMOVE ->
                        how == 0
                                ? fields("properties.product_id", "p-" + thing)
                                : fields("properties.product_id", "p-" + thing, "properties.quantity", how);
                    case ORDER ->
                        fields(
                                "properties.order_id",
                                "o-" + thing,
                                "properties.total",
                                thing * 10.5,
                                "properties.currency",
                                currency,
                                "properties.products",
                                fields("sku", "s-" + thing, "category", "k-" + how),
                                "context.geo.country",
                                "C" + how,
                                "context.geo.lat",
                                thing + 0.1,
                                "context.geo.lon",
                                -how);
                    case REFUND ->
                        fields(
                                "properties.order_id",
                                "o-" + thing,
                                "properties.total",
                                thing,
                                "properties.currency",
                                currency);
                    case CANCEL -> fields("properties.order_id", "o-" + thing);
                    case IDENTIFY ->
                        fields(
                                "traits.tier",
                                "tier " + thing,
                                "traits.email",
                                new Value.Sealed(new byte[] {(byte) thing, 2}),
                                "traits.marketing_consent",
                                how == 0);
                    case SIGN_IN, FAILURE, PASSWORD ->
                        fields(
                                "properties.method",
                                "password",
                                "properties.mfa",
                                how == 0,
                                "context.device.id",
                                "d-" + thing,
                                "context.device.type",
                                "t-" + how,
                                "context.geo.country",
                                "C" + thing);
                    case PAID, DECLINED ->
                        fields(
                                "properties.payment_id",
                                "y-" + thing,
                                "properties.amount",
                                thing,
                                "properties.decline_code",
                                "c-" + how);
                    case SUBSCRIBE, UNSUBSCRIBE ->
                        how == 0
                                ? fields("properties.plan", "plan " + thing)
                                : fields("properties.subscription_id", "u-" + how, "properties.plan", "plan " + thing);
                    case OPENED, SOLVED -> fields("properties.ticket_id", "t-" + thing);
                    case SURVEY ->
                        how == 0
                                ? fields("properties.score", thing)
                                : fields("properties.kind", "csat", "properties.score", thing + 0.50);
                    case ERROR -> fields("properties.error_code", "E" + thing);
                    case MAIL, CLICK -> fields("properties.campaign_name", "c-" + thing);
                    case LEFT -> how == 0 ? fields() : fields("properties.channel", "push");
                    case UNKNOWN -> fields("*", new Value.Sealed(new byte[] {1}));
                });
    }
}
