package io.liveprofile.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import io.liveprofile.projections.erasure.AfterErasure;
import io.liveprofile.sealing.MasterKey;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {
    private static final Map<String, String> SECRETS =
            Map.of("LIVE_PROFILE_POSTGRES_PASSWORD", "p", "LIVE_PROFILE_MASTER_KEY", MasterKey.generate());

    @TempDir
    Path directory;

    @Test
    void a_variable_of_the_environment_overrides_what_is_shipped() {
        var settings = settings(Map.of("LIVE_PROFILE_HTTP_PORT", "9999"));

        assertThat(settings.http().port()).isEqualTo(9999);
        assertThat(settings.server().management().port()).isEqualTo(8558);
    }

    @Test
    void a_file_overrides_the_environment() {
        var configuration = load(Map.of("LIVE_PROFILE_HTTP_PORT", "9999"), file("live-profile.http.port = 7777"));

        assertThat(configuration.settings(Roles.Settings::from).http().port()).isEqualTo(7777);
    }

    @Test
    void what_is_set_of_journal_and_snapshots_holds_under_the_names_by_which_they_are_looked_up() {
        var config = load(Map.of(), file("""
            pekko.persistence.r2dbc { journal.lanes = 5, snapshot.table = "mine" }
            """)).config();

        var journal = config.getConfig(config.getString("pekko.persistence.journal.plugin"));
        var snapshots = config.getConfig(config.getString("pekko.persistence.snapshot-store.plugin"));

        assertThat(journal).isEqualTo(config.getConfig("pekko.persistence.r2dbc.journal"));
        assertThat(journal.getInt("lanes")).isEqualTo(5);
        assertThat(snapshots).isEqualTo(config.getConfig("pekko.persistence.r2dbc.snapshot"));
        assertThat(snapshots.getString("table")).isEqualTo("mine");
    }

    @Test
    void an_unknown_key_is_refused_with_its_place_and_the_one_that_was_meant() {
        var file = file("live-profile {\n  http.prot = 8081\n}");

        assertThatThrownBy(() -> load(Map.of(), file))
                .isInstanceOf(ConfigurationRefused.class)
                .hasMessage("there is no setting live-profile.http.prot (" + file + ": 2);"
                        + " did you mean live-profile.http.port?");
    }

    @Test
    void an_unknown_key_far_from_any_is_refused_without_a_guess() {
        assertThatThrownBy(() -> load(Map.of(), file("live-profile.xyzzy = 1")))
                .hasMessageStartingWith("there is no setting live-profile.xyzzy (")
                .hasMessageEndingWith(": 1)");
    }

    @Test
    void a_value_where_a_section_belongs_is_refused() {
        assertThatThrownBy(() -> load(Map.of(), file("live-profile.http = 8080")))
                .hasMessageStartingWith("live-profile.http is a section, not a setting");
    }

    @Test
    void an_unknown_variable_is_refused() {
        assertThatThrownBy(() -> settings(Map.of("LIVE_PROFILE_HTTP_PROT", "8081")))
                .hasMessage("no setting is overridden by the environment variable LIVE_PROFILE_HTTP_PROT;"
                        + " did you mean LIVE_PROFILE_HTTP_PORT?");
    }

    @Test
    void what_kubernetes_tells_of_services_beside_us_is_not_taken_for_a_setting() {
        var settings = settings(Map.of(
                "LIVE_PROFILE_SERVICE_HOST", "10.0.0.1",
                "LIVE_PROFILE_SERVICE_PORT_API", "8080",
                "LIVE_PROFILE_PORT", "tcp://10.0.0.1:8080",
                "LIVE_PROFILE_PORT_8080_TCP_ADDR", "10.0.0.1"));

        assertThat(settings.http().port()).isEqualTo(8080);
    }

    @Test
    void a_missing_password_is_refused_with_its_key_and_its_variable() {
        assertThatThrownBy(() -> Configuration.load(Map.of(), Optional.empty(), ConfigFactory.empty())
                        .settings(ServerSettings::from))
                .hasMessage("live-profile.postgres.password is missing and has no default: set it,"
                        + " or the environment variable LIVE_PROFILE_POSTGRES_PASSWORD");
    }

    @Test
    void a_value_of_the_wrong_kind_is_refused_with_its_value_and_where_it_came_from() {
        assertThatThrownBy(() -> settings(Map.of("LIVE_PROFILE_HTTP_PORT", "eighty")))
                .hasMessage("live-profile.http.port is \"eighty\" (environment variable LIVE_PROFILE_HTTP_PORT):"
                        + " it must be a number");
    }

    @Test
    void a_value_out_of_bounds_is_refused_with_what_is_allowed() {
        assertThat(settings(Map.of("LIVE_PROFILE_HTTP_PORT", "65535")).http().port())
                .isEqualTo(65_535);
        assertThatThrownBy(() -> settings(Map.of("LIVE_PROFILE_HTTP_PORT", "65536")))
                .hasMessage("live-profile.http.port is \"65536\" (environment variable LIVE_PROFILE_HTTP_PORT):"
                        + " it must be a port between 1 and 65535");
    }

    @Test
    void a_topic_that_kafka_could_not_have_is_refused() {
        assertThatThrownBy(() -> settings(Map.of("LIVE_PROFILE_SIGNALS_TOPIC", "a b")))
                .hasMessageStartingWith("live-profile.projections.topics.signals is \"a b\"")
                .hasMessageContaining("must be the name of a Kafka topic");
    }

    @Test
    void bounds_that_contradict_each_other_are_refused() {
        assertThatThrownBy(() -> settings(Map.of("LIVE_PROFILE_COLLECTOR_IN_FLIGHT_BYTES_MAX", "1KiB")))
                .hasMessageStartingWith("live-profile.collector.in-flight-bytes-max is \"1KiB\"")
                .hasMessageEndingWith("it must be at least 512000, is 1024");
        assertThatThrownBy(() -> settings(Map.of("LIVE_PROFILE_QUARANTINE_WAITING_RECORDS_MAX", "1")))
                .hasMessageStartingWith("live-profile.quarantine.waiting-records-max is \"1\"");
    }

    @Test
    void a_page_with_a_path_and_an_audit_that_one_request_would_fill_are_refused() {
        assertThatThrownBy(() -> load(Map.of(), file("live-profile.http.api-cors-origins = [\"https://a.example/x\"]"))
                        .settings(Roles.Settings::from))
                .hasMessageContaining("live-profile.http.api-cors-origins")
                .hasMessageContaining("must hold origins such as https://shop.example");
        assertThatThrownBy(() -> settings(Map.of("LIVE_PROFILE_AUDIT_WAITING_MAX", "499")))
                .hasMessageStartingWith("live-profile.http.audit.waiting-max is \"499\"");
    }

    @Test
    void what_becomes_of_the_erased_is_one_of_two_things() {
        assertThat(settings(Map.of()).afterErasure()).isEqualTo(AfterErasure.SUPPRESS);
        assertThat(settings(Map.of("LIVE_PROFILE_AFTER_ERASURE", "start-anew")).afterErasure())
                .isEqualTo(AfterErasure.START_ANEW);
        assertThatThrownBy(() -> settings(Map.of("LIVE_PROFILE_AFTER_ERASURE", "forget")))
                .hasMessage("live-profile.privacy.after-erasure is \"forget\" (environment variable"
                        + " LIVE_PROFILE_AFTER_ERASURE): it must be suppress or start-anew");
    }

    @Test
    void a_secret_is_never_told() {
        var configuration = load(Map.of("LIVE_PROFILE_POSTGRES_PASSWORD", "hush"), file(""));

        assertThatThrownBy(() -> configuration.settings(config -> {
                    throw new ConfigException.BadValue(
                            config.getValue("live-profile.postgres.password").origin(),
                            "live-profile.postgres.password",
                            "must be longer");
                }))
                .hasMessage("live-profile.postgres.password (environment variable LIVE_PROFILE_POSTGRES_PASSWORD):"
                        + " it must be longer");
    }

    @Test
    void a_file_that_is_not_there_is_refused() {
        assertThatThrownBy(() -> load(Map.of(), new File("/nowhere.conf")))
                .hasMessage("the file /nowhere.conf that -Dconfig.file names isn't there");
    }

    private static Roles.Settings settings(Map<String, String> environment) {
        var all = new HashMap<>(SECRETS);
        all.putAll(environment);
        return Configuration.load(all, Optional.empty(), ConfigFactory.empty()).settings(Roles.Settings::from);
    }

    private static Configuration load(Map<String, String> environment, File file) {
        var all = new HashMap<>(SECRETS);
        all.putAll(environment);
        return Configuration.load(all, Optional.of(file), ConfigFactory.empty());
    }

    private File file(String text) {
        try {
            return Files.writeString(directory.resolve("mine.conf"), text).toFile();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
