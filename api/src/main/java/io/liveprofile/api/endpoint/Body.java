package io.liveprofile.api.endpoint;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.apache.pekko.http.javadsl.model.HttpEntity;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.util.ByteString;

/** A request's body as bytes, or the problem that it is too large. */
public final class Body {
    private static final Duration READ_MAX = Duration.ofSeconds(10);

    private Body() {}

    /** As it was sent. */
    public static CompletionStage<byte[]> read(HttpRequest request, int bytesMax, Materializer materializer) {
        if (request.entity() instanceof HttpEntity.Strict whole) {
            return CompletableFuture.completedFuture(new Kept(bytesMax).and(whole.getData()))
                    .thenApply(Kept::whole);
        }
        return request.entity()
                .getDataBytes()
                .completionTimeout(READ_MAX)
                .runFold(new Kept(bytesMax), Kept::and, materializer)
                .handle((kept, failure) -> {
                    if (failure != null) {
                        throw new BadCall(tooLarge(bytesMax));
                    }
                    return kept.whole();
                });
    }

    /**
     * {@code answer}, once nothing of the body is left that nobody read: whoever is still sending when we answer and hang
     * up may never see the answer. Within the server's own bounds.
     */
    static <T> CompletionStage<T> drained(HttpRequest request, Materializer materializer, T answer) {
        return request.entity()
                .getDataBytes()
                .completionTimeout(READ_MAX)
                .runWith(Sink.ignore(), materializer)
                // Where it was read already it can't be read again.
                .handle((_, _) -> answer);
    }

    /** What was read so far: nothing any more once it is too much, though the rest is still waited for. */
    private static final class Kept {
        private final int bytesMax;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private long length;

        private Kept(int bytesMax) {
            this.bytesMax = bytesMax;
        }

        Kept and(ByteString more) {
            length += more.size();
            if (isTooMuch()) {
                bytes.reset();
            } else {
                bytes.writeBytes(more.toArray());
            }
            return this;
        }

        private boolean isTooMuch() {
            return length > bytesMax;
        }

        byte[] whole() {
            if (isTooMuch()) {
                throw new BadCall(tooLarge(bytesMax));
            }
            return bytes.toByteArray();
        }
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
