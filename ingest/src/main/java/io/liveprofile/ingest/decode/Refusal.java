package io.liveprofile.ingest.decode;

import io.liveprofile.profile.domain.Reason;

/** Leaves the parser from wherever it stands; caught by the decoder and told as a value. */
final class Refusal extends RuntimeException {
    private final transient Decoded.Rejected rejected;

    Refusal(Reason reason, String detail) {
        super(detail, null, false, false);
        this.rejected = new Decoded.Rejected(reason, detail);
    }

    Decoded.Rejected rejected() {
        return rejected;
    }
}
