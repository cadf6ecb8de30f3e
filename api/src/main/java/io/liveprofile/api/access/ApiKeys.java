package io.liveprofile.api.access;

import io.r2dbc.spi.ConnectionFactory;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * All keys, in memory: asking who calls costs no round trip, and goes on while the database is away. What another node
 * created or revoked is known here within {@code reload-every}.
 */
public final class ApiKeys {
    private static final Logger LOG = LoggerFactory.getLogger(ApiKeys.class);

    /** Of the key that the configuration gives; no generated id looks like it. */
    private static final Caller CONFIGURED = new Caller("configured", "the key of the configuration", Role.ADMIN);

    private final ApiKeyTable table;
    private final Optional<byte[]> configuredHash;
    private volatile Map<String, ApiKeyTable.Row> active = Map.of();

    private ApiKeys(ApiKeyTable table, Optional<byte[]> configuredHash) {
        this.table = table;
        this.configuredHash = configuredHash;
    }

    /** A key as its holder must be told it, once: nobody can tell it again. */
    public record Created(ApiKey key, String secret) {}

    /** Makes the table where it is missing. Fails where nobody could ever ask for anything. */
    public static CompletionStage<ApiKeys> start(
            ActorSystem<?> system, ConnectionFactory connections, AccessSettings settings) {
        var keys = new ApiKeys(new ApiKeyTable(connections), settings.adminKey().map(KeyText::hash));
        return keys.table
                .define()
                .then(keys.reload())
                .doOnSuccess(_ -> {
                    keys.refuseDeployingWithoutKeys();
                    keys.keepUpToDate(system, settings.reloadEvery());
                })
                .thenReturn(keys)
                .toFuture();
    }

    private void refuseDeployingWithoutKeys() {
        boolean hasAdmin = active.values().stream().anyMatch(row -> row.key().role() == Role.ADMIN);
        if (configuredHash.isEmpty() && !hasAdmin) {
            throw new IllegalStateException("there is no admin's API key: set LIVE_PROFILE_ADMIN_KEY"
                    + " (live-profile.http.admin-key) to a secret of " + AccessSettings.ADMIN_KEY_LENGTH_MIN
                    + " characters or more, and create the others with ./live-profile keys create");
        }
    }

    private void keepUpToDate(ActorSystem<?> system, Duration every) {
        system.scheduler()
                .scheduleWithFixedDelay(
                        every,
                        every,
                        () -> reload().subscribe(
                                        _ -> {}, e -> LOG.warn("API keys stay as they were known: {}", e.toString())),
                        system.executionContext());
    }

    private Mono<Void> reload() {
        return table.all()
                .doOnNext(rows -> {
                    var found = new HashMap<String, ApiKeyTable.Row>();
                    for (var row : rows) {
                        if (row.key().revokedAt().isEmpty()) {
                            found.put(row.key().id(), row);
                        }
                    }
                    active = Map.copyOf(found);
                })
                .then();
    }

    /** Who holds this key, if anybody may. */
    public Optional<Caller> holder(String key) {
        return KeyText.parse(key)
                .flatMap(text -> Optional.ofNullable(active.get(text.id()))
                        .filter(row -> MessageDigest.isEqual(row.secretHash(), text.hash()))
                        .map(row -> new Caller(
                                row.key().id(), row.key().name(), row.key().role())))
                .or(() -> configured(key));
    }

    private Optional<Caller> configured(String key) {
        return configuredHash
                .filter(hash -> MessageDigest.isEqual(hash, KeyText.hash(key)))
                .map(_ -> CONFIGURED);
    }

    public CompletionStage<Created> create(String name, Role role) {
        var text = KeyText.generate();
        return table.add(text, name, role)
                .map(row -> new Created(row.key(), text.whole()))
                .flatMap(created -> reload().thenReturn(created))
                .toFuture();
    }

    /** The revoked ones too. */
    public CompletionStage<List<ApiKey>> list() {
        return table.all()
                .map(rows -> rows.stream().map(ApiKeyTable.Row::key).toList())
                .toFuture();
    }

    public CompletionStage<Optional<ApiKey>> revoke(String id) {
        return table.revoke(id)
                .map(row -> Optional.of(row.key()))
                .defaultIfEmpty(Optional.empty())
                .flatMap(revoked -> reload().thenReturn(revoked))
                .toFuture();
    }
}
