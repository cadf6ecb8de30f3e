package io.liveprofile.profile.domain.facts;

import io.liveprofile.profile.domain.Hash64;
import io.liveprofile.profile.domain.MessageId;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** How satisfied the customer was: the newest answer of each kind. */
public record Survey(
        String kind, @Nullable BigDecimal score, @Nullable BigDecimal scoreMax, long atMillis, MessageId messageId)
        implements Keyed<Survey> {

    public static final int SURVEYS_MAX = 10;

    @Override
    public String key() {
        return kind;
    }

    @Override
    public Survey with(Survey other) {
        return other.isNewerThan(this) ? other : this;
    }

    @Override
    public void addTo(Hash64 hash) {
        hash.add(kind).add(score == null ? null : score.toString());
        hash.add(scoreMax == null ? null : scoreMax.toString());
    }
}
