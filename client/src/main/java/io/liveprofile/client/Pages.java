package io.liveprofile.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The entries of a list that comes in pages: the next page is asked for when the one before is used up. */
final class Pages implements Iterator<Found> {
    private final Function<Map<String, String>, JsonNode> fetch;
    private final String field;
    private final Map<String, String> parameters;
    private final Queue<Found> page = new ArrayDeque<>();
    private @Nullable String next = "";

    Pages(Function<Map<String, String>, JsonNode> fetch, String field, Map<String, String> parameters) {
        this.fetch = fetch;
        this.field = field;
        this.parameters = new LinkedHashMap<>(parameters);
    }

    @Override
    public boolean hasNext() {
        while (page.isEmpty() && next != null) {
            if (!next.isEmpty()) {
                parameters.put("cursor", next);
            }
            var fetched = fetch.apply(parameters);
            fetched.path(field).forEach(entry -> page.add(new Found(entry)));
            next = fetched.has("next") ? fetched.get("next").asText() : null;
        }
        return !page.isEmpty();
    }

    @Override
    public Found next() {
        if (!hasNext()) {
            throw new NoSuchElementException("there are no more");
        }
        return page.remove();
    }
}
