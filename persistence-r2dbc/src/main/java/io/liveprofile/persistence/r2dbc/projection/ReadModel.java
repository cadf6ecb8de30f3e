package io.liveprofile.persistence.r2dbc.projection;

import java.util.List;

/** The tables that one projection keeps. They can be built anew beside themselves, while they are read. */
public record ReadModel(String projection, List<ModelTable> tables) {

    public ReadModel {
        tables = List.copyOf(tables);
    }

    /** Under what name a handler writes to a table: those that are read, or those that are being built. */
    @FunctionalInterface
    public interface Names {
        String of(ModelTable table);
    }

    /** The projection that builds the next tables. */
    String next() {
        return next(projection);
    }

    static String next(String projection) {
        return projection + ".next";
    }

    static boolean isNext(String projection) {
        return projection.endsWith(".next");
    }
}
