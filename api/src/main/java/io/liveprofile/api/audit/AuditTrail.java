package io.liveprofile.api.audit;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import io.liveprofile.api.endpoint.BadCall;
import io.liveprofile.api.endpoint.Problem;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.Done;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorSystem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps who saw what is personal. A read doesn't wait for the database: its record waits, with those of others, to be
 * written as one statement. While the database is away so many wait; then nobody is shown anything personal, because it
 * couldn't be recorded. Each stands in the log as well, from before it is shown.
 */
public final class AuditTrail {
    private static final Logger LOG = LoggerFactory.getLogger(AuditTrail.class);
    private static final Logger AUDIT = LoggerFactory.getLogger("io.liveprofile.audit");
    private static final int BATCH_MAX = 500;
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final ActorSystem<?> system;
    private final AuditTable table;
    private final int waitingMax;
    private final Queue<PersonalRead> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicBoolean writing = new AtomicBoolean();
    private final Queue<CompletableFuture<Done>> untilAllWritten = new ConcurrentLinkedQueue<>();

    private AuditTrail(ActorSystem<?> system, AuditTable table, int waitingMax) {
        this.system = system;
        this.table = table;
        this.waitingMax = waitingMax;
    }

    /** @param waitingMax records that wait for the database */
    public record Settings(int waitingMax) {
        private static final String WAITING_MAX = "live-profile.http.audit.waiting-max";
        private static final int MIN = 500;
        private static final int MAX = 1_000_000;

        public static Settings from(Config root) {
            int waitingMax = root.getInt(WAITING_MAX);
            if (waitingMax < MIN || waitingMax > MAX) {
                throw new ConfigException.BadValue(
                        root.getValue(WAITING_MAX).origin(),
                        WAITING_MAX,
                        "must be between " + MIN + ", as many as one request may ask for, and " + MAX);
            }
            return new Settings(waitingMax);
        }
    }

    /** Makes the table where it is missing. What waits when the node stops is written before it goes. */
    public static CompletionStage<AuditTrail> start(
            ActorSystem<?> system, ConnectionFactory connections, Settings settings, MeterRegistry registry) {
        var trail = new AuditTrail(system, new AuditTable(connections), settings.waitingMax());
        Gauge.builder("live_profile_http_audit_waiting_records", trail.count, AtomicInteger::get)
                .description("Records of personal reads that wait for the database")
                .register(registry);
        CoordinatedShutdown.get(system)
                .addTask(CoordinatedShutdown.PhaseServiceStop(), "write-audit", trail::allWritten);
        return trail.table.define().thenReturn(trail).toFuture();
    }

    /** Before anything is shown. Fails where it can't be recorded: all of them, or none. */
    public void add(List<PersonalRead> reads) {
        if (count.addAndGet(reads.size()) > waitingMax) {
            count.addAndGet(-reads.size());
            throw new BadCall(new Problem(
                    503,
                    "unavailable",
                    "Who sees personal fields can't be recorded just now",
                    "It is our outage: ask again after the time in Retry-After, or for fields other than traits."));
        }
        for (var read : reads) {
            AUDIT.info(
                    "personal fields read: who={} key={} role={} whom={} fields={} request={}",
                    read.who(),
                    read.keyId(),
                    read.role(),
                    read.whom(),
                    read.fields(),
                    read.request());
        }
        waiting.addAll(reads);
        write();
    }

    private void write() {
        if (!waiting.isEmpty() && writing.compareAndSet(false, true)) {
            var batch = new ArrayList<PersonalRead>();
            for (var read = waiting.poll(); read != null; read = batch.size() < BATCH_MAX ? waiting.poll() : null) {
                batch.add(read);
            }
            write(batch);
        }
    }

    private void write(List<PersonalRead> batch) {
        table.add(batch).subscribe(_ -> {}, failure -> again(batch, failure), () -> {
            count.addAndGet(-batch.size());
            writing.set(false);
            if (count.get() == 0) {
                for (var all = untilAllWritten.poll(); all != null; all = untilAllWritten.poll()) {
                    all.complete(Done.getInstance());
                }
            }
            write();
        });
    }

    private void again(List<PersonalRead> batch, Throwable failure) {
        LOG.warn("{} records of the audit wait, the database doesn't take them: {}", count.get(), failure.toString());
        system.scheduler().scheduleOnce(AGAIN, () -> write(batch), system.executionContext());
    }

    private CompletionStage<Done> allWritten() {
        var all = new CompletableFuture<Done>();
        untilAllWritten.add(all);
        int left = count.get();
        if (left == 0) {
            all.complete(Done.getInstance());
        } else {
            LOG.info("{} records of the audit are still to be written; what isn't stands in the log alone", left);
        }
        return all;
    }

    CompletionStage<List<PersonalRead>> page(AuditTable.Query query) {
        return table.page(query).toFuture();
    }
}
