package io.liveprofile.persistence.r2dbc.connection;

import com.typesafe.config.Config;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.client.SSLMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What {@code connection-factory.ssl} says of a connection that is encrypted; each is explained there. */
public record Tls(
        SSLMode mode, Optional<String> rootCert, Optional<String> cert, Optional<String> key, String password) {

    /** Empty where connections aren't encrypted. */
    static Optional<Tls> from(Config factory) {
        if (!factory.getBoolean("ssl.enabled")) {
            return Optional.empty();
        }
        return Optional.of(new Tls(
                mode(factory),
                file(factory, "ssl.root-cert"),
                file(factory, "ssl.cert"),
                file(factory, "ssl.key"),
                factory.getString("ssl.password")));
    }

    private static SSLMode mode(Config factory) {
        var word = factory.getString("ssl.mode");
        try {
            return SSLMode.fromValue(word);
        } catch (IllegalArgumentException unknown) {
            throw ConnectionSettings.bad(
                    factory, "ssl.mode", "must be verify-full, verify-ca, require, prefer or allow, is " + word);
        }
    }

    private static Optional<String> file(Config factory, String key) {
        var path = factory.getString(key);
        if (path.isEmpty()) {
            return Optional.empty();
        }
        if (!Files.isReadable(Path.of(path))) {
            throw ConnectionSettings.bad(factory, key, "must be a file that can be read, is " + path);
        }
        return Optional.of(path);
    }

    void in(PostgresqlConnectionConfiguration.Builder configuration) {
        configuration.sslMode(mode);
        rootCert.ifPresent(configuration::sslRootCert);
        cert.ifPresent(configuration::sslCert);
        key.ifPresent(configuration::sslKey);
        if (!password.isEmpty()) {
            configuration.sslPassword(password);
        }
    }
}
