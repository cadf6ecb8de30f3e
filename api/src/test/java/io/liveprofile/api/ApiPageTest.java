package io.liveprofile.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.liveprofile.api.access.Role;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** What stands in the reference as a call is run as it stands there. */
class ApiPageTest {
    private static final Path PAGE = Path.of("../docs/reference/api.md");
    private static final String ADDRESS = "http://127.0.0.1:8080";

    /** The customer of the sample traffic, for whom Ava stands here. */
    private static final String SAMPLE = "ava-cart";

    private static RunningApi api;

    @TempDir
    Path directory;

    @BeforeAll
    static void start() {
        Assumptions.assumeTrue(
                List.of(System.getenv("PATH").split(File.pathSeparator)).stream()
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "curl"))),
                "there is no curl here");
        api = new RunningApi(Fakes.asked());
    }

    @AfterAll
    static void stop() {
        if (api != null) {
            api.close();
        }
    }

    @Test
    void every_call_of_the_page_is_answered() throws Exception {
        Files.writeString(directory.resolve("mended.json"), "{}");
        var calls = calls();

        assertThat(calls).hasSizeGreaterThan(50);
        for (var call : calls) {
            var placeholder = call.contains("/ID");
            assertThat(status(call)).as(call).matches(placeholder ? "404" : "20[0-9]");
        }
    }

    /** SDKs of browsers have short paths of their own for what has a long one. */
    @Test
    void every_operation_of_the_description_has_its_call_on_the_page() throws Exception {
        var called = calls().stream().map(ApiPageTest::operation).toList();
        JsonNode paths = new ObjectMapper()
                .valueToTree(new Yaml()
                        .<Map<String, Object>>load(
                                api.get(Role.WRITE, "/openapi.yaml").body())
                        .get("paths"));

        var missing = new TreeSet<String>();
        paths.properties()
                .forEach(path -> path.getValue().fieldNames().forEachRemaining(method -> {
                    var template = Pattern.quote(path.getKey()).replaceAll("\\{\\w+}", "\\\\E[^/]+\\\\Q");
                    var operation = Pattern.compile(method.toUpperCase(Locale.ROOT) + " " + template);
                    boolean isShort = path.getKey().matches("/v1/[a-z]|/beacon/.*");
                    if (!isShort && called.stream().noneMatch(operation.asMatchPredicate())) {
                        missing.add(method + " " + path.getKey());
                    }
                }));
        assertThat(missing).isEmpty();
    }

    private static String operation(String call) {
        var path = call.replaceFirst(".*" + Pattern.quote(ADDRESS) + "([^\\s\"'?]*).*", "$1");
        var named = Pattern.compile(" -X (\\w+)").matcher(call);
        return (named.find() ? named.group(1) : call.matches(".* (-d|--data-binary) .*") ? "POST" : "GET") + " " + path;
    }

    private static List<String> calls() throws Exception {
        var calls = new ArrayList<String>();
        var open = new StringBuilder();
        for (var line : Files.readAllLines(PAGE)) {
            if (line.startsWith("    curl ") || !open.isEmpty()) {
                open.append(line.strip());
                if (line.endsWith("\\")) {
                    open.setLength(open.length() - 1);
                } else {
                    calls.add(open.toString());
                    open.setLength(0);
                }
            }
        }
        return calls;
    }

    /** Of a stream as well, which is left after a second. */
    private String status(String call) throws Exception {
        var line = call.replaceFirst("^curl ", "curl -s -o /dev/null -m 1 -w '%{http_code}' ")
                .replace(ADDRESS, api.url())
                .replace(SAMPLE, "ava%7C1");
        var builder = new ProcessBuilder("bash", "-c", call.contains(" -N ") ? line : line.replace(" -m 1 ", " -m 20 "))
                .directory(directory.toFile())
                .redirectErrorStream(true);
        builder.environment().put("KEY", api.key(Role.ADMIN));
        builder.environment().put("WRITE_KEY", api.key(Role.WRITE));
        var curl = builder.start();
        var status = new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(curl.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return status;
    }
}
