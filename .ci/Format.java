import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.JavaFormatterOptions;
import com.palantir.javaformat.java.JavaFormatterOptions.Style;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Formats every Java file of the tree, or checks that it is formatted.
 *
 * <p>A program of its own because a formatter parses with the compiler of the JVM it runs in, and Maven's may be older
 * than the language level: the build starts this one on the JDK that it compiles with.
 */
final class Format {
    public static void main(String[] args) throws IOException {
        boolean write = args[0].equals("write");
        List<Path> files;
        try (Stream<Path> tree = Files.walk(Path.of(args[1]))) {
            files = tree.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.toString().contains("/target/") && !file.toString().contains("/."))
                    .toList();
        }
        var formatter = Formatter.createFormatter(
                JavaFormatterOptions.builder().style(Style.PALANTIR).build());
        var unformatted = files.parallelStream()
                .filter(file -> !isFormatted(formatter, file, write))
                .sorted()
                .toList();
        if (write) {
            System.out.println("formatted " + unformatted.size() + " of " + files.size() + " files");
        } else if (!unformatted.isEmpty()) {
            unformatted.forEach(file -> System.err.println("not formatted: " + file));
            System.err.println("Run: mvn -N validate -Dformat=write");
            System.exit(1);
        }
    }

    private static boolean isFormatted(Formatter formatter, Path file, boolean write) {
        try {
            var source = Files.readString(file);
            var formatted = formatter.formatSourceAndFixImports(source);
            if (write && !formatted.equals(source)) {
                Files.writeString(file, formatted);
            }
            return formatted.equals(source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException("cannot format " + file + ": " + e.getMessage(), e);
        }
    }
}
