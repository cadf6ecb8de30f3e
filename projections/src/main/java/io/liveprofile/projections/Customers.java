package io.liveprofile.projections;

import io.liveprofile.profile.domain.CustomerId;

/** Customers as the journal names them. */
public final class Customers {
    private static final char SEPARATOR = '|';

    private Customers() {}

    public static CustomerId of(String persistenceId) {
        return CustomerId.unescape(escaped(persistenceId));
    }

    /** The id as rows and records have it. */
    public static String textOf(String persistenceId) {
        return CustomerId.unescapedText(escaped(persistenceId));
    }

    private static String escaped(String persistenceId) {
        return persistenceId.substring(persistenceId.indexOf(SEPARATOR) + 1);
    }

    public static String persistenceId(String entityType, CustomerId customer) {
        return entityType + SEPARATOR + customer.escaped();
    }
}
