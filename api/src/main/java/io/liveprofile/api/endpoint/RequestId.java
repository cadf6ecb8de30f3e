package io.liveprofile.api.endpoint;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** What a caller and our log call one request: the caller's own word where it gave a sound one. */
record RequestId(String text) {
    private static final String HEADER = "X-Request-Id";
    private static final Pattern SOUND = Pattern.compile("[\\w.:-]{1,100}");

    static RequestId of(HttpRequest request) {
        return new RequestId(request.getHeader(HEADER)
                .map(HttpHeader::value)
                .filter(given -> SOUND.matcher(given).matches())
                .orElseGet(RequestId::made));
    }

    /** Nobody gains by guessing it: no lock need be waited for, as for a secret's randomness. */
    private static String made() {
        var random = ThreadLocalRandom.current();
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    HttpHeader header() {
        return RawHeader.create(HEADER, text);
    }

    @Override
    public String toString() {
        return text;
    }
}
