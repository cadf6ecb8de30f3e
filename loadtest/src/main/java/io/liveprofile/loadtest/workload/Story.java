package io.liveprofile.loadtest.workload;

/** The customers of the sample shop to whom something worth seeing happens. */
public enum Story {
    CART_LEFT_BEHIND("ava-cart", "filled a cart an hour and a half ago and left it behind"),
    ACCOUNT_TAKEN_OVER(
            "noah-takeover", "signed in in Berlin, minutes later in São Paulo: password changed, large order"),
    GROWING_SILENT("mia-silent", "bought every nine days for months, and nothing for six weeks"),
    VISITOR_SIGNS_IN("leo-visitor", "looked around unknown on a phone, then signed in");

    private final String customerId;
    private final String sentence;

    Story(String customerId, String sentence) {
        this.customerId = customerId;
        this.sentence = sentence;
    }

    public String customerId() {
        return customerId;
    }

    public String sentence() {
        return sentence;
    }
}
