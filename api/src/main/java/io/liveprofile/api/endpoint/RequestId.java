package io.liveprofile.api.endpoint;

import java.util.UUID;
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
                .orElseGet(() -> UUID.randomUUID().toString()));
    }

    HttpHeader header() {
        return RawHeader.create(HEADER, text);
    }

    @Override
    public String toString() {
        return text;
    }
}
