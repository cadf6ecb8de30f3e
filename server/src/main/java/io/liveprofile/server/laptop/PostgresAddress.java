package io.liveprofile.server.laptop;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** A database and how to get in, as {@code postgresql://user:password@host:port/database}. */
public record PostgresAddress(String host, int port, String database, String user, String password) {
    private static final int USUAL_PORT = 5432;
    private static final String FORM = "postgresql://USER:PASSWORD@HOST:PORT/DATABASE";

    /** Also takes what people have at hand: {@code jdbc:postgresql:} and {@code r2dbc:postgresql:} URLs. */
    public static PostgresAddress parse(String url, Map<String, String> environment) {
        try {
            var uri = URI.create(url.replaceFirst("^(jdbc|r2dbc):", ""));
            if (uri.getHost() == null || !String.valueOf(uri.getScheme()).matches("postgres(ql)?")) {
                throw new Refusal("--postgres wants " + FORM + ", and not " + withoutPassword(url));
            }
            var query = query(uri);
            var who = String.valueOf(uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo())
                    .split(":", 2);
            var user = who[0].isEmpty() ? query.getOrDefault("user", "postgres") : decoded(who[0]);
            var password = who.length > 1 ? decoded(who[1]) : query.get("password");
            if (password == null) {
                password = environment.get("LIVE_PROFILE_POSTGRES_PASSWORD");
            }
            if (password == null) {
                throw new Refusal("--postgres has no password: give it as " + FORM
                        + " or in the environment variable LIVE_PROFILE_POSTGRES_PASSWORD");
            }
            var database = uri.getPath() == null || uri.getPath().length() < 2
                    ? user
                    : uri.getPath().substring(1);
            return new PostgresAddress(
                    uri.getHost(), uri.getPort() < 0 ? USUAL_PORT : uri.getPort(), database, user, password);
        } catch (IllegalArgumentException e) {
            throw new Refusal("--postgres wants " + FORM + ", and not " + withoutPassword(url), e);
        }
    }

    private static Map<String, String> query(URI uri) {
        var query = new LinkedHashMap<String, String>();
        if (uri.getRawQuery() != null) {
            Arrays.stream(uri.getRawQuery().split("&"))
                    .map(pair -> pair.split("=", 2))
                    .filter(pair -> pair.length == 2)
                    .forEach(pair -> query.put(pair[0], decoded(pair[1])));
        }
        return query;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String withoutPassword(String url) {
        return url.replaceFirst("(//[^:/@]*):[^@]*@", "$1:***@");
    }

    Map<String, String> environment() {
        return Map.of(
                "LIVE_PROFILE_POSTGRES_HOST", host,
                "LIVE_PROFILE_POSTGRES_PORT", String.valueOf(port),
                "LIVE_PROFILE_POSTGRES_DATABASE", database,
                "LIVE_PROFILE_POSTGRES_USER", user,
                "LIVE_PROFILE_POSTGRES_PASSWORD", password);
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://" + host + ":" + port + "/" + encoded(database);
    }

    String url() {
        return "postgresql://" + encoded(user) + ":" + encoded(password) + "@" + host + ":" + port + "/"
                + encoded(database);
    }

    /** Safe to show. */
    @Override
    public String toString() {
        return "postgresql://" + user + "@" + host + ":" + port + "/" + database;
    }
}
