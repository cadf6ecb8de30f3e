package io.liveprofile.profile.domain;

import java.util.Locale;

/** Why a record can't be applied: the reasons of the quarantine. */
public enum Reason {
    UNREADABLE,
    NOT_IN_CONTRACT,
    TOO_LARGE,
    NO_IDENTITY,
    BLOCKED_IDENTITY,
    BAD_IDENTITY,
    IMPOSSIBLE_TIME,
    UNKNOWN_SCHEMA;

    /** As it stands in headers, metrics and answers. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
