package io.liveprofile.profile.domain.judgement;

/** A named group of customers, and what makes one of them belong to it. */
public interface Segment {

    String name();

    String title();

    /** As people wrote it. */
    String condition();

    boolean holds(Figures figures);

    /** The figures that the condition looks at, as they are: why somebody is in it, or isn't. */
    String because(Figures figures);
}
