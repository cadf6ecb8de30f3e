package io.liveprofile.ingest.decode;

import io.liveprofile.profile.domain.Reason;

/** Leaves the parser from wherever it stands; caught by the decoder and told as a value. */
final class Refusal extends RuntimeException {
    private final Reason reason;
    private final String detail;

    Refusal(Reason reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
        this.detail = detail;
    }

    Reason reason() {
        return reason;
    }

    String detail() {
        return detail;
    }
}
