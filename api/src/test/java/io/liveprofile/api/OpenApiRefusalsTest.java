package io.liveprofile.api;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.liveprofile.api.Description.Operation;
import io.liveprofile.api.access.RateLimits;
import io.liveprofile.api.access.Role;
import io.liveprofile.ingest.collector.Collector.Answer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each operation describes the refusals that it can make, and no other one. */
class OpenApiRefusalsTest {
    private static final FakeCollector COLLECTOR = new FakeCollector();
    private static final int TOO_LARGE = 1_100_000;

    /** By what may stand in an operation's places: what makes it refuse. */
    private static final List<Map<String, String>> UNKNOWN = List.of(
            Map.of("id", "nobody"), Map.of("name", "none"), Map.of("entry", "nobody@3"), Map.of("requestId", "none"));

    private static final List<Map<String, String>> IN_CONFLICT = List.of(
            Map.of("id", "phone:+49301"),
            Map.of("name", "customer-signals"),
            Map.of("entry", "a|b@shop@4"),
            Map.of("id", FakeQuarantine.NOT_WHOLE));
    private static final List<Map<String, String>> ERASED =
            List.of(Map.of("id", "erased"), Map.of("id", FakeQuarantine.ERASED));

    /** A batch tells of each customer who can't be read, and is answered. */
    private static final Map<String, Integer> SHOWN_ELSEWHERE = Map.ofEntries(entry("POST /v1/profiles:batchGet", 503));

    private static RunningApi api;
    private static RunningApi limited;
    private static RunningApi broken;
    private static Description described;

    @BeforeAll
    static void start() throws Exception {
        api = new RunningApi(Fakes.asked(new FakeQuarantine(), COLLECTOR));
        var once = Arrays.stream(Role.values()).collect(Collectors.toMap(Function.identity(), _ -> 1));
        limited = new RunningApi(Fakes.asked(), new RateLimits.Settings(once, Duration.ofSeconds(1)));
        var outage = new Outage();
        broken = new RunningApi(
                Outage.asked(), new RateLimits.Settings(Map.of(), Duration.ofSeconds(2)), outage.database());
        outage.begin();
        described = Description.of(api);
    }

    @AfterAll
    static void stop() {
        api.close();
        limited.close();
        broken.close();
    }

    @Test
    void an_operation_describes_every_refusal_that_it_makes_and_no_other() throws Exception {
        var told = new TreeMap<String, TreeSet<Integer>>();
        var made = new TreeMap<String, TreeSet<Integer>>();
        for (var operation : described.operations()) {
            var statuses = new TreeSet<Integer>();
            operation.told().get("responses").fieldNames().forEachRemaining(status -> {
                if (!status.startsWith("2")) {
                    statuses.add(Integer.valueOf(status));
                }
            });
            told.put(operation.name(), statuses);
            made.put(operation.name(), refusals(operation));
        }

        assertThat(made).isEqualTo(told);
    }

    private static TreeSet<Integer> refusals(Operation operation) throws Exception {
        var role = operation.roles().contains(Role.ADMIN)
                ? Role.ADMIN
                : operation.roles().getFirst();
        var example = operation.asked(operation.required(), Map.of());
        var made = new TreeSet<Integer>();

        made.add(status(api, operation, api.request(example)));
        for (var other : EnumSet.allOf(Role.class)) {
            if (!operation.roles().contains(other)) {
                made.add(status(api, operation, api.requestOf(other, example)));
            }
        }
        made.add(status(
                api, operation, api.requestOf(role, example + (example.contains("?") ? "&" : "?") + "no_such=1")));
        made.add(status(api, operation, api.requestOf(role, example).header("If-None-Match", "*")));
        for (var places : asked(operation)) {
            made.add(status(api, operation, api.requestOf(role, operation.asked(operation.required(), places))));
        }
        COLLECTOR.next = new Answer.Unreadable("not JSON in UTF-8");
        made.add(status(api, operation, api.requestOf(role, example)));
        COLLECTOR.next = new Answer.Taken(1, List.of());
        if (!operation.method().equals("GET")) {
            made.add(status(
                    api,
                    api.requestOf(role, example)
                            .method(operation.method(), BodyPublishers.ofString(" ".repeat(TOO_LARGE)))));
        }
        made.add(status(limited, operation, limited.requestOf(role, example)));
        made.add(status(limited, operation, limited.requestOf(role, example)));
        made.add(status(broken, operation, broken.requestOf(role, example)));
        if (SHOWN_ELSEWHERE.containsKey(operation.name())) {
            made.add(SHOWN_ELSEWHERE.get(operation.name()));
        }
        made.removeIf(status -> status < 300);
        return made;
    }

    /** Whatever of the places above this operation has. */
    private static List<Map<String, String>> asked(Operation operation) {
        var names = operation.parameters("path").stream()
                .map(place -> place.get("name").asText())
                .toList();
        var asked = new ArrayList<Map<String, String>>();
        for (var places : List.of(UNKNOWN, IN_CONFLICT, ERASED)) {
            places.stream().filter(place -> names.containsAll(place.keySet())).forEach(asked::add);
        }
        return asked;
    }

    private static int status(RunningApi asked, Operation operation, HttpRequest.Builder request) throws Exception {
        return status(asked, operation.in(request));
    }

    private static int status(RunningApi asked, HttpRequest.Builder request) throws Exception {
        var answer = asked.send(request, BodyHandlers.ofInputStream());
        try (var body = answer.body()) {
            if (answer.statusCode() >= 400) {
                assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                        .startsWith("application/problem+json");
                var problem = new ObjectMapper().readTree(body);
                described
                        .told()
                        .at("/components/schemas/Problem/required")
                        .forEach(name -> assertThat(problem.has(name.asText()))
                                .as(problem.toString())
                                .isTrue());
                assertThat(answer.headers().firstValue("Retry-After").isPresent())
                        .as("%d says when to come again", answer.statusCode())
                        .isEqualTo(answer.statusCode() == 429 || answer.statusCode() == 503);
            }
            return answer.statusCode();
        }
    }
}
