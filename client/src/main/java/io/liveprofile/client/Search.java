package io.liveprofile.client;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Which customers, and in which order; they are fetched page by page while somebody goes through them. */
public record Search(Map<String, String> parameters) {
    /** Everybody, by id. */
    public static final Search ALL = new Search(Map.of());

    public Search {
        parameters = Map.copyOf(parameters);
    }

    public Search email(String address) {
        return with("email", address);
    }

    public Search segment(String name) {
        return with("segment", name);
    }

    /** @param level low, medium or high */
    public Search churn(String level) {
        return with("churn", level);
    }

    public Search fraud(String level) {
        return with("fraud", level);
    }

    public Search seenFrom(Instant from) {
        return with("seen_from", from.toString());
    }

    /** By a name, such as {@code lastSeen}; with a minus before it the greatest first. */
    public Search sort(String sort) {
        return with("sort", sort);
    }

    public Search pageSize(int customers) {
        return with("limit", String.valueOf(customers));
    }

    /** Any other parameter of {@code GET /v1/profiles}. */
    public Search with(String parameter, String value) {
        var all = new LinkedHashMap<>(parameters);
        all.put(parameter, value);
        return new Search(all);
    }
}
