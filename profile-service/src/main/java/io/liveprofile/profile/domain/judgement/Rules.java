package io.liveprofile.profile.domain.judgement;

import java.util.List;

/**
 * By what customers are judged.
 *
 * @param version names exactly these rules: it is stored with whatever they judged
 * @param segments by the alphabet
 */
public record Rules(String version, ChurnRules churn, CartRules cart, FraudRules fraud, List<Segment> segments) {

    public Rules {
        segments = List.copyOf(segments);
    }

    /**
     * @param abandonedAfterMillis of silence, with something in the cart
     * @param recoveredWithinMillis an order that comes later than this after the cart was left has nothing to do with it
     */
    public record CartRules(long abandonedAfterMillis, long recoveredWithinMillis) {}
}
