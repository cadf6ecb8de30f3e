package io.liveprofile.profile.domain;

import static io.liveprofile.profile.domain.Histories.RULES;

import io.liveprofile.profile.domain.ProfileEvent.Linked;
import io.liveprofile.profile.domain.ProfileEvent.MergedAway;
import io.liveprofile.profile.domain.ProfileEvent.Observed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Customers as their actors run them, without actors: each has a journal and what of it stands in memory, and messages
 * between them arrive in any order, twice, or never. What the entity does with a command is written here once more, in
 * its few steps; what it means is the domain's own.
 */
final class LossyNetwork {
    private static final int BATCH_MAX = 4;

    private final Map<CustomerId, Node> nodes = new HashMap<>();
    private final List<Message> underWay = new ArrayList<>();
    private final Random random;

    LossyNetwork(List<CustomerId> ids, Random random) {
        ids.forEach(id -> nodes.put(id, new Node(id)));
        this.random = random;
    }

    /** @param lost what its sender does when no answer comes in time */
    private record Message(Runnable arrives, Runnable lost) {}

    private static final class Node {
        private final CustomerId id;
        private final List<ProfileEvent> journal = new ArrayList<>();
        private Profile profile = Profile.NEW;
        private boolean handingOver;
        private int life;

        Node(CustomerId id) {
            this.id = id;
        }

        void persist(ProfileEvent event) {
            journal.add(event);
            profile = profile.apply(event);
        }
    }

    Profile profile(CustomerId id) {
        return node(id).profile;
    }

    private Node node(CustomerId id) {
        return nodes.get(id);
    }

    /** A producer tells each batch until it is acknowledged. */
    void tell(CustomerId id, List<Interaction> interactions) {
        for (int from = 0; from < interactions.size(); ) {
            int to = Math.min(interactions.size(), from + 1 + random.nextInt(BATCH_MAX));
            tellUntilAcknowledged(id, interactions.subList(from, to));
            from = to;
        }
    }

    private void tellUntilAcknowledged(CustomerId id, List<Interaction> batch) {
        Runnable again = () -> tellUntilAcknowledged(id, batch);
        observe(id, batch, () -> {}, again);
    }

    void step() {
        int what = random.nextInt(100);
        if (what < 8) {
            crash(List.copyOf(nodes.values()).get(random.nextInt(nodes.size())));
        } else if (what < 16) {
            nodes.values().forEach(this::ask);
        } else if (!underWay.isEmpty()) {
            int which = random.nextInt(underWay.size());
            var message = what < 24 ? underWay.get(which) : underWay.remove(which);
            if (what < 40 && what >= 24) {
                message.lost().run();
            } else {
                message.arrives().run();
            }
        }
    }

    /** Nothing is lost any more, and whoever waits for an answer asks again. */
    void settle() {
        do {
            nodes.values().forEach(this::ask);
            while (!underWay.isEmpty()) {
                underWay.remove(random.nextInt(underWay.size())).arrives().run();
            }
        } while (nodes.values().stream()
                .anyMatch(node -> !node.profile.links().asked().isEmpty()));
    }

    private void crash(Node node) {
        node.profile = Profile.NEW;
        node.journal.forEach(event -> node.profile = node.profile.apply(event));
        node.handingOver = false;
        node.life++;
        ask(node);
    }

    private void ask(Node taker) {
        taker.profile.links().asked().forEach(anonymous -> give(anonymous, taker.id));
    }

    private void send(Runnable arrives, Runnable lost) {
        underWay.add(new Message(arrives, lost));
    }

    private void observe(CustomerId id, List<Interaction> batch, Runnable acknowledged, Runnable lost) {
        send(() -> onObserve(node(id), batch, acknowledged, lost), lost);
    }

    private void onObserve(Node node, List<Interaction> batch, Runnable acknowledged, Runnable lost) {
        var into = node.profile.mergedInto();
        if (into.isPresent()) {
            observe(into.get(), batch, acknowledged, lost);
            return;
        }
        node.profile.observe(batch, KnownIds.NONE, RULES).event().ifPresent(event -> {
            node.persist(event);
            event.met().forEach(anonymous -> give(anonymous, node.id));
        });
        send(acknowledged, lost);
    }

    private void give(CustomerId anonymous, CustomerId taker) {
        send(() -> onGive(node(anonymous), taker), () -> {});
    }

    private void onGive(Node giver, CustomerId taker) {
        var into = giver.profile.mergedInto();
        if (into.isEmpty()) {
            giver.persist(new MergedAway(taker));
            handOver(giver, taker);
        } else if (into.get().equals(taker)) {
            handOver(giver, taker);
        } else {
            given(taker, new Link(giver.id, Link.Outcome.SHARED));
        }
    }

    private void handOver(Node giver, CustomerId taker) {
        if (!giver.handingOver) {
            giver.handingOver = true;
            handOver(giver, taker, 0, giver.life);
        }
    }

    /** Entry by entry, the next one when the taker has this one; a crash of the giver ends it. */
    private void handOver(Node giver, CustomerId taker, int entry, int life) {
        if (giver.life != life) {
            return;
        }
        if (entry == giver.journal.size()) {
            giver.handingOver = false;
            given(taker, new Link(giver.id, Link.Outcome.MERGED));
        } else if (giver.journal.get(entry) instanceof Observed observed) {
            observe(
                    taker,
                    observed.interactions(),
                    () -> handOver(giver, taker, entry + 1, life),
                    () -> giver.handingOver = giver.handingOver && giver.life != life);
        } else {
            handOver(giver, taker, entry + 1, life);
        }
    }

    private void given(CustomerId taker, Link link) {
        send(
                () -> {
                    if (node(taker).profile.links().awaits(link.anonymous())) {
                        node(taker).persist(new Linked(link));
                    }
                },
                () -> {});
    }
}
