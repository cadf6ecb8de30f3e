package io.liveprofile.loadtest.bench;

import java.util.Locale;

/** Figures as people read them: as many digits as the measurement is worth. */
final class Numbers {
    private Numbers() {}

    static String plain(double value) {
        double size = Math.abs(value);
        if (size >= 1_000) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        var text = String.format(Locale.ROOT, size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : "%.2f", value);
        return text.contains(".") ? text.replaceAll("0+$", "").replaceAll("\\.$", "") : text;
    }
}
