package io.liveprofile.profile.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class MessageIdProperties {

    /** Some that share a beginning, so that any part of them decides. */
    @Provide
    Arbitrary<String> ids() {
        var half = Arbitraries.oneOf(Arbitraries.longs(), Arbitraries.of(0L, 1L, -1L, Long.MIN_VALUE, Long.MAX_VALUE));
        Arbitrary<String> uuids = half.flatMap(high -> half.map(low -> new UUID(high, low).toString()));
        return Arbitraries.oneOf(
                uuids,
                uuids.map(String::toUpperCase),
                uuids.map(id -> id.substring(0, 35)),
                uuids.map(id -> id.substring(0, 35) + "z"),
                Arbitraries.strings().ofMaxLength(40));
    }

    @Property
    void comes_back_as_it_was_told(@ForAll("ids") String text) {
        assertThat(MessageId.of(text)).hasToString(text).isEqualTo(MessageId.of(text));
    }

    @Property
    void stands_in_the_order_of_the_texts(@ForAll("ids") String one, @ForAll("ids") String other) {
        assertThat(Integer.signum(MessageId.of(one).compareTo(MessageId.of(other))))
                .isEqualTo(Integer.signum(one.compareTo(other)));
    }

    @Example
    void of_a_uuid_only_the_number_is_kept() {
        assertThat(MessageId.of("0190a5e4-7d2c-7b11-8f00-3a5c9d2e1f40")).isInstanceOf(MessageId.Uuid.class);
    }
}
