package io.liveprofile.api.endpoint;

import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.server.Directives;

/** Packs answers for those who say that they unpack them, and costs the others nothing. */
public final class Packing {
    private static final String ACCEPTED = "Accept-Encoding";

    private Packing() {}

    public static Handler around(Handler inner, ActorSystem<?> system) {
        var packed = Directives.encodeResponse(() -> Directives.handle(inner::answer))
                .function(system);
        return request -> {
            if (request.getHeader(ACCEPTED).isEmpty()) {
                return inner.answer(request);
            }
            try {
                return packed.apply(request);
            } catch (Exception e) {
                return CompletableFuture.failedFuture(e);
            }
        };
    }
}
