package io.liveprofile.api.description;

import io.liveprofile.api.access.Role;
import io.liveprofile.api.endpoint.Endpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpCharsets;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;

/** The OpenAPI description, for whoever holds a key. */
public final class DescriptionEndpoint {
    private static final String FILE = "/io/liveprofile/api/openapi.yaml";
    private static final ContentType YAML =
            ContentTypes.create(MediaTypes.applicationWithFixedCharset("yaml", HttpCharsets.UTF_8));
    private static final Set<Role> ANYBODY = Set.copyOf(EnumSet.allOf(Role.class));

    private final byte[] yaml;

    public DescriptionEndpoint() {
        try (var file = Objects.requireNonNull(DescriptionEndpoint.class.getResourceAsStream(FILE), FILE)) {
            yaml = file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<Endpoint> all() {
        return List.of(new Endpoint(
                HttpMethods.GET,
                "/openapi.yaml",
                ANYBODY,
                _ -> CompletableFuture.completedFuture(
                        HttpResponse.create().withEntity(HttpEntities.create(YAML, yaml)))));
    }
}
