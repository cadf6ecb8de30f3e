package io.liveprofile.api.endpoint;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.stream.Materializer;

/** A request's body as bytes, or the problem that it is too large. */
public final class Body {
    private static final Duration READ_MAX = Duration.ofSeconds(10);

    private Body() {}

    /** As it was sent. */
    public static CompletionStage<byte[]> read(HttpRequest request, int bytesMax, Materializer materializer) {
        return request.entity()
                .toStrict(READ_MAX.toMillis(), bytesMax, materializer)
                .handle((read, failure) -> {
                    if (failure != null) {
                        throw new BadCall(tooLarge(bytesMax));
                    }
                    return read.getData().toArray();
                });
    }

    /** As it was before its sender packed it, and bounded as it is then: a small one may become a large one. */
    public static byte[] unpacked(HttpRequest request, byte[] body, int bytesMax) {
        var packed = new ByteArrayInputStream(body);
        var how = request.getHeader("Content-Encoding")
                .map(HttpHeader::value)
                .map(told -> told.strip().toLowerCase(Locale.ROOT))
                .orElse("identity");
        return switch (how) {
            case "identity" -> body;
            case "gzip", "x-gzip" -> unpacked(() -> new GZIPInputStream(packed), how, bytesMax);
            case "deflate" -> unpacked(() -> new InflaterInputStream(packed), how, bytesMax);
            default ->
                throw new BadCall(
                        Problem.badRequest("Content-Encoding may be gzip or deflate, and not \"" + how + "\"."));
        };
    }

    private interface Unpacking {
        InputStream open() throws IOException;
    }

    private static byte[] unpacked(Unpacking unpacking, String how, int bytesMax) {
        byte[] whole;
        try (var in = unpacking.open()) {
            whole = in.readNBytes(bytesMax + 1);
        } catch (IOException e) {
            throw new BadCall(Problem.badRequest("The body isn't " + how + ", as its Content-Encoding says."));
        }
        if (whole.length > bytesMax) {
            throw new BadCall(tooLarge(bytesMax));
        }
        return whole;
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
