package io.liveprofile.api.endpoint;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.Uri;

/** The parameters of a query, decoded; of two of a name the first. */
final class Parameters {
    /** What stands for itself, beside letters and digits. */
    private static final String PLAIN = "-._~,:";

    private Parameters() {}

    static Map<String, String> of(Uri uri) {
        return uri.rawQueryString()
                .map(raw -> plain(raw).orElseGet(() -> decoded(uri)))
                .orElse(Map.of());
    }

    private static Map<String, String> decoded(Uri uri) {
        var parameters = new HashMap<String, String>();
        uri.query().toList().forEach(each -> parameters.putIfAbsent(each.first(), each.second()));
        return parameters;
    }

    /** Of a query in which nothing has to be decoded, as most are: several times as fast. Empty where it isn't sure. */
    static Optional<Map<String, String>> plain(String raw) {
        var parameters = new HashMap<String, String>();
        int from = 0;
        while (from <= raw.length()) {
            int equals = endOfPlain(raw, from);
            if (equals == from || equals == raw.length() || raw.charAt(equals) != '=') {
                return Optional.empty();
            }
            int end = endOfPlain(raw, equals + 1);
            if (end < raw.length() && raw.charAt(end) != '&') {
                return Optional.empty();
            }
            parameters.putIfAbsent(raw.substring(from, equals), raw.substring(equals + 1, end));
            from = end + 1;
        }
        return Optional.of(parameters);
    }

    private static int endOfPlain(String raw, int from) {
        int at = from;
        while (at < raw.length() && isPlain(raw.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isPlain(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || PLAIN.indexOf(c) >= 0;
    }
}
