package io.liveprofile.projections.oracle;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;

/** Support, messages, sign-ins, payments and subscriptions. */
final class Account {
    private static final int TICKETS_MAX = 20;
    private static final int ERRORS_MAX = 20;
    private static final int SIGN_INS_MAX = 20;
    private static final int PAYMENTS_MAX = 20;
    private static final int SUBSCRIPTIONS_MAX = 10;

    /** What a subscription is after each of these. */
    private static final Map<String, String> STATES = Map.of(
            "Subscription Started", "started",
            "Subscription Renewed", "renewed",
            "Renewal Declined", "renewal_declined",
            "Subscription Cancelled", "cancelled");

    private Account() {}

    static void tell(List<Raw> all, ObjectNode profile, List<String> truncated) {
        support(all, profile.putObject("support"), truncated);
        messages(all, profile.putObject("messages"));
        signIns(all, profile.putObject("signIns"));
        payments(all, profile.putObject("payments"));
        profile.set("subscriptions", subscriptions(all));
    }

    private static void payments(List<Raw> all, ObjectNode payments) {
        var kinds = List.of("authorized", "declined", "refunded");
        kinds.forEach(kind -> payments.put(
                kind, all.stream().filter(raw -> kind.equals(paymentKind(raw))).count()));
        var told = all.stream().filter(raw -> kinds.contains(paymentKind(raw))).toList();
        payments.set(
                "newest",
                Told.array(Told.newest(told, PAYMENTS_MAX).stream()
                        .map(Account::payment)
                        .toList()));
    }

    private static String paymentKind(Raw raw) {
        return raw.name().startsWith("Payment ")
                ? raw.name().substring("Payment ".length()).toLowerCase(Locale.ROOT)
                : "";
    }

    private static ObjectNode payment(Raw raw) {
        var told = Told.object()
                .put("kind", paymentKind(raw))
                .put("at", Told.time(raw.atMillis()))
                .put("messageId", raw.messageId());
        Told.text(told, "paymentId", raw.text("payment_id"));
        raw.number("amount")
                .ifPresent(amount ->
                        told.set("amount", Told.money(Told.currency(raw), Told.cents(amount, Told.currency(raw)))));
        Told.text(told, "code", raw.text("decline_code"));
        Told.text(told, "country", Raw.text(raw.context("geo"), "country"));
        return told;
    }

    /** Each as its newest telling has it, its plan as its newest start told it. */
    private static ArrayNode subscriptions(List<Raw> all) {
        var told = all.stream().filter(raw -> STATES.containsKey(raw.name())).toList();
        return Told.array(Told.grouped(
                        told, raw -> raw.text("subscription_id").stream().toList())
                .entrySet()
                .stream()
                .limit(SUBSCRIPTIONS_MAX)
                .map(subscription -> subscription(subscription.getKey(), subscription.getValue()))
                .toList());
    }

    private static ObjectNode subscription(String id, List<Raw> told) {
        var subscription = Told.object()
                .put("subscriptionId", id)
                .put("state", STATES.get(told.getLast().name()))
                .put("at", Told.time(told.getLast().atMillis()));
        told.reversed().stream()
                .filter(raw -> raw.is("Subscription Started"))
                .findFirst()
                .ifPresent(start -> {
                    Told.text(subscription, "plan", start.text("plan"));
                    subscription.put("started", Told.time(start.atMillis()));
                });
        return subscription;
    }

    private static void support(List<Raw> all, ObjectNode support, List<String> truncated) {
        var told = all.stream()
                .filter(raw -> raw.is("Support Ticket Opened", "Support Ticket Solved"))
                .toList();
        if (told.stream()
                        .flatMap(raw -> raw.text("ticketId").stream())
                        .distinct()
                        .count()
                > TICKETS_MAX) {
            truncated.add("support");
        }
        var kept = tickets(told).entrySet().stream()
                .map(ticket -> ticket(ticket.getKey(), ticket.getValue()))
                .toList();
        var errors = all.stream().filter(raw -> raw.is("Error Encountered")).toList();
        support.put(
                        "openTickets",
                        kept.stream()
                                .filter(ticket -> ticket.path("open").asBoolean())
                                .count())
                .put("errors", errors.size());
        told.stream()
                .filter(raw -> raw.is("Support Ticket Opened"))
                .reduce((_, last) -> last)
                .ifPresent(last -> support.put("lastContact", Told.time(last.atMillis())));
        support.set("tickets", Told.array(kept));
        support.set(
                "recentErrors",
                Told.array(Told.newest(errors, ERRORS_MAX).stream()
                        .map(error -> {
                            var node = Told.object();
                            Told.text(node, "code", error.text("code"));
                            return node.put("at", Told.time(error.atMillis())).put("messageId", error.messageId());
                        })
                        .toList()));
        support.putArray("surveys");
    }

    /** The newest first, each with what was told of it since it came: one that fell out before and returns begins anew. */
    private static SequencedMap<String, List<Raw>> tickets(List<Raw> oldestFirst) {
        var kept = new LinkedHashMap<String, List<Raw>>();
        for (var raw : oldestFirst) {
            raw.text("ticketId").ifPresent(id -> {
                var known = kept.remove(id);
                kept.put(id, known == null ? new ArrayList<>() : known);
                kept.lastEntry().getValue().add(raw);
                if (kept.size() > TICKETS_MAX) {
                    kept.pollFirstEntry();
                }
            });
        }
        return kept.reversed();
    }

    private static ObjectNode ticket(String id, List<Raw> told) {
        var ticket = Told.object()
                .put("ticketId", id)
                .put("open", told.getLast().is("Support Ticket Opened"))
                .put("at", Told.time(told.getLast().atMillis()));
        told.stream()
                .filter(raw -> raw.is("Support Ticket Opened"))
                .findFirst()
                .ifPresent(opened -> ticket.put("opened", Told.time(opened.atMillis())));
        return ticket;
    }

    private static void messages(List<Raw> all, ObjectNode messages) {
        var opened = all.stream().filter(raw -> raw.is("Email Opened")).toList();
        if (!opened.isEmpty()) {
            messages.putObject("email")
                    .put("delivered", 0)
                    .put("opened", opened.size())
                    .put("clicked", 0)
                    .put("bounced", 0)
                    .put("lastOpened", Told.time(opened.getLast().atMillis()));
        }
    }

    private static void signIns(List<Raw> all, ObjectNode signIns) {
        var told = all.stream()
                .filter(raw -> raw.is("Signed In", "Sign In Failed", "Password Changed"))
                .toList();
        signIns.put(
                        "succeeded",
                        told.stream().filter(raw -> raw.is("Signed In")).count())
                .put(
                        "failed",
                        told.stream().filter(raw -> raw.is("Sign In Failed")).count());
        signIns.set(
                "newest",
                Told.array(Told.newest(told, SIGN_INS_MAX).stream()
                        .map(Account::signIn)
                        .toList()));
    }

    private static ObjectNode signIn(Raw raw) {
        var told = Told.object()
                .put(
                        "kind",
                        switch (raw.name()) {
                            case "Signed In" -> "signed_in";
                            case "Sign In Failed" -> "failed";
                            default -> "password_changed";
                        })
                .put("at", Told.time(raw.atMillis()))
                .put("messageId", raw.messageId());
        if (!raw.is("Password Changed")) {
            Told.text(told, "method", raw.text("method"));
        }
        told.put("secondProof", raw.json().path("properties").path("mfa").asBoolean());
        Told.text(told, "device", Raw.text(raw.context("device"), "id"));
        Told.text(told, "country", Raw.text(raw.context("geo"), "country"));
        return told;
    }
}
