package io.liveprofile.persistence.r2dbc.projection;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One table of a {@link ReadModel}, as others read it: a view of this schema and name. What it shows lies in a table of
 * a generation, so that another one can take its place from one moment to the next.
 *
 * @param says for the table's comment
 * @param columns that a release adds come last
 * @param constraints such as {@code primary key (customer_id)}
 * @param indexes each what follows the name of the table, such as {@code (last_seen, customer_id)}
 */
public record ModelTable(
        String schema, String name, String says, List<Column> columns, List<String> constraints, List<String> indexes) {

    /** Where the tables behind the views are. */
    static final String BEHIND = "read_model";

    /** @param type with {@code not null} and a default where a release adds it to rows that are there */
    public record Column(String name, String type, String says) {}

    public ModelTable {
        columns = List.copyOf(columns);
        constraints = List.copyOf(constraints);
        indexes = List.copyOf(indexes);
    }

    public String view() {
        return schema + "." + name;
    }

    String behind(int generation) {
        return BEHIND + "." + bare(generation);
    }

    private String bare(int generation) {
        return schema + "_" + name + "_" + generation;
    }

    /** The table of a generation, also where an older release has made it. */
    List<String> definition(int generation) {
        var table = behind(generation);
        var all = new ArrayList<String>();
        all.add("create schema if not exists " + BEHIND);
        all.add("create table if not exists " + table + " ("
                + Stream.concat(
                                columns.stream().map(column -> column.name() + " " + column.type()),
                                constraints.stream())
                        .collect(Collectors.joining(", "))
                + ")");
        all.add("alter table " + table + " "
                + columns.stream()
                        .map(column -> "add column if not exists " + column.name() + " " + column.type())
                        .collect(Collectors.joining(", ")));
        for (int i = 0; i < indexes.size(); i++) {
            all.add("create index if not exists " + bare(generation) + "_" + (i + 1) + " on " + table + " "
                    + indexes.get(i));
        }
        return all;
    }

    /** Whoever reads the view goes on doing so: columns are only ever added behind the others. */
    String show(int generation) {
        return "create or replace view " + view() + " as select "
                + columns.stream().map(Column::name).collect(Collectors.joining(", ")) + " from " + behind(generation);
    }

    List<String> comments() {
        return Stream.concat(
                        Stream.of("comment on view " + view() + " is " + quoted(says)),
                        columns.stream()
                                .map(column -> "comment on column " + view() + "." + column.name() + " is "
                                        + quoted(column.says())))
                .toList();
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
