package io.liveprofile.server;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.util.Arrays;
import java.util.List;

/** What the process around the roles needs to know, read once and checked. */
public record ServerSettings(
        Address management, Address remote, Bootstrap bootstrap, List<Address> seeds, Postgres postgres) {

    private static final String SECTION = "live-profile.";

    /** How nodes find each other. */
    public enum Bootstrap {
        SEEDS,
        KUBERNETES
    }

    public record Address(String host, int port) {
        @Override
        public String toString() {
            return host + ":" + port;
        }
    }

    public record Postgres(Address address, String database, String user, String password) {
        @Override
        public String toString() {
            return user + "@" + address + "/" + database;
        }
    }

    public static ServerSettings from(Config root) {
        return new ServerSettings(
                address(root, "management"),
                address(root, "remote"),
                bootstrap(root),
                seeds(root),
                new Postgres(
                        address(root, "postgres"),
                        root.getString(SECTION + "postgres.database"),
                        root.getString(SECTION + "postgres.user"),
                        root.getString(SECTION + "postgres.password")));
    }

    private static Address address(Config root, String section) {
        var key = SECTION + section + ".port";
        int port = root.getInt(key);
        if (port < 1 || port > 65_535) {
            throw bad(root, key, "must be a port between 1 and 65535");
        }
        return new Address(root.getString(SECTION + section + ".host"), port);
    }

    private static Bootstrap bootstrap(Config root) {
        var key = SECTION + "cluster.bootstrap";
        return switch (root.getString(key)) {
            case "seeds" -> Bootstrap.SEEDS;
            case "kubernetes" -> Bootstrap.KUBERNETES;
            default -> throw bad(root, key, "must be \"seeds\" or \"kubernetes\"");
        };
    }

    private static List<Address> seeds(Config root) {
        var key = SECTION + "cluster.seeds";
        return Arrays.stream(root.getString(key).split(","))
                .map(String::strip)
                .filter(seed -> !seed.isEmpty())
                .map(seed -> {
                    if (!seed.matches("[^:]+:\\d{1,5}")) {
                        throw bad(root, key, "must be HOST:PORT, several separated by commas");
                    }
                    int colon = seed.indexOf(':');
                    return new Address(seed.substring(0, colon), Integer.parseInt(seed.substring(colon + 1)));
                })
                .toList();
    }

    private static ConfigException.BadValue bad(Config root, String key, String allowed) {
        return new ConfigException.BadValue(root.getValue(key).origin(), key, allowed);
    }
}
