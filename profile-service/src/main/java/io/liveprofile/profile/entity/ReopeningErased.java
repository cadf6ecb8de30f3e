package io.liveprofile.profile.entity;

import io.liveprofile.profile.domain.Profile;
import io.liveprofile.profile.domain.ProfileEvent;
import io.liveprofile.profile.domain.ProfileEvent.Reopened;
import io.liveprofile.profile.entity.Command.Begun;
import io.liveprofile.profile.entity.Command.Reopen;
import io.liveprofile.profile.entity.Command.Reopening;
import io.liveprofile.profile.entity.Command.TellBegin;
import org.apache.pekko.persistence.typed.javadsl.EffectFactories;
import org.apache.pekko.persistence.typed.javadsl.ReplyEffect;

/** One who was erased begins anew, where whoever erased them says so: in the same journal, behind the tombstone. */
final class ReopeningErased {
    private final EffectFactories<ProfileEvent, Profile> effect;
    private final Runnable passivate;

    /** @param passivate so that a new actor begins: nothing that this one had under way reaches it */
    ReopeningErased(EffectFactories<ProfileEvent, Profile> effect, Runnable passivate) {
        this.effect = effect;
        this.passivate = passivate;
    }

    /** @param last the sequence number of the newest entry */
    ReplyEffect<ProfileEvent, Profile> onCommand(Profile profile, long last, Command.OfOwnJournal command) {
        return switch (command) {
            case TellBegin(var replyTo) -> effect.reply(replyTo, new Begun(begin(profile)));
            case Reopen reopen -> onReopen(profile, last, reopen);
        };
    }

    /** Nothing follows a tombstone but this: the last entry tells which tombstone it is. */
    private ReplyEffect<ProfileEvent, Profile> onReopen(Profile profile, long last, Reopen reopen) {
        var reopened = profile.reopen(reopen.atMillis(), last + 1);
        return reopened.isEmpty() || last != reopen.tombstone()
                ? effect.reply(reopen.replyTo(), answer(profile))
                : effect.persist(reopened.get())
                        .thenRun(_ -> passivate.run())
                        .thenReply(reopen.replyTo(), ReopeningErased::answer);
    }

    private static Reopening answer(Profile profile) {
        return new Reopening(
                profile.reopened().filter(_ -> profile.erased().isEmpty()).map(Reopened::atMillis));
    }

    static long begin(Profile profile) {
        return profile.reopened().map(Reopened::sequence).orElse(0L);
    }
}
