package io.liveprofile.projections;

import io.liveprofile.profile.domain.CustomerId;

/** Customers as the journal names them. */
public final class Customers {
    private static final char SEPARATOR = '|';

    private Customers() {}

    public static CustomerId of(String persistenceId) {
        return CustomerId.unescape(persistenceId.substring(persistenceId.indexOf(SEPARATOR) + 1));
    }

    public static String persistenceId(String entityType, CustomerId customer) {
        return entityType + SEPARATOR + customer.escaped();
    }
}
