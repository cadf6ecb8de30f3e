package io.liveprofile.ingest.decode;

import com.fasterxml.jackson.core.JsonParseException;
import io.liveprofile.ingest.decode.Decoded.Rejected;
import io.liveprofile.ingest.decode.Decoded.Told;
import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.domain.Reason;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The reading of one record, which may end at any place in it. */
interface Attempt {
    Logger LOG = LoggerFactory.getLogger(Attempt.class);

    /** What the detail begins with where the fault is ours. */
    String FAILED = "the decoder failed on it: ";

    Told read() throws IOException;

    /** Whom it is about, as far as it was read. */
    Optional<CustomerId> whom();

    /** Whatever is wrong with a record becomes a value here: a bug of ours, too, for it must not stop a partition. */
    static Decoded of(Attempt attempt) {
        try {
            return attempt.read();
        } catch (Refusal refusal) {
            return new Rejected(refusal.reason(), refusal.detail(), attempt.whom());
        } catch (JsonParseException e) {
            return new Rejected(
                    Reason.UNREADABLE, "not JSON from byte " + e.getLocation().getByteOffset() + " on", attempt.whom());
        } catch (IOException e) {
            return new Rejected(Reason.UNREADABLE, "not JSON in UTF-8", attempt.whom());
        } catch (RuntimeException bug) {
            LOG.error("The decoder failed on a record, which goes to the quarantine", bug);
            return new Rejected(Reason.UNREADABLE, FAILED + bug.getClass().getSimpleName(), Optional.empty());
        }
    }
}
