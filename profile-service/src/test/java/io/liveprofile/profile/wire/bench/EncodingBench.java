package io.liveprofile.profile.wire.bench;

import static io.liveprofile.profile.domain.Histories.RULES;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.liveprofile.loadtest.bench.Bench;
import io.liveprofile.loadtest.bench.Benches;
import io.liveprofile.loadtest.bench.Contestant;
import io.liveprofile.loadtest.bench.CpuAccounts;
import io.liveprofile.loadtest.bench.Readings;
import io.liveprofile.loadtest.bench.Run;
import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.domain.Interaction;
import io.liveprofile.profile.domain.KnownIds;
import io.liveprofile.profile.domain.Origin;
import io.liveprofile.profile.domain.Profile;
import io.liveprofile.profile.domain.ProfileEvent.Observed;
import io.liveprofile.profile.domain.facts.FoldRules;
import io.liveprofile.profile.wire.StoredSerializer;
import io.liveprofile.schemas.Fields;
import io.liveprofile.schemas.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/** What a journal entry of one interaction takes in bytes and in CPU, beside Jackson's JSON and CBOR of the same values. */
public final class EncodingBench implements Bench {
    private static final int EVENTS = 2_000;
    private static final int SEALED_BYTES = 420;

    public static void main(String[] args) {
        Benches.main(new EncodingBench(), args);
    }

    private interface Codec {
        byte[] write(Observed event) throws Exception;

        Observed read(byte[] bytes) throws Exception;
    }

    @Override
    public int rounds() {
        return 5;
    }

    @Override
    public void run(Run run) throws Exception {
        var events = events();
        int repeats = run.quick() ? 5 : 150;
        var measured = run.interleaved(
                contestant("ours", ours(), events, repeats),
                contestant("CBOR", jackson(new CBORMapper()), events, repeats),
                contestant("JSON", jackson(new ObjectMapper()), events, repeats));
        for (var reading : List.of("bytes", "write", "read")) {
            for (var rival : List.of("CBOR", "JSON")) {
                run.report(measured.of("ours", reading).beside(measured.of(rival, reading)));
            }
        }
    }

    private static Contestant contestant(String name, Codec codec, List<Observed> events, int repeats) {
        return new Contestant(name, () -> {
            var stored = new ArrayList<byte[]>();
            long before = CpuAccounts.jvmMicros();
            for (int i = 0; i < repeats; i++) {
                stored.clear();
                for (var event : events) {
                    stored.add(codec.write(event));
                }
            }
            long written = CpuAccounts.jvmMicros();
            long read = 0;
            for (int i = 0; i < repeats; i++) {
                for (var bytes : stored) {
                    read += codec.read(bytes).interactions().size();
                }
            }
            long after = CpuAccounts.jvmMicros();
            double each = (double) read;
            return Readings.of(
                            "bytes",
                            stored.stream()
                                    .mapToInt(bytes -> bytes.length)
                                    .average()
                                    .orElseThrow(),
                            "bytes/event")
                    .and("write", (written - before) / each, "µs CPU/event")
                    .and("read", (after - written) / each, "µs CPU/event");
        });
    }

    private static Codec ours() {
        var serializer = new StoredSerializer(FoldRules.DEFAULT);
        return new Codec() {
            @Override
            public byte[] write(Observed event) {
                return serializer.toBinary(event);
            }

            @Override
            public Observed read(byte[] bytes) {
                return (Observed) serializer.fromBinary(bytes, "observed.1");
            }
        };
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
    @JsonSubTypes({
        @JsonSubTypes.Type(Value.Text.class),
        @JsonSubTypes.Type(Value.Number.class),
        @JsonSubTypes.Type(Value.Sealed.class)
    })
    private interface ValueHints {}

    @JsonIgnoreProperties("idHash")
    private interface InteractionHints {
        @JsonIgnore
        long idHash();
    }

    private static Codec jackson(ObjectMapper mapper) {
        mapper.registerModule(new Jdk8Module())
                .addMixIn(Value.class, ValueHints.class)
                .addMixIn(Interaction.class, InteractionHints.class);
        return new Codec() {
            @Override
            public byte[] write(Observed event) throws Exception {
                return mapper.writeValueAsBytes(event);
            }

            @Override
            public Observed read(byte[] bytes) throws Exception {
                return mapper.readValue(bytes, Observed.class);
            }
        };
    }

    /** One interaction each, as most entries have, with everything that no schema names sealed as one piece. */
    private static List<Observed> events() {
        var random = new Random(1);
        var events = new ArrayList<Observed>();
        for (int i = 0; i < EVENTS; i++) {
            var sealed = new byte[SEALED_BYTES];
            random.nextBytes(sealed);
            var interaction = new Interaction(
                    new UUID(random.nextLong(), random.nextLong()).toString(),
                    i % 2 == 0 ? "Page Viewed" : "Product Viewed",
                    0,
                    1_790_000_000_000L + i * 432L,
                    false,
                    1_790_000_000_100L + i * 432L,
                    CustomerId.user("c%07d".formatted(i)),
                    Optional.of(CustomerId.anonymous("a-" + Long.toHexString(random.nextLong()))),
                    Optional.of(new Origin("customer-events", i % 12, 80_000 + i)),
                    Fields.of(Fields.UNNAMED, new Value.Sealed(sealed)));
            events.add(Profile.NEW
                    .observe(List.of(interaction), KnownIds.NONE, RULES)
                    .event()
                    .orElseThrow());
        }
        return events;
    }
}
