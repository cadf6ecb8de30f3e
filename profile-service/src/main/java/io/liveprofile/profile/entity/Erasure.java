package io.liveprofile.profile.entity;

import io.liveprofile.profile.Tombstone;
import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.domain.Link;
import io.liveprofile.profile.domain.ProfileEvent.Erased;
import io.liveprofile.profile.domain.Verdict;
import io.liveprofile.profile.entity.Command.AskAgain;
import io.liveprofile.profile.entity.Command.Await;
import io.liveprofile.profile.entity.Command.Awaited;
import io.liveprofile.profile.entity.Command.Decide;
import io.liveprofile.profile.entity.Command.Deciding;
import io.liveprofile.profile.entity.Command.Erase;
import io.liveprofile.profile.entity.Command.Erasing;
import io.liveprofile.profile.entity.Command.Give;
import io.liveprofile.profile.entity.Command.Given;
import io.liveprofile.profile.entity.Command.HandedOver;
import io.liveprofile.profile.entity.Command.HistoryRead;
import io.liveprofile.profile.entity.Command.HistoryUnreadable;
import io.liveprofile.profile.entity.Command.Inherit;
import io.liveprofile.profile.entity.Command.LookAgain;
import io.liveprofile.profile.entity.Command.NextLook;
import io.liveprofile.profile.entity.Command.Observe;
import io.liveprofile.profile.entity.Command.OfOwnJournal;
import io.liveprofile.profile.entity.Command.Read;
import io.liveprofile.profile.entity.Command.Reading;
import io.liveprofile.profile.entity.Command.ReviewSignal;
import io.liveprofile.profile.entity.Command.Reviewing;
import io.liveprofile.profile.entity.Command.Subscribe;
import io.liveprofile.profile.entity.Command.Unsubscribe;
import io.liveprofile.profile.entity.Command.Verdicts;
import io.liveprofile.profile.entity.Command.WaitedOut;
import io.liveprofile.profile.entity.News.Standing;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** A customer who was erased: whoever asks is told that, and whatever is told is kept nowhere. */
final class Erasure {
    private final CustomerId id;
    private final Neighbours neighbours;

    Erasure(CustomerId id, Neighbours neighbours) {
        this.id = id;
        this.neighbours = neighbours;
    }

    /** @param sequence of the last entry in the journal: the tombstone's */
    void onCommand(Erased erased, long sequence, Command command) {
        switch (command) {
            case Observe observe -> observe.replyTo().tell(suppressed(observe));
            case HistoryRead(var waiting, var _) -> waiting.replyTo().tell(suppressed(waiting));
            case Read read -> read.replyTo().tell(Reading.ERASED);
            case Await await -> await.replyTo().tell(new Awaited(Reading.ERASED, false));
            case Subscribe subscribe -> subscribe.subscriber().tell(new Standing(Reading.ERASED, false));
            case Decide decide -> decide.replyTo().tell(new Deciding(Optional.empty()));
            case ReviewSignal review -> review.replyTo().tell(new Reviewing(Optional.empty(), true));
            case LookAgain look -> look.replyTo().tell(new NextLook(Optional.empty(), ""));
            case Inherit inherit -> inherit.replyTo().tell(new Verdicts(List.of()));
            // Nobody gets anything from here: as from a device that is another customer's.
            case Give(var taker) -> neighbours.tell(taker, new Given(id, Link.Outcome.SHARED));
            case Erase erase -> erase.replyTo().tell(answer(id, erased, sequence));
            case HistoryUnreadable _,
                    Given _,
                    AskAgain _,
                    WaitedOut _,
                    Unsubscribe _,
                    HandedOver _,
                    OfOwnJournal _ -> {}
        }
    }

    private static Verdicts suppressed(Observe observe) {
        return new Verdicts(Collections.nCopies(observe.interactions().size(), Verdict.ERASED));
    }

    static Erasing answer(CustomerId id, Erased erased, long sequence) {
        return new Erasing(Optional.of(new Tombstone(id, erased.requestId(), erased.atMillis(), sequence)));
    }
}
