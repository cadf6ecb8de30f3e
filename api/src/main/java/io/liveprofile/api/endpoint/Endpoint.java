package io.liveprofile.api.endpoint;

import io.liveprofile.api.access.Role;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.HttpMethod;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * One thing that can be asked. What no endpoint names can't be asked, and each names the roles that may: there is no
 * way past them.
 *
 * @param path with places in braces, as {@code /v1/profiles/{id}}
 * @param parameters of the query; any other one is refused, since it would be an answer to another question
 * @param answer throws, or fails with, a {@link BadCall} where the caller is wrong
 */
public record Endpoint(
        HttpMethod method,
        String path,
        Set<Role> roles,
        Set<String> parameters,
        Function<Call, CompletionStage<HttpResponse>> answer) {

    /** Whoever sends more than is asked for is heard all the same: an SDK's event must not be lost for it. */
    public static final Set<String> ANY_PARAMETERS = Set.of("*");

    public static final Set<Role> ADMINS = Set.of(Role.ADMIN);

    /** Whoever may read at all: producers' keys may not. */
    public static final Set<Role> READERS = Set.copyOf(EnumSet.complementOf(EnumSet.of(Role.WRITE)));

    /** Without parameters. */
    public Endpoint(
            HttpMethod method, String path, Set<Role> roles, Function<Call, CompletionStage<HttpResponse>> answer) {
        this(method, path, roles, Set.of(), answer);
    }
}
