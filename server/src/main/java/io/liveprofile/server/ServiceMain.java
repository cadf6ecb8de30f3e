package io.liveprofile.server;

import com.typesafe.config.ConfigFactory;
import io.liveprofile.server.management.Database;
import io.liveprofile.server.management.Health;
import io.liveprofile.server.management.Health.Condition;
import io.liveprofile.server.management.ManagementServer;
import java.io.File;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** One node of the service. */
public final class ServiceMain {
    /** Of a process whose settings can't be started with. */
    public static final int EXIT_CONFIGURATION = 2;

    private static final int EXIT_FAILED = 1;
    private static final String SYSTEM = "live-profile";
    private static final long BIND_MAX_SECONDS = 10;

    private ServiceMain() {}

    public static void main(String[] arguments) {
        // Before the first thread that logs.
        LoggerFactory.getILoggerFactory();
        // Where each hundredth buffer was made is for those who look for a leak in Netty; it takes 2 % of its threads.
        System.getProperties().putIfAbsent("io.netty.leakDetection.level", "disabled");
        try {
            var configuration = Configuration.load(
                    System.getenv(),
                    Optional.ofNullable(System.getProperty("config.file")).map(File::new),
                    ConfigFactory.systemProperties());
            var settings = configuration.settings(Roles.Settings::from);
            if (Arrays.asList(arguments).contains("--attached")) {
                Attached.exitWithParent();
            }
            start(ActorSystem.create(Behaviors.empty(), SYSTEM, configuration.config()), settings);
        } catch (ConfigurationRefused e) {
            end(EXIT_CONFIGURATION, String.valueOf(e.getMessage()), e);
        } catch (Throwable e) {
            end(EXIT_FAILED, StartFailure.sentence(e), e);
        }
    }

    private static void start(ActorSystem<?> system, Roles.Settings settings) throws Exception {
        var server = settings.server();
        var versions = Versions.all();
        var registry = Metering.start(versions);
        Metering.cluster(registry, system);
        var membership = new Membership(system);
        var roles = new CompletableFuture<Done>();
        var parts = new LinkedHashMap<String, Health.Part>();
        parts.put("cluster", membership);
        parts.put("database", new Database(server.postgres()));
        parts.put("roles", () -> CompletableFuture.completedFuture(roles(roles)));

        ManagementServer.start(
                        system,
                        server.management().host(),
                        server.management().port(),
                        new Health(parts),
                        registry,
                        versions)
                .toCompletableFuture()
                .get(BIND_MAX_SECONDS, TimeUnit.SECONDS);
        membership.join(server);
        membership
                .up()
                .thenCompose(_ -> Roles.start(system, settings))
                .whenComplete((done, failure) -> tell(system, roles, done, failure));
    }

    private static void tell(
            ActorSystem<?> system, CompletableFuture<Done> roles, Done done, @Nullable Throwable failure) {
        if (failure == null) {
            roles.complete(done);
            system.log().info("ready");
        } else {
            end(EXIT_FAILED, StartFailure.sentence(failure), failure);
        }
    }

    private static Condition roles(CompletableFuture<Done> roles) {
        return roles.isDone() ? new Condition(true, "started") : new Condition(false, "starting");
    }

    private static void end(int status, String sentence, Throwable cause) {
        if (status != EXIT_CONFIGURATION) {
            LoggerFactory.getLogger(ServiceMain.class).info("the service can't start", cause);
        }
        System.err.println("live-profile can't start: " + sentence);
        System.exit(status);
    }
}
