package io.liveprofile.server.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.liveprofile.embedded.SharedServers;
import io.liveprofile.loadtest.workload.KafkaFeed;
import io.liveprofile.loadtest.workload.Shop;
import io.liveprofile.loadtest.workload.WorkloadRecord;
import io.liveprofile.server.ServiceNode;
import io.liveprofile.server.ServiceNode.Surroundings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person and the console, in a real browser, before a real service. */
class ConsoleIT {
    private static final String NAME = "shop_" + UUID.randomUUID().toString().substring(0, 6);

    /** Long enough for each story of the shop to be told. */
    private static final int RECORDS = 1_600;

    private static final Duration TOLD_WITHIN = Duration.ofSeconds(70);
    private static final int TWO_MINUTES_OF_LOOKS = 60;
    private static final String NOAH = "user_id:noah-takeover";

    private static ServiceNode node;
    private static Chromium chromium;
    private static String supportKey;
    private static Thread traffic;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        var executable = Chromium.installed();
        Assumptions.assumeTrue(
                executable.isPresent(),
                "there is no Chromium here (apt-get install chromium): nothing of it is tested");
        createTopicsAndDatabase();
        var server = SharedServers.postgres();
        node = ServiceNode.founder(
                Surroundings.of(SharedServers.kafka().bootstrap(), NAME, NAME, server.host(), server.port(), NAME),
                "-Dlive-profile.ingest.quarantine-topic=" + NAME + "-quarantine",
                "-Dlive-profile.ingest.privacy-requests-topic=" + NAME + "-privacy",
                "-Dlive-profile.projections.topics.signals=" + NAME + "-signals",
                "-Dlive-profile.projections.topics.profiles=" + NAME + "-profiles",
                "-Dlive-profile.profile.segments-folder=" + segments(folder));
        chromium = new Chromium(executable.get());
        node.awaitReady();
        openTheShop();
        supportKey = new ObjectMapper()
                .readTree(node.send("POST", "/v1/keys", "{\"name\": \"the help desk\", \"role\": \"support\"}")
                        .body())
                .get("key")
                .asText();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> node.json("/v1/profiles?email=noah.takeover@example.com")
                                .path("profiles")
                                .size()
                        == 1);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> node.json("/v1/profiles/" + NOAH)
                        .at("/fraud/level")
                        .asText()
                        .equals("high"));
    }

    private static void createTopicsAndDatabase() throws Exception {
        try (var admin = Admin.create(Map.<String, Object>of(
                "bootstrap.servers", SharedServers.kafka().bootstrap()))) {
            admin.createTopics(List.of(
                            new NewTopic(NAME, 3, (short) 1),
                            new NewTopic(NAME + "-quarantine", 1, (short) 1),
                            new NewTopic(NAME + "-privacy", 1, (short) 1),
                            new NewTopic(NAME + "-signals", 1, (short) 1),
                            new NewTopic(NAME + "-profiles", 1, (short) 1)))
                    .all()
                    .get();
        }
        try (var connection =
                        DriverManager.getConnection(SharedServers.postgres().jdbcUrl());
                var statement = connection.createStatement()) {
            statement.execute("create database " + NAME);
        }
    }

    private static Path segments(Path folder) throws IOException {
        Files.writeString(folder.resolve("segments.yaml"), """
            segments:
              - name: carts-waiting
                title: Something lies in the cart
                when: cart_items > 0
              - name: gold-at-risk
                title: Gold, and may leave
                when: tier == "gold" && churn_level != "low"
              - name: regulars
                title: Ordered three times or more
                when: orders >= 3
            """);
        return folder;
    }

    /** All stories at once; then the shop goes on as usual. */
    private static void openTheShop() {
        var shop = new Shop(
                1, Shop.CUSTOMERS, Shop.RECORDS_PER_SECOND, Instant.now().minus(TOLD_WITHIN));
        var records = new ArrayList<WorkloadRecord>();
        for (int i = 0; i < RECORDS; i++) {
            records.add(shop.next());
        }
        records.add(new WorkloadRecord(
                "nobody".getBytes(StandardCharsets.UTF_8),
                "{\"type\":\"page\",\"messageId\":\"about-nobody\"}".getBytes(StandardCharsets.UTF_8),
                Instant.now().toEpochMilli(),
                WorkloadRecord.Fate.MALFORMED));
        traffic = Thread.ofPlatform().name("traffic").start(() -> {
            try (var feed = new KafkaFeed(SharedServers.kafka().bootstrap(), NAME)) {
                feed.atFullSpeed(records.iterator());
                feed.atRate(shop, Shop.RECORDS_PER_SECOND);
                Thread.interrupted();
            }
        });
    }

    @AfterAll
    static void stop() {
        if (traffic != null) {
            traffic.interrupt();
        }
        if (chromium != null) {
            chromium.close();
        }
        if (node != null) {
            node.close();
        }
    }

    @Test
    void an_agent_signs_in_finds_a_customer_and_sees_them_change() throws Exception {
        try (var tab = chromium.open("http://127.0.0.1:" + node.apiPort() + "/", ColorScheme.LIGHT)) {
            tab.page().getByLabel("API key").fill("lp_of_nobody");
            tab.press("Enter");
            assertThat(tab.page().getByRole(AriaRole.ALERT)).containsText("doesn’t take this key");
            tab.isAccessible();
            tab.page().getByLabel("API key").fill(supportKey);
            tab.press("Enter");
            assertThat(tab.heading("Customers")).isVisible();
            assertThat(tab.page().getByText("Pipeline")).hasCount(0);

            tab.press("/");
            tab.page().keyboard().type("noah.takeover@example.com");
            tab.press("Enter");
            assertThat(tab.heading("Noah Becker")).isVisible();
            assertThat(tab.page().getByText("Live", exactly())).isVisible();
            assertThat(tab.card("Fraud")).containsText("Impossible travel");

            track(
                    "noah-takeover",
                    "Product Added",
                    "{\"product_id\": \"p-7\", \"category\": \"lamp\", \"price\": 49.5, \"currency\": \"EUR\"}");
            assertThat(tab.card("Timeline")).containsText("Put p-7 (lamp) for 49.50 EUR into the cart");
            assertThat(tab.card("Cart")).containsText("€49.50");
            tab.looksAsIn("console-customer").isAccessible();
        }
    }

    @Test
    void a_stream_that_breaks_comes_again_with_what_was_missed() throws Exception {
        try (var line = new CutLine(node.apiPort());
                var tab = signedIn(line.port(), "#/customers/leo-visitor", ColorScheme.LIGHT)) {
            assertThat(tab.heading("Léo Fontaine")).isVisible();

            line.cut();
            assertThat(tab.page().getByText("Reconnecting")).isVisible();
            track("leo-visitor", "Support Ticket Opened", "{\"ticketId\": \"t-77\"}");
            line.mend();

            assertThat(tab.card("Timeline")).containsText("ticket t-77");
            assertThat(tab.page().getByText("Live", exactly())).isVisible();
        }
    }

    @Test
    void one_travels_back_in_time_sees_what_differs_and_comes_back() throws Exception {
        track(
                "ava-cart",
                "Product Added",
                "{\"product_id\": \"p-9\", \"category\": \"scarf\", \"price\": 30, \"currency\": \"EUR\"}");
        await().until(() -> node.json("/v1/profiles/ava-cart").toString().contains("p-9"));
        try (var tab = signedIn(node.apiPort(), "#/customers/ava-cart", ColorScheme.LIGHT)) {
            assertThat(tab.card("Cart")).containsText("p-9");

            tab.press("[");
            assertThat(tab.page().getByText("As it was")).isVisible();
            assertThat(tab.card("What differs from now")).containsText("p-9");
            assertThat(tab.card("Cart")).not().containsText("p-9");
            tab.looksAsIn("console-time-travel").isAccessible();

            tab.press("Escape");
            assertThat(tab.card("Cart")).containsText("p-9");
            assertThat(tab.card("What differs from now")).hasCount(0);
        }
    }

    @Test
    void a_signal_that_is_dismissed_stops_counting_before_ones_eyes() throws Exception {
        for (var country : List.of("DE", "JP")) {
            track(
                    "olga",
                    "Signed In",
                    "{}",
                    "{\"lat\": %s, \"lon\": %s, \"country\": \"%s\"}"
                            .formatted(
                                    country.equals("DE") ? "52.5" : "35.7",
                                    country.equals("DE") ? "13.4" : "139.7",
                                    country));
            await().until(() -> node.json("/v1/profiles/olga").toString().contains("\"" + country + "\""));
        }
        try (var tab = signedIn(node.apiPort(), "#/customers/olga", ColorScheme.LIGHT)) {
            var travel = tab.card("Signals")
                    .getByRole(AriaRole.LISTITEM)
                    .filter(new Locator.FilterOptions().setHasText("Impossible travel"));
            assertThat(tab.card("Fraud")).containsText("Impossible travel");

            travel.getByText("Dismiss").click();

            assertThat(travel).containsText("Dismissed by");
            assertThat(tab.card("Fraud")).not().containsText("Impossible travel");
        }
    }

    @Test
    void what_led_to_a_ticket_and_one_kind_of_interaction_are_picked_from_the_timeline() throws Exception {
        track("uma", "Error Encountered", "{\"code\": \"E-42\"}");
        track("uma", "Support Ticket Opened", "{\"ticketId\": \"t-9\"}");
        await().until(() -> node.json("/v1/profiles/uma").toString().contains("t-9"));
        try (var tab = signedIn(node.apiPort(), "#/customers/uma", ColorScheme.LIGHT)) {
            tab.button("What led to it").click();
            assertThat(tab.card("Before ticket t-9").getByRole(AriaRole.LISTITEM))
                    .hasCount(1);
            assertThat(tab.card("Before ticket t-9")).containsText("E-42");

            tab.button("Whole timeline").click();
            tab.page().getByLabel("Only one kind").selectOption("Support Ticket Opened");
            assertThat(tab.card("Timeline").getByRole(AriaRole.LISTITEM)).hasCount(1);
        }
    }

    @Test
    void who_runs_it_sees_the_pipeline_and_sends_again_what_waits() {
        try (var tab = signedIn(node.apiPort(), "#/pipeline", ColorScheme.LIGHT)) {
            assertThat(tab.card("Projections")).containsText("customer-profile");
            assertThat(tab.card("Cluster")).containsText("answers you");
            assertThat(tab.card("Quarantine")).containsText("No identity");
            awaitLooks(tab.page(), Tab.publishes() ? TWO_MINUTES_OF_LOOKS : 2);
            tab.looksAsIn("console-pipeline").isAccessible();

            tab.card("Quarantine").getByText("Open").first().click();
            assertThat(tab.card("Quarantine").locator("pre")).isVisible();
            tab.card("Quarantine")
                    .getByText("Replay", new Locator.GetByTextOptions().setExact(true))
                    .first()
                    .click();
            assertThat(tab.card("Quarantine").getByRole(AriaRole.STATUS)).containsText("was sent again");
        }
    }

    @Test
    void lists_are_paged_and_who_is_nobody_or_more_than_one_is_told() throws Exception {
        for (var twin : List.of("twin-1", "twin-2")) {
            node.send(
                    "POST",
                    "/v1/identify",
                    "{\"userId\": \"%s\", \"traits\": {\"email\": \"both@example.com\"}}".formatted(twin));
        }
        await().atMost(Duration.ofSeconds(20))
                .until(() -> node.json("/v1/profiles?email=both@example.com")
                                .path("profiles")
                                .size()
                        == 2);
        try (var tab = signedIn(node.apiPort(), "#/customers", ColorScheme.DARK)) {
            assertThat(tab.page().getByText("Page 1")).isVisible();
            tab.button("Next").click();
            assertThat(tab.page().getByText("Page 2")).isVisible();
            tab.page().getByText("Bought before").click();
            assertThat(tab.page().getByText("Page 1")).isVisible();
            tab.looksAsIn("console-find").isAccessible();

            tab.page().navigate(console(node.apiPort()) + "#/customers?q=nobody-at-all");
            assertThat(tab.page().getByText("Nobody was found")).isVisible();
            tab.page().navigate(console(node.apiPort()) + "#/customers/nobody-at-all");
            assertThat(tab.page().getByText("This customer was never seen")).isVisible();

            tab.page().navigate(console(node.apiPort()) + "#/customers/email:both@example.com");
            assertThat(tab.heading("Who is meant?")).isVisible();
            tab.page().getByText("user_id:twin-2").click();
            assertThat(tab.card("Person")).containsText("both@example.com");

            tab.page().navigate(console(node.apiPort()) + "#/customers/" + NOAH);
            assertThat(tab.heading("Noah Becker")).isVisible();
            tab.isAccessible();
        }
    }

    @Test
    void an_admin_exports_a_customer_and_erases_them_when_sure() throws Exception {
        track("vera", "Product Viewed", "{\"product_id\": \"p-1\"}");
        await().until(() -> node.profile("vera").statusCode() == 200);
        try (var tab = signedIn(node.apiPort(), "#/customers/vera", ColorScheme.LIGHT)) {
            var export = tab.page().waitForDownload(() -> tab.button("Export").click());
            Assertions.assertThat(export.suggestedFilename()).isEqualTo("user_id_vera.json");
            Assertions.assertThat(export.path()).content().contains("\"user_id:vera\"", "p-1");

            erase(tab, "user_id:somebody-else");
            assertThat(tab.card("Privacy")).containsText("Nothing was erased: that was another id");

            erase(tab, "user_id:vera");
            // It is complete once every node has forgotten the key: that takes its time.
            assertThat(tab.page().getByText(Tab.publishes() ? "Complete" : "Read models cleared", exactly()))
                    .isVisible();
            tab.looksAsIn("console-erased").isAccessible();
            tab.page().reload();
            assertThat(tab.page().getByText("erased").first()).isVisible();
            Assertions.assertThat(node.profile("vera").statusCode()).isEqualTo(410);
        }
    }

    private static Page.GetByTextOptions exactly() {
        return new Page.GetByTextOptions().setExact(true);
    }

    private static void erase(Tab tab, String sure) {
        tab.button("Erase …").click();
        tab.page().getByLabel("Reason").fill("asked for by letter");
        tab.page().getByLabel("The customer’s id, to be sure").fill(sure);
        tab.button("Erase").click();
    }

    @Test
    void events_are_read_however_their_bytes_are_cut_and_figures_follow_from_two_looks() {
        try (var tab = chromium.open(console(node.apiPort()), ColorScheme.LIGHT)) {
            Assertions.assertThat(tab.page().evaluate("""
                async () => {
                  const { events } = await import('/console/server-sent-events.js');
                  const text = 'id: 7\\nevent: profile\\ndata: {"a":"\u00e9"}\\n\\n:\\n\\ndata: x\\r\\ndata:y\\r\\n\\r\\ndata: never ended';
                  const body = new ReadableStream({
                    start(bytes) {
                      new TextEncoder().encode(text).forEach((each) => bytes.enqueue(new Uint8Array([each])));
                      bytes.close();
                    },
                  });
                  const told = [];
                  for await (const event of events(body)) {
                    told.push(event ? [event.id, event.event, event.data].join(' ') : 'alive');
                  }
                  return told.join('; ');
                }\
                """))
                    .isEqualTo("7 profile {\"a\":\"\u00e9\"}; alive;  message x\ny");
            Assertions.assertThat(tab.page().evaluate("""
                async () => {
                  const { percentile, rates } = await import('/console/figures.js');
                  const buckets = (...counts) => [5, 10, 25].map((millis, i) => ({ millis, interactions: counts[i] }));
                  const counted = (consumed) => ({ consumed, applied: 0, duplicate: 0, quarantined: 0, skipped: 0 });
                  return [
                    percentile(null, buckets(50, 99, 100), 0.5),
                    percentile(null, buckets(49, 99, 100), 0.5),
                    percentile(buckets(50, 99, 100), buckets(50, 99, 101), 0.5),
                    percentile(buckets(1, 1, 1), buckets(1, 1, 1), 0.5) ?? 'none',
                    rates(counted(10), counted(30), 2).consumed,
                    rates(counted(10), counted(4), 2).consumed,
                  ].join(' ');
                }\
                """)).isEqualTo("5 10 25 none 10 2");
        }
    }

    private static void awaitLooks(Page page, int looks) {
        page.waitForFunction(
                "n => document.querySelector('.chart polyline')?.getAttribute('points').split(' ').length >= n",
                looks,
                new Page.WaitForFunctionOptions().setTimeout(TWO_MINUTES_OF_LOOKS * 3_000));
    }

    private static String console(int port) {
        return "http://127.0.0.1:" + port + "/console/";
    }

    /** By the address that the laptop's launcher prints. */
    private static Tab signedIn(int port, String fragment, ColorScheme scheme) {
        var tab = chromium.open(console(port) + "#key=" + node.adminKey(), scheme);
        assertThat(tab.page()).not().hasURL(Pattern.compile("key="));
        tab.page().navigate(console(port) + fragment);
        return tab;
    }

    private static void track(String customer, String event, String properties) throws Exception {
        track(customer, event, properties, "{}");
    }

    private static void track(String customer, String event, String properties, String location) throws Exception {
        node.track("{\"userId\": \"%s\", \"event\": \"%s\", \"properties\": %s, \"context\": {\"location\": %s}}"
                .formatted(customer, event, properties, location));
    }
}
