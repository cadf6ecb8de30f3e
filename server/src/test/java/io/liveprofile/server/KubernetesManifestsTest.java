package io.liveprofile.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.liveprofile.sealing.MasterKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code k8s/base} tells the service is what the service understands. */
class KubernetesManifestsTest {
    private static final Path BASE = Path.of("..", "k8s", "base");

    /** A variable with its value, which is missing where it comes from a secret or from the pod. */
    private static final Pattern VARIABLE =
            Pattern.compile("- name: (LIVE_PROFILE_\\w+)\\n +(?:value: \"?([^\"\\n]*)\"?|valueFrom:)");

    private static final String POD_IP = "10.0.0.7";
    private static final String SECRET = "a-secret-that-is-long-enough-for-all";

    @TempDir
    Path directory;

    private String deployment = "";

    @BeforeEach
    void read() throws IOException {
        deployment = Files.readString(BASE.resolve("deployment.yaml"));
    }

    @Test
    void a_pod_starts_with_what_the_deployment_tells_it() throws IOException {
        var settings = settings();

        assertThat(settings.server().bootstrap()).isEqualTo(ServerSettings.Bootstrap.KUBERNETES);
        assertThat(settings.server().remote().host()).isEqualTo(POD_IP);
        assertThat(settings.server().postgres().user()).isEqualTo(SECRET);
        assertThat(settings.server().postgres().password()).isEqualTo(SECRET);
    }

    @Test
    void a_pod_listens_where_services_and_probes_ask() throws IOException {
        var settings = settings();

        assertThat(settings.http().host()).isEqualTo("0.0.0.0");
        assertThat(settings.http().port()).isEqualTo(containerPort("api"));
        assertThat(settings.server().management().host()).isEqualTo("0.0.0.0");
        assertThat(settings.server().management().port()).isEqualTo(containerPort("management"));
        assertThat(settings.server().remote().port()).isEqualTo(containerPort("remoting"));
    }

    private Roles.Settings settings() throws IOException {
        return Configuration.load(
                        variables(),
                        Optional.of(BASE.resolve("application.conf").toFile()),
                        ConfigFactory.empty())
                .settings(Roles.Settings::from);
    }

    private Map<String, String> variables() throws IOException {
        var variables = new HashMap<String, String>();
        var matcher = VARIABLE.matcher(deployment);
        while (matcher.find()) {
            variables.put(matcher.group(1), matcher.group(2) == null ? SECRET : matcher.group(2));
        }
        variables.replace("LIVE_PROFILE_REMOTE_HOST", POD_IP);
        // Where the secret is mounted there is nothing here.
        var masterKey = Files.writeString(directory.resolve("key"), MasterKey.generate());
        variables.replace("LIVE_PROFILE_MASTER_KEY_FILE", masterKey.toString());
        return variables;
    }

    private int containerPort(String name) {
        var port = Pattern.compile("- name: " + name + "\\n +containerPort: (\\d+)")
                .matcher(deployment);
        assertThat(port.find()).as(name).isTrue();
        return Integer.parseInt(port.group(1));
    }
}
