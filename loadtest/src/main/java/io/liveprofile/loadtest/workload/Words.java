package io.liveprofile.loadtest.workload;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.SplittableRandom;

/** What interactions speak of, ready as bytes. */
final class Words {
    static final byte[][] THINGS =
            bytes("shoe", "desk", "mug", "chair", "cable", "book", "bike", "phone", "lamp", "coat");
    static final byte[][] DEVICES = bytes("ios", "android", "web");
    static final byte[][] TIERS = bytes("free", "silver", "gold");
    static final byte[][] ERRORS = bytes("TIMEOUT", "PAYMENT_DECLINED", "NOT_FOUND", "OUT_OF_STOCK");

    static final List<String> FIRST_NAMES = List.of(
            "Emma", "Liam", "Olivia", "Paul", "Chloé", "Lukas", "Sofía", "Hugo", "Hanna", "Mateo", "Yuki", "Lucía",
            "Jack", "Zoë", "Elias", "Aoi", "Marie", "Oscar", "Inês", "Ben", "Clara", "Rui", "Nina", "Tom");
    static final List<String> LAST_NAMES = List.of(
            "Martin", "Schmidt", "García", "Smith", "Müller", "Tanaka", "Silva", "Keller", "Dubois", "Brown", "Fischer",
            "Rossi", "Costa", "Meier", "Bernard", "Jones", "Weber", "Sato", "López", "Wilson", "Moreau", "Vogel");

    private Words() {}

    static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    static byte[] any(byte[][] words, SplittableRandom random) {
        return words[random.nextInt(words.length)];
    }

    private static byte[][] bytes(String... words) {
        var all = new byte[words.length][];
        for (int i = 0; i < words.length; i++) {
            all[i] = bytes(words[i]);
        }
        return all;
    }
}
