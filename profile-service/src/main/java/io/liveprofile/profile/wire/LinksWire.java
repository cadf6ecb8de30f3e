package io.liveprofile.profile.wire;

import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.domain.Link;
import io.liveprofile.profile.domain.Links;
import java.util.ArrayList;

/** With whom a customer was seen. */
final class LinksWire {
    private static final int ASKED = 1;
    private static final int ANSWERED = 2;
    private static final int MADE = 3;

    private static final int ANONYMOUS = 1;
    private static final int OUTCOME = 2;
    private static final int MERGED = 1;
    private static final int SHARED = 2;

    private LinksWire() {}

    static void write(WireWriter wire, Links links) {
        links.asked().forEach(id -> wire.text(ASKED, id.toString()));
        links.answered().forEach(link -> wire.nested(ANSWERED, nested -> write(nested, link)));
        wire.number(MADE, links.made());
    }

    static Links read(WireReader wire) {
        var asked = new ArrayList<CustomerId>();
        var answered = new ArrayList<Link>();
        int made = 0;
        for (int field = wire.next(); field != 0; field = wire.next()) {
            switch (field) {
                case ASKED -> asked.add(CustomerId.parse(wire.text()));
                case ANSWERED -> answered.add(readLink(wire.nested()));
                case MADE -> made = wire.integer();
                default -> wire.skip();
            }
        }
        return made == 0 ? Links.NONE : new Links(asked, answered, made);
    }

    static void write(WireWriter wire, Link link) {
        wire.text(ANONYMOUS, link.anonymous().toString());
        wire.number(OUTCOME, word(link.outcome()));
    }

    static Link readLink(WireReader wire) {
        var anonymous = "";
        int outcome = 0;
        for (int field = wire.next(); field != 0; field = wire.next()) {
            switch (field) {
                case ANONYMOUS -> anonymous = wire.text();
                case OUTCOME -> outcome = wire.integer();
                default -> wire.skip();
            }
        }
        return new Link(CustomerId.parse(anonymous), outcome(outcome));
    }

    static int word(Link.Outcome outcome) {
        return switch (outcome) {
            case MERGED -> MERGED;
            case SHARED -> SHARED;
        };
    }

    static Link.Outcome outcome(int word) {
        return switch (word) {
            case MERGED -> Link.Outcome.MERGED;
            case SHARED -> Link.Outcome.SHARED;
            default -> throw new IllegalArgumentException("stored by a newer version: a link's outcome " + word);
        };
    }
}
