package io.liveprofile.persistence.r2dbc.connection;

import com.typesafe.config.Config;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Option;
import java.util.Optional;
import java.util.Set;

/** Where the database is, and who comes: told by {@code url}, or else key by key. */
record Address(String host, int port, String database, String user, String password) {
    private static final String URL = "url";
    private static final Set<String> DRIVERS = Set.of("postgresql", "postgres");
    private static final int USUAL_PORT = 5432;

    static Address from(Config factory) {
        var url = factory.getString(URL);
        return url.isEmpty()
                ? new Address(
                        factory.getString("host"),
                        factory.getInt("port"),
                        factory.getString("database"),
                        factory.getString("user"),
                        factory.getString("password"))
                : of(factory, url);
    }

    private static Address of(Config factory, String url) {
        if (url.indexOf('?') >= 0) {
            throw bad(factory, "may end in no \"?…\": what else a connection needs has keys of its own beside it");
        }
        if (url.startsWith("r2dbcs:")) {
            throw bad(factory, "begins with r2dbc: that connections are encrypted is told by ssl.enabled");
        }
        var told = parsed(factory, url);
        if (told(told, ConnectionFactoryOptions.DRIVER)
                .filter(DRIVERS::contains)
                .isEmpty()) {
            throw bad(factory, form());
        }
        return new Address(
                told(told, ConnectionFactoryOptions.HOST).orElseThrow(() -> bad(factory, form())),
                told(told, ConnectionFactoryOptions.PORT).orElse(USUAL_PORT),
                told(told, ConnectionFactoryOptions.DATABASE).orElseThrow(() -> bad(factory, form())),
                told(told, ConnectionFactoryOptions.USER).orElseGet(() -> factory.getString("user")),
                told(told, ConnectionFactoryOptions.PASSWORD)
                        .map(CharSequence::toString)
                        .orElseGet(() -> factory.getString("password")));
    }

    private static ConnectionFactoryOptions parsed(Config factory, String url) {
        try {
            return ConnectionFactoryOptions.parse(url);
        } catch (IllegalArgumentException e) {
            throw bad(factory, form());
        }
    }

    @SuppressWarnings("unchecked") // an option's values are of its type
    private static <T> Optional<T> told(ConnectionFactoryOptions options, Option<T> option) {
        return Optional.ofNullable((T) options.getValue(option));
    }

    private static String form() {
        return "must be r2dbc:postgresql://HOST:PORT/DATABASE, with USER:PASSWORD@ before the host unless they are told"
                + " by user and password";
    }

    /** Quotes nothing of it: there may be a password in it. */
    private static RuntimeException bad(Config factory, String what) {
        return ConnectionSettings.bad(factory, URL, what);
    }
}
