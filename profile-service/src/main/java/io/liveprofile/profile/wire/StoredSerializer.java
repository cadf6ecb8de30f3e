package io.liveprofile.profile.wire;

import io.liveprofile.profile.domain.Profile;
import io.liveprofile.profile.domain.ProfileEvent;
import io.liveprofile.profile.domain.ProfileEvent.Decided;
import io.liveprofile.profile.domain.ProfileEvent.Erased;
import io.liveprofile.profile.domain.ProfileEvent.Inherited;
import io.liveprofile.profile.domain.ProfileEvent.Linked;
import io.liveprofile.profile.domain.ProfileEvent.LookedAgain;
import io.liveprofile.profile.domain.ProfileEvent.MergedAway;
import io.liveprofile.profile.domain.ProfileEvent.Observed;
import io.liveprofile.profile.domain.ProfileEvent.Reopened;
import io.liveprofile.profile.domain.ProfileEvent.Reviewed;
import io.liveprofile.profile.domain.facts.FoldRules;
import io.liveprofile.profile.entity.FoldSettings;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/**
 * What is stored for ever. A manifest is a word and a version of ours, so that no class may ever keep its name for the
 * sake of old bytes; a shape that can't be read by the reader of its version gets the next number, and both stay.
 */
public final class StoredSerializer extends SerializerWithStringManifest {
    static final int IDENTIFIER = 5_270_001;

    static final String OBSERVED = "observed.1";
    static final String LOOKED_AGAIN = "looked-again.1";
    static final String DECIDED = "decided.1";
    static final String REVIEWED = "reviewed.1";
    static final String INHERITED = "inherited.1";
    static final String LINKED = "linked.1";
    static final String MERGED_AWAY = "merged-away.1";
    static final String ERASED = "erased.1";
    static final String REOPENED = "reopened.1";
    static final String PROFILE = "profile.1";

    private final FoldRules rules;

    /** As Pekko makes it. */
    public StoredSerializer(ExtendedActorSystem system) {
        this(FoldSettings.from(system.settings().config()));
    }

    public StoredSerializer(FoldRules rules) {
        this.rules = rules;
    }

    @Override
    public int identifier() {
        return IDENTIFIER;
    }

    @Override
    public String manifest(Object stored) {
        return switch (stored) {
            case ProfileEvent event ->
                switch (event) {
                    case Observed _ -> OBSERVED;
                    case LookedAgain _ -> LOOKED_AGAIN;
                    case Decided _ -> DECIDED;
                    case Reviewed _ -> REVIEWED;
                    case Inherited _ -> INHERITED;
                    case Linked _ -> LINKED;
                    case MergedAway _ -> MERGED_AWAY;
                    case Erased _ -> ERASED;
                    case Reopened _ -> REOPENED;
                };
            case Profile _ -> PROFILE;
            default -> throw new IllegalArgumentException("not ours to store: " + stored.getClass());
        };
    }

    @Override
    public byte[] toBinary(Object stored) {
        return switch (stored) {
            case ProfileEvent event ->
                switch (event) {
                    case Observed observed -> ProfileEventWire.observed(observed);
                    case LookedAgain looked -> ProfileEventWire.lookedAgain(looked);
                    case Decided decided -> ProfileEventWire.decided(decided);
                    case Reviewed reviewed -> ProfileEventWire.reviewed(reviewed);
                    case Inherited inherited -> ProfileEventWire.inherited(inherited);
                    case Linked linked -> ProfileEventWire.linked(linked);
                    case MergedAway merged -> ProfileEventWire.mergedAway(merged);
                    case Erased erased -> ProfileEventWire.erased(erased);
                    case Reopened reopened -> ProfileEventWire.reopened(reopened);
                };
            case Profile profile -> ProfileWire.profile(profile);
            default -> throw new IllegalArgumentException("not ours to store: " + stored.getClass());
        };
    }

    @Override
    public Object fromBinary(byte[] bytes, String manifest) {
        return switch (manifest) {
            case OBSERVED -> ProfileEventWire.observed(new WireReader(bytes));
            case LOOKED_AGAIN -> ProfileEventWire.lookedAgain(new WireReader(bytes));
            case DECIDED -> ProfileEventWire.decided(new WireReader(bytes));
            case REVIEWED -> ProfileEventWire.reviewed(new WireReader(bytes));
            case INHERITED -> ProfileEventWire.inheritance(new WireReader(bytes));
            case LINKED -> ProfileEventWire.linked(new WireReader(bytes));
            case MERGED_AWAY -> ProfileEventWire.mergedAway(new WireReader(bytes));
            case ERASED -> ProfileEventWire.erased(new WireReader(bytes));
            case REOPENED -> ProfileEventWire.reopened(new WireReader(bytes));
            case PROFILE -> ProfileWire.profile(new WireReader(bytes), rules);
            default -> throw new IllegalArgumentException("stored by a newer version: " + manifest);
        };
    }
}
