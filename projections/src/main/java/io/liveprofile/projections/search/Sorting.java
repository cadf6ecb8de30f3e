package io.liveprofile.projections.search;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** By what a list is sorted; those who are alike in that, by their ids. */
public record Sorting(By by, boolean descending) {
    public static final Sorting BY_ID = new Sorting(By.ID, false);

    private static final String DESCENDING = "-";

    public enum By {
        ID("id", "customer_id collate \"C\""),
        VALUE("value", "value_cents"),
        LAST_SEEN("lastSeen", "seen_at"),
        CHURN("churn", "churn_score"),
        FRAUD("fraud", "fraud_score");

        private final String word;
        private final String column;

        By(String word, String column) {
            this.word = word;
            this.column = column;
        }
    }

    /** As it is asked for: a name, with a minus before it where the greatest comes first. */
    public static Optional<Sorting> of(String word) {
        boolean descending = word.startsWith(DESCENDING);
        var name = descending ? word.substring(DESCENDING.length()) : word;
        return Arrays.stream(By.values())
                .filter(by -> by.word.equals(name))
                .findFirst()
                .map(by -> new Sorting(by, descending));
    }

    public static String words() {
        return Arrays.stream(By.values()).map(by -> by.word).collect(Collectors.joining(", "));
    }

    public String word() {
        return (descending ? DESCENDING : "") + by.word;
    }

    /** How the columns compare with those of the page's last one. */
    String comparison() {
        return descending ? "<" : ">";
    }

    String column() {
        return by.column;
    }

    String orderBy() {
        var direction = descending ? " desc" : "";
        return by == By.ID ? by.column + direction : by.column + direction + ", " + By.ID.column + direction;
    }
}
