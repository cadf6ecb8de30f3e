package io.liveprofile.profile.rules;

import org.jspecify.annotations.Nullable;

/** A rules file that can't be used; the message says where and why. */
public final class BadRules extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String file;
    private final String told;

    BadRules(String file, int line, String problem) {
        this(file, file + ", line " + line + ": " + problem, (Throwable) null);
    }

    BadRules(String file, String told, @Nullable Throwable cause) {
        super(told, cause);
        this.file = file;
        this.told = told;
    }

    String file() {
        return file;
    }

    String told() {
        return told;
    }
}
