package io.liveprofile.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ScreenshotAnimations;
import com.microsoft.playwright.options.ScreenshotCaret;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One page of the console, and what its browser complained of. */
final class Tab implements AutoCloseable {
    private static final Path IMAGES = Path.of("target", "console");

    /** {@code -Dconsole.images=../docs/images}: where the images go besides. */
    private static final Optional<Path> PUBLISHED =
            Optional.ofNullable(System.getProperty("console.images")).map(Path::of);

    /** The browser says so of each answer that is a problem; the page tells it better. */
    private static final String ANSWERED_WITH_A_PROBLEM = "Failed to load resource";

    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();

    Tab(BrowserContext context, String url) {
        this.context = context;
        page = context.newPage();
        page.onConsoleMessage(message -> {
            if (!message.type().equals("log") && !message.text().startsWith(ANSWERED_WITH_A_PROBLEM)) {
                complaints.add(message.type() + ": " + message.text());
            }
        });
        page.onPageError(complaints::add);
        page.onRequest(request -> {
            if (!request.url().startsWith("http://127.0.0.1:")) {
                complaints.add("asked " + request.url());
            }
        });
        page.navigate(url);
    }

    static boolean publishes() {
        return PUBLISHED.isPresent();
    }

    Page page() {
        return page;
    }

    Locator heading(String text) {
        return page.getByRole(AriaRole.HEADING, new GetByRoleOptions().setName(text));
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
    }

    /** A part of the page, by its heading. */
    Locator card(String title) {
        return page.getByRole(
                AriaRole.REGION, new GetByRoleOptions().setName(title).setExact(true));
    }

    void press(String key) {
        page.keyboard().press(key);
    }

    Tab looksAsIn(String image) {
        var png = page.screenshot(new ScreenshotOptions()
                .setAnimations(ScreenshotAnimations.DISABLED)
                .setCaret(ScreenshotCaret.HIDE));
        Images.write(IMAGES.resolve(image + ".png"), png);
        PUBLISHED.ifPresent(folder -> Images.write(folder.resolve(image + ".png"), png));
        return this;
    }

    /** Readable and usable without seeing, a mouse, or good eyes, as far as a program can tell. */
    Tab isAccessible() {
        assertThat(new AxeBuilder(page).analyze().getViolations())
                .extracting(Tab::text)
                .isEmpty();
        return this;
    }

    private static String text(Rule violation) {
        return violation.getImpact() + ": " + violation.getHelp() + ": "
                + violation.getNodes().getFirst().getHtml();
    }

    @Override
    public void close() {
        context.close();
        assertThat(complaints).isEmpty();
    }
}
