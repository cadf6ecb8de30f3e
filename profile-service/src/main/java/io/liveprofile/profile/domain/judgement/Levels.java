package io.liveprofile.profile.domain.judgement;

/** From which score on a level is reached. */
public record Levels(int medium, int high) {

    Level of(int score) {
        return score >= high ? Level.HIGH : score >= medium ? Level.MEDIUM : Level.LOW;
    }
}
