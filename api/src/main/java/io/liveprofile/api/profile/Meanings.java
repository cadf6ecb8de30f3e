package io.liveprofile.api.profile;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * What texts mean that come again and again, so that each is read once. Bounded: when it is full it forgets all of them,
 * which costs those who send the same ones little, and lets nobody fill it who sends others each time.
 */
final class Meanings<T> {
    private final int textsMax;
    private final Function<String, T> read;
    private final Map<String, T> known = new ConcurrentHashMap<>();

    /** @param read a function of the text alone; what it throws is thrown, and nothing is kept */
    Meanings(int textsMax, Function<String, T> read) {
        this.textsMax = textsMax;
        this.read = read;
    }

    T of(String text) {
        var before = known.get(text);
        if (before != null) {
            return before;
        }
        var meaning = read.apply(text);
        if (known.size() >= textsMax) {
            known.clear();
        }
        known.put(text, meaning);
        return meaning;
    }

    int size() {
        return known.size();
    }
}
