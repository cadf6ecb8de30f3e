package io.liveprofile.loadtest.workload;

import static io.liveprofile.loadtest.workload.Words.bytes;

/** Who there is: each customer's home, devices and anonymous ids, as a function of the seed and the customer's number. */
final class Customers {
    static final int DEVICES_MAX = 3;
    private static final int CUSTOMERS_MAX = 10_000_000;
    private static final byte[] TEN = bytes("10.");

    private final long seed;
    private final int count;
    private final JsonBytes text = new JsonBytes();

    Customers(long seed, int count) {
        if (count < 1 || count >= CUSTOMERS_MAX) {
            throw new IllegalArgumentException("customers must be from 1 to " + (CUSTOMERS_MAX - 1) + ", not " + count);
        }
        this.seed = seed;
        this.count = count;
    }

    int count() {
        return count;
    }

    int devices(int customer) {
        return 1 + (int) Long.remainderUnsigned(bits(customer, 0), DEVICES_MAX);
    }

    /** @param customer from 1 on */
    Visitor at(int customer, int device) {
        long bits = bits(customer, 1 + device);
        return new Visitor(
                text.clear().put('c').digits(customer, 7).toBytes(),
                text.clear().put('a').put('-').hex(bits, 16).toBytes(),
                text.clear().put('d').put('-').hex(mix(bits), 10).toBytes(),
                Words.DEVICES[(int) Long.remainderUnsigned(mix(bits + 1), Words.DEVICES.length)],
                text.clear()
                        .put(TEN)
                        .number(customer & 255)
                        .put('.')
                        .number(customer >>> 8 & 255)
                        .put('.')
                        .number((customer >>> 16) * DEVICES_MAX + device + 1)
                        .toBytes(),
                City.of(bits(customer, -1)));
    }

    private long bits(int customer, int aspect) {
        return mix(seed + mix(customer * 8L + aspect));
    }

    /** The finalizer of SplitMix64: near inputs give unlike outputs. */
    static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
