package io.liveprofile.persistence.r2dbc.connection;

import io.r2dbc.spi.R2dbcException;
import java.net.ConnectException;
import javax.net.ssl.SSLException;

/** Why the tables can't be had, in a sentence that says what to do about it. */
public final class CannotStart extends RuntimeException {
    private static final String KEYS = "pekko.persistence.r2dbc.connection-factory.";

    private static final String CANNOT_CONNECT = "08003";

    private CannotStart(String message) {
        super(message);
    }

    static CannotStart because(Throwable failure, ConnectionSettings settings) {
        var server = "PostgreSQL at " + settings.address().host() + ":"
                + settings.address().port();
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException) {
                return new CannotStart(server + " and this service can't agree on an encrypted connection: check "
                        + KEYS + "ssl.mode and .ssl.root-cert (" + cause.getMessage() + ").");
            }
        }
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException
                    || cause instanceof R2dbcException told && CANNOT_CONNECT.equals(told.getSqlState())) {
                return new CannotStart("There is no " + server + ": start it, or set " + KEYS + "host and .port.");
            }
            if (cause instanceof R2dbcException told && told.getSqlState() != null) {
                return new CannotStart(told(told, told.getSqlState(), server, settings));
            }
        }
        return new CannotStart(server + " can't be used: " + failure);
    }

    private static String told(R2dbcException told, String state, String server, ConnectionSettings settings) {
        return switch (state) {
            case "28P01", "28000" ->
                server + " doesn't let the user \"" + settings.address().user() + "\" in: check " + KEYS
                        + "user and .password (" + told.getMessage() + ").";
            case "3D000" ->
                server + " has no database \"" + settings.address().database() + "\": create it, or set " + KEYS
                        + "database.";
            case "42501" ->
                server + " doesn't let the user \"" + settings.address().user()
                        + "\" create or change the tables: grant it,"
                        + " or run the migrations yourself and set pekko.persistence.r2dbc.migrate = off ("
                        + told.getMessage() + ").";
            default -> server + " can't be used: " + told.getMessage() + " (" + state + ").";
        };
    }
}
