package io.liveprofile.schemas;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;

/** What one field of an interaction holds. */
public sealed interface Value {

    record Text(String text) implements Value {}

    /** Decimal, never binary: amounts and positions must come back as they were sent. */
    record Number(BigDecimal number) implements Value {}

    record Flag(boolean flag) implements Value {}

    /** Such as the products of an order. */
    record Listing(List<Fields> entries) implements Value {
        public Listing {
            entries = List.copyOf(entries);
        }
    }

    /** Readable only with the key of its subject: see the module sealing for the form of the bytes. */
    record Sealed(byte[] bytes) implements Value {

        @Override
        public boolean equals(Object other) {
            return other instanceof Sealed(byte[] others) && Arrays.equals(bytes, others);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }

        @Override
        public String toString() {
            return "Sealed[" + bytes.length + " bytes]";
        }
    }
}
