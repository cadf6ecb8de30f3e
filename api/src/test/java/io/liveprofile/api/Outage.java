package io.liveprofile.api;

import io.liveprofile.api.profile.Finder;
import io.liveprofile.api.profile.Opener;
import io.liveprofile.ingest.collector.Collector;
import io.liveprofile.ingest.quarantine.Quarantine;
import io.liveprofile.profile.CustomerProfiles;
import io.liveprofile.projections.erasure.Erasures;
import io.liveprofile.projections.operations.Operations;
import io.liveprofile.projections.outgoing.SignalFeed;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** Nobody who is asked can answer, and from {@link #begin} on the database can't either. */
final class Outage {
    private volatile boolean begun;

    void begin() {
        begun = true;
    }

    ConnectionFactory database() {
        var there = RunningApi.database();
        return new ConnectionFactory() {
            @Override
            public Publisher<? extends Connection> create() {
                return begun ? Mono.error(new IllegalStateException("no connection")) : there.create();
            }

            @Override
            public ConnectionFactoryMetadata getMetadata() {
                return there.getMetadata();
            }
        };
    }

    static HttpApi.Asked asked() {
        var there = Fakes.asked();
        return new HttpApi.Asked(
                away(CustomerProfiles.class),
                away(Finder.class),
                away(Opener.class),
                away(Quarantine.class),
                new FakeCollector().answering(new Collector.Answer.Away()),
                () -> {
                    throw new IllegalStateException("nobody knows");
                },
                there.settled(),
                away(Operations.class),
                away(SignalFeed.class),
                () -> CompletableFuture.failedFuture(new IllegalStateException("nobody knows")),
                away(Erasures.class),
                () -> {
                    throw new IllegalStateException("nobody knows");
                });
    }

    private static <T> T away(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (_, method, _) -> {
            var failure = new IllegalStateException("nobody answers");
            if (CompletionStage.class.isAssignableFrom(method.getReturnType())) {
                return CompletableFuture.failedFuture(failure);
            }
            throw failure;
        }));
    }
}
