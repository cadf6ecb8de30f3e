package io.liveprofile.api.privacy;

import io.liveprofile.api.profile.Opener;
import io.liveprofile.profile.JournalPage;
import io.liveprofile.profile.domain.ProfileEvent.Observed;
import io.liveprofile.schemas.Fields;
import io.liveprofile.schemas.Value.Listing;
import io.liveprofile.schemas.Value.Sealed;
import io.liveprofile.sealing.SealedValue;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Breaks all seals of a page of the journal in one go. */
final class Opening {
    /** Between the path of a list and that of a field of its entries, as ingest binds a seal to it. */
    private static final String OF_ENTRY = "[].";

    private final Opener opener;

    Opening(Opener opener) {
        this.opener = opener;
    }

    CompletionStage<Opened> of(JournalPage page) {
        var found = new ArrayList<Sealed>();
        var values = new ArrayList<SealedValue>();
        for (var entry : page.entries()) {
            if (entry.event() instanceof Observed observed) {
                observed.interactions().forEach(each -> collect("", each.fields(), found, values));
            }
        }
        return opener.open(values).thenApply(opened -> {
            var all = new Opened();
            for (int i = 0; i < found.size(); i++) {
                var sealed = found.get(i);
                opened.get(i).ifPresent(json -> all.put(sealed, json));
            }
            return all;
        });
    }

    private static void collect(String prefix, Fields fields, List<Sealed> found, List<SealedValue> values) {
        fields.forEach((path, value) -> {
            if (value instanceof Sealed sealed) {
                found.add(sealed);
                values.add(new SealedValue(prefix + path, sealed.bytes()));
            } else if (value instanceof Listing(var entries)) {
                entries.forEach(entry -> collect(prefix + path + OF_ENTRY, entry, found, values));
            }
        });
    }
}
