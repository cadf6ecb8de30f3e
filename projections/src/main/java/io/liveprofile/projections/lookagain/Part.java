package io.liveprofile.projections.lookagain;

import io.liveprofile.persistence.r2dbc.Slices;
import java.util.List;
import java.util.stream.IntStream;

/** The customers of these slices, both ends included. */
record Part(int firstSlice, int lastSlice) {

    /** @param parts a power of two */
    static List<Part> split(int parts) {
        int size = Slices.COUNT / parts;
        return IntStream.range(0, parts)
                .mapToObj(part -> new Part(part * size, (part + 1) * size - 1))
                .toList();
    }
}
