package io.liveprofile.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.liveprofile.loadtest.workload.WorkloadRecord;
import io.liveprofile.loadtest.workload.WorkloadRecord.Fate;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Random;

/**
 * What the reference workloads leave out: products taken out of the cart, orders given back or called off, payments and
 * subscriptions. Few products, orders and subscriptions, so that they meet; in no order, over a few days.
 */
final class SecondThoughts implements Iterator<WorkloadRecord> {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant BEGIN = Instant.parse("2026-11-17T00:00:00Z");
    private static final int SPAN_SECONDS = 3 * 86_400;
    private static final List<String> NAMES = List.of(
            "Product Added",
            "Product Added",
            "Product Removed",
            "Order Completed",
            "Order Refunded",
            "Order Cancelled",
            "Payment Authorized",
            "Payment Declined",
            "Payment Refunded",
            "Subscription Started",
            "Subscription Renewed",
            "Renewal Declined",
            "Subscription Cancelled");

    private final Random random;
    private final int customers;
    private int told;

    SecondThoughts(long seed, int customers) {
        this.random = new Random(seed);
        this.customers = customers;
    }

    @Override
    public boolean hasNext() {
        return true;
    }

    @Override
    public WorkloadRecord next() {
        var name = NAMES.get(random.nextInt(NAMES.size()));
        var at = BEGIN.plusSeconds(random.nextInt(SPAN_SECONDS));
        var customer = "c" + random.nextInt(customers);
        var event = JSON.createObjectNode()
                .put("type", "track")
                .put("event", name)
                .put("messageId", "m-" + ++told)
                .put("userId", customer)
                .put("timestamp", at.toString());
        properties(name, event.putObject("properties"));
        if (random.nextInt(4) == 0) {
            event.putObject("context")
                    .putObject("geo")
                    .put("lat", 47.37)
                    .put("lon", 8.54)
                    .put("country", "CH");
        }
        return new WorkloadRecord(
                customer.getBytes(StandardCharsets.UTF_8),
                event.toString().getBytes(StandardCharsets.UTF_8),
                at.toEpochMilli(),
                Fate.SOUND);
    }

    private void properties(String name, ObjectNode properties) {
        switch (name.split(" ")[0]) {
            case "Product" -> product(name, properties);
            case "Order" -> order(name, properties);
            case "Payment" -> payment(name, properties);
            default -> {
                properties.put("subscription_id", "s-" + random.nextInt(3));
                if (name.equals("Subscription Started")) {
                    properties.put("plan", random.nextBoolean() ? "basic" : "plus");
                }
            }
        }
    }

    private void product(String name, ObjectNode properties) {
        properties.put("product_id", "p-" + random.nextInt(4));
        if (random.nextBoolean()) {
            properties.put("quantity", 1 + random.nextInt(3));
        }
        if (name.equals("Product Added")) {
            properties.put("category", "c-" + random.nextInt(3));
            properties.put("price", 100 + random.nextInt(900));
            properties.put("currency", currency());
        }
    }

    private void order(String name, ObjectNode properties) {
        properties.put("order_id", "o-" + random.nextInt(6));
        if (!name.equals("Order Cancelled")) {
            properties.put("total", 10 + random.nextInt(500)).put("currency", currency());
        }
        if (name.equals("Order Completed")) {
            properties.putArray("products").addObject().put("sku", "p-" + random.nextInt(4));
        }
    }

    private void payment(String name, ObjectNode properties) {
        properties.put("payment_id", "y-" + random.nextInt(9));
        if (random.nextInt(5) > 0) {
            properties.put("amount", 10 + random.nextInt(500)).put("currency", currency());
        }
        if (name.equals("Payment Declined")) {
            properties.put("decline_code", "do_not_honor");
        }
    }

    private String currency() {
        return random.nextInt(3) > 0 ? "EUR" : "JPY";
    }
}
