package io.liveprofile.loadtest.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The figures of a run, as a table for people and as JSON for machines. */
record Report(String bench, boolean quick, List<Figure> figures) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> HEADINGS =
            List.of("figure", "median", "rounds", "beside", "ratio", "target", "met");

    String table() {
        var lines = new ArrayList<List<String>>();
        lines.add(HEADINGS);
        figures.forEach(figure -> lines.add(cells(figure)));
        var text = new StringBuilder();
        for (var line : lines) {
            for (int column = 0; column < HEADINGS.size(); column++) {
                int at = column;
                int width =
                        lines.stream().mapToInt(l -> l.get(at).length()).max().orElse(0);
                text.append(line.get(column))
                        .append(" ".repeat(width - line.get(column).length() + 2));
            }
            text.append('\n');
        }
        return text.toString().replaceAll(" +\n", "\n");
    }

    /** Adds to the array that is in the file already, so that several benches of one call share one file. */
    void addTo(Path file) throws IOException {
        var array = Files.exists(file) && Files.size(file) > 0
                ? (ArrayNode) JSON.readTree(file.toFile())
                : JSON.createArrayNode();
        figures.forEach(figure -> array.add(json(figure)));
        Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(array) + "\n");
    }

    private List<String> cells(Figure figure) {
        var series = figure.series();
        var beside = figure.beside();
        var target = figure.target();
        var ratio = figure.ratio();
        return List.of(
                series.figure(),
                Numbers.plain(series.median()) + " " + series.unit(),
                series.rounds().stream().map(Numbers::plain).collect(Collectors.joining(" ")),
                beside == null ? "" : beside.figure() + " " + Numbers.plain(beside.median()),
                ratio == null ? "" : Numbers.plain(ratio),
                target == null ? "" : target.text(),
                target == null ? "" : quick ? "not judged" : Boolean.TRUE.equals(figure.met()) ? "yes" : "NO");
    }

    private ObjectNode json(Figure figure) {
        var series = figure.series();
        var node = JSON.createObjectNode()
                .put("bench", bench)
                .put("figure", series.figure())
                .put("value", series.median())
                .put("unit", series.unit());
        series.rounds().forEach(node.putArray("rounds")::add);
        var beside = figure.beside();
        if (beside == null) {
            node.putNull("beside");
        } else {
            node.putObject("beside").put("figure", beside.figure()).put("value", beside.median());
        }
        var target = figure.target();
        return node.put("ratio", figure.ratio())
                .put("target", target == null ? null : target.text())
                .put("met", judged(figure));
    }

    private @Nullable Boolean judged(Figure figure) {
        return quick ? null : figure.met();
    }
}
