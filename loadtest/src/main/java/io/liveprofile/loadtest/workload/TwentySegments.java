package io.liveprofile.loadtest.workload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** As many segments as a busy shop has, to be judged beside the reference workload. */
public final class TwentySegments {
    private static final int SEGMENTS = 20;

    private static final List<String> CONDITIONS = List.of(
            "orders > 2 && order_cents['EUR'] > 10000",
            "churn_level == 'high'",
            "fraud_score > 30 || errors > 5",
            "'Page Viewed' in counts && counts['Page Viewed'] > 10",
            "days_since_order < 30 && cart_items > 0");

    private TwentySegments() {}

    /** A new folder with the file that tells them. */
    public static Path folder() throws IOException {
        var folder = Files.createTempDirectory("segments");
        var text = new StringBuilder("segments:\n");
        for (int i = 0; i < SEGMENTS; i++) {
            text.append(
                    "  - {name: s%d, title: T, when: \"%s\"}%n".formatted(i, CONDITIONS.get(i % CONDITIONS.size())));
        }
        Files.writeString(folder.resolve("s.yaml"), text);
        return folder;
    }
}
