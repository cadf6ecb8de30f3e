package io.liveprofile.server.laptop;

import static io.liveprofile.server.laptop.RunningLaptop.freePorts;
import static io.liveprofile.server.laptop.RunningLaptop.get;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real processes, as a newcomer starts them. */
class LaptopIT {
    private static final Duration STOP_MAX = Duration.ofSeconds(10);

    @TempDir
    Path directory;

    @Test
    void a_killed_run_is_continued_and_ctrl_c_stops_all_of_it_within_ten_seconds() throws Exception {
        var data = directory.resolve("data");
        var options = options(freePorts(), "--no-sample");

        Map<String, String> keys;
        try (var first = RunningLaptop.start(data, options)) {
            var run = first.run();
            assertThat(run.keys()).containsOnlyKeys("admin", "analyst", "fraud", "personalization", "support", "write");
            keys = run.keys();
            assertThat(get(run.management() + "/health/ready").body()).contains("\"ready\":true", "database", "roles");
            assertThat(get(run.management() + "/metrics").body()).contains("jvm_memory_used_bytes");
            assertThat(topics(run.kafka())).contains("customer-events", "customer-profiles", "privacy-requests");
            execute(run.postgres(), "create table kept (id int)");

            assertThat(refused(data, options))
                    .contains(
                            "already runs on " + data,
                            "process " + first.process().pid());
            first.kill();
        }

        try (var second = RunningLaptop.start(data, options)) {
            var run = second.run();
            assertThat(run.keys()).isEqualTo(keys);
            assertThat(profile(run, "nobody", keys.get("support"))).isEqualTo(404);
            assertThat(profile(run, "nobody", "lp_of_nobody")).isEqualTo(401);
            execute(run.postgres(), "insert into kept values (1)");
            var node = second.node(1);

            assertThat(second.interrupt(STOP_MAX)).as(second::output).isEqualTo(130);
            assertThat(second.output()).contains("Stopped in", run.api() + "/console/#key=");
            assertThat(node.isAlive()).isFalse();
            assertThat(data.resolve("run.json")).doesNotExist();
            assertThat(data.resolve("postgres/data/postmaster.pid")).doesNotExist();
        }
    }

    @Test
    void a_port_in_use_is_told_with_its_owner_and_the_way_out() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var options = options(freePorts().subList(2, 6), "--port", String.valueOf(taken.getLocalPort()));

            assertThat(refused(directory.resolve("data"), options))
                    .contains("port " + taken.getLocalPort() + " (the API) is in use by process "
                            + ProcessHandle.current().pid() + " (java)")
                    .contains("--port");
        }
    }

    @Test
    void a_directory_that_can_not_be_written_to_is_told() throws Exception {
        var file = Files.createFile(directory.resolve("file"));

        assertThat(refused(file.resolve("data"), freePorts())).contains("can't be written to", "--data DIR");
    }

    @Test
    void servers_of_ones_own_that_do_not_answer_are_told() throws Exception {
        var options = options(freePorts(), "--postgres", "postgresql://me:secret@127.0.0.1:1/db");

        assertThat(refused(directory.resolve("data"), options))
                .contains("no PostgreSQL lets us in at postgresql://me@127.0.0.1:1/db")
                .doesNotContain("secret");
    }

    private static int profile(RunFile run, String id, String key) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(run.api() + "/v1/profiles/" + id))
                    .header("Authorization", "Bearer " + key)
                    .build();
            return client.send(request, BodyHandlers.discarding()).statusCode();
        }
    }

    private String refused(Path data, List<String> options) throws Exception {
        try (var laptop = RunningLaptop.launch(directory.resolve(data), options)) {
            assertThat(laptop.process().waitFor(60, TimeUnit.SECONDS))
                    .as(laptop::output)
                    .isTrue();
            assertThat(laptop.process().exitValue()).isEqualTo(1);
            return laptop.output();
        }
    }

    private static List<String> options(List<String> ports, String... more) {
        var options = new ArrayList<>(ports);
        options.addAll(List.of(more));
        return options;
    }

    private static Iterable<String> topics(String bootstrap) throws Exception {
        try (var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", bootstrap))) {
            return admin.listTopics().names().get();
        }
    }

    private static void execute(String url, String sql) throws Exception {
        var postgres = PostgresAddress.parse(url, Map.of());
        try (var connection = DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
