package io.liveprofile.api.endpoint;

import java.time.Duration;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.server.Directives;
import org.apache.pekko.http.javadsl.server.Route;

/** A request's body as bytes, or the answer that it is too large. */
public final class Body {
    private static final Duration READ_MAX = Duration.ofSeconds(10);

    private Body() {}

    public static Route read(int bytesMax, Function<byte[], Route> then) {
        return Directives.extractMaterializer(materializer ->
                Directives.extractRequestEntity(entity -> Directives.onComplete(
                        entity.toStrict(READ_MAX.toMillis(), bytesMax, materializer),
                        read -> read.isSuccess()
                                ? then.apply(read.get().getData().toArray())
                                : Directives.complete(tooLarge(bytesMax).toResponse()))));
    }

    private static Problem tooLarge(int bytesMax) {
        return new Problem(
                413,
                "too_large",
                "The body is too large",
                "It may have " + bytesMax + " bytes, unpacked, and must arrive whole within " + READ_MAX.toSeconds()
                        + " s.");
    }
}
