package io.liveprofile.loadtest.workload;

import static io.liveprofile.loadtest.workload.Words.bytes;

import java.text.Normalizer;
import java.util.Locale;

/** Who a customer of the sample shop is. All of them are invented; their addresses can't be delivered to. */
record Person(byte[] userId, byte[] name, byte[] email, byte[] tier) {

    static Person numbered(long seed, int number) {
        long bits = Customers.mix(seed + Customers.mix(number));
        var first = Words.FIRST_NAMES.get((int) Long.remainderUnsigned(bits, Words.FIRST_NAMES.size()));
        var last = Words.LAST_NAMES.get((int) Long.remainderUnsigned(bits >>> 16, Words.LAST_NAMES.size()));
        int tier = Math.max(0, (int) Long.remainderUnsigned(bits >>> 32, 10) - 7);
        return named(slug(first) + "-" + slug(last) + "-" + number, first + " " + last, Words.TIERS[tier]);
    }

    static Person named(String userId, String name, byte[] tier) {
        return new Person(bytes(userId), bytes(name), bytes(userId.replace('-', '.') + "@example.com"), tier);
    }

    private static String slug(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT);
    }
}
