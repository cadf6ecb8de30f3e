package io.liveprofile.api.endpoint;

import java.util.Optional;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.headers.Authorization;
import org.apache.pekko.http.javadsl.model.headers.BasicHttpCredentials;
import org.apache.pekko.http.javadsl.model.headers.HttpCredentials;
import org.apache.pekko.http.javadsl.model.headers.OAuth2BearerToken;

/** The key that a request carries: as a bearer token, or, as the SDKs of producers send it, as the user of Basic. */
final class Credential {
    private Credential() {}

    static Optional<String> of(HttpRequest request) {
        return request.getHeader(Authorization.class).flatMap(header -> key(header.credentials()));
    }

    private static Optional<String> key(HttpCredentials credentials) {
        return switch (credentials) {
            case OAuth2BearerToken bearer -> Optional.of(bearer.token());
            case BasicHttpCredentials basic -> Optional.of(basic.username());
            default -> Optional.empty();
        };
    }
}
