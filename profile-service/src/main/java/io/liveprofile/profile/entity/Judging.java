package io.liveprofile.profile.entity;

import io.liveprofile.profile.domain.Profile;
import io.liveprofile.profile.domain.ProfileEvent;
import io.liveprofile.profile.domain.judgement.Review;
import io.liveprofile.profile.domain.judgement.Rules;
import io.liveprofile.profile.entity.Command.Decide;
import io.liveprofile.profile.entity.Command.Deciding;
import io.liveprofile.profile.entity.Command.Inherit;
import io.liveprofile.profile.entity.Command.LookAgain;
import io.liveprofile.profile.entity.Command.NextLook;
import io.liveprofile.profile.entity.Command.ReviewSignal;
import io.liveprofile.profile.entity.Command.Reviewing;
import io.liveprofile.profile.entity.Command.Verdicts;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.pekko.persistence.typed.javadsl.EffectFactories;
import org.apache.pekko.persistence.typed.javadsl.ReplyEffect;

/** What is asked of a customer besides what they did: a decision, a word on a signal, a look. */
final class Judging {
    private final EffectFactories<ProfileEvent, Profile> effect;
    private final Supplier<Rules> rules;
    private final Consumer<Profile> stored;

    /** @param stored is told the profile after each event */
    Judging(EffectFactories<ProfileEvent, Profile> effect, Supplier<Rules> rules, Consumer<Profile> stored) {
        this.effect = effect;
        this.rules = rules;
        this.stored = stored;
    }

    ReplyEffect<ProfileEvent, Profile> onCommand(Profile profile, Command.Judging command) {
        return switch (command) {
            case Decide decide -> onDecide(profile, decide);
            case ReviewSignal review -> onReview(profile, review);
            case LookAgain look -> onLookAgain(profile, look);
            case Inherit(var decisions, var reviews, var replyTo) ->
                effect.persist(events(profile.inherit(decisions, reviews, rules.get())))
                        .thenRun(stored::accept)
                        .thenReply(replyTo, _ -> new Verdicts(List.of()));
        };
    }

    private ReplyEffect<ProfileEvent, Profile> onDecide(Profile profile, Decide decide) {
        var known = profile.judged().decision(decide.attempt().id());
        if (known.isPresent()) {
            return effect.reply(decide.replyTo(), new Deciding(known));
        }
        var decided = profile.decide(decide.attempt(), rules.get());
        return effect.persist(decided)
                .thenRun(stored::accept)
                .thenReply(decide.replyTo(), _ -> new Deciding(Optional.of(decided.decision())));
    }

    private ReplyEffect<ProfileEvent, Profile> onReview(Profile profile, ReviewSignal command) {
        var signal = profile.judged().signal(command.signalId());
        if (signal.isEmpty()) {
            return effect.reply(command.replyTo(), new Reviewing(signal));
        }
        var review =
                new Review(command.signalId(), signal.get().key(), command.verdict(), command.by(), command.atMillis());
        return effect.persist(profile.review(review, rules.get()))
                .thenRun(stored::accept)
                .thenReply(command.replyTo(), _ -> new Reviewing(signal));
    }

    /** Of whom nothing is known there is nothing to see. */
    private ReplyEffect<ProfileEvent, Profile> onLookAgain(Profile profile, LookAgain look) {
        if (profile.isUnknown()) {
            return effect.reply(look.replyTo(), new NextLook(Optional.empty(), ""));
        }
        var by = rules.get();
        var looked = profile.lookAgain(look.atMillis(), by);
        return effect.persist(events(looked))
                .thenRun(after -> looked.ifPresent(_ -> stored.accept(after)))
                .thenReply(look.replyTo(), after -> new NextLook(after.lookAgainAt(look.atMillis(), by), by.version()));
    }

    static List<ProfileEvent> events(Optional<? extends ProfileEvent> event) {
        return event.<List<ProfileEvent>>map(List::of).orElse(List.of());
    }
}
