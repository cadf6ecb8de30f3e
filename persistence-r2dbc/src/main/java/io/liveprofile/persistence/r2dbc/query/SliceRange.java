package io.liveprofile.persistence.r2dbc.query;

import io.liveprofile.persistence.r2dbc.Slices;
import java.util.List;
import java.util.stream.IntStream;

/** Slices {@code min} to {@code max}, both included, of the 1,024 that persistence ids are spread over. */
public record SliceRange(int min, int max) {
    public SliceRange {
        if (min < 0 || min > max || max >= Slices.COUNT) {
            throw new IllegalArgumentException("No slice range: " + min + " to " + max);
        }
    }

    /** All slices in {@code ranges} pieces of one size. */
    public static List<SliceRange> split(int ranges) {
        if (ranges < 1 || ranges > Slices.COUNT || Slices.COUNT % ranges != 0) {
            throw new IllegalArgumentException(
                    "1024 slices can't be split into " + ranges + " equal ranges: use a power of two");
        }
        var size = Slices.COUNT / ranges;
        return IntStream.range(0, ranges)
                .mapToObj(i -> new SliceRange(i * size, (i + 1) * size - 1))
                .toList();
    }

    public boolean contains(int slice) {
        return min <= slice && slice <= max;
    }

    @Override
    public String toString() {
        return min + "-" + max;
    }
}
