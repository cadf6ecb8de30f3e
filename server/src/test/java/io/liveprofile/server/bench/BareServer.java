package io.liveprofile.server.bench;

import java.nio.charset.StandardCharsets;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.server.Directives;

/** What there is to reach: a route that answers the same bytes to everybody. Arguments: port, bytes. */
public final class BareServer {
    private BareServer() {}

    public static void main(String[] args) {
        var body = ("\"" + "x".repeat(Integer.parseInt(args[1]) - 2) + "\"").getBytes(StandardCharsets.UTF_8);
        var answer = HttpEntities.create(ContentTypes.APPLICATION_JSON, body);
        Http.get(ActorSystem.create(Behaviors.<Void>empty(), "bare"))
                .newServerAt("127.0.0.1", Integer.parseInt(args[0]))
                .bind(Directives.path("profile", () -> Directives.get(() -> Directives.complete(answer))));
    }
}
