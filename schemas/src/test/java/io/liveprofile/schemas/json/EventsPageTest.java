package io.liveprofile.schemas.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class EventsPageTest {
    private static final Path PAGE = Path.of("../docs/events.md");
    private static final String BEGIN = "<!-- made from the schemas: begin -->\n";
    private static final String END = "<!-- made from the schemas: end -->\n";

    /** {@code -Dschemas.docs=write} writes it anew. */
    @Test
    void the_page_of_events_tells_what_the_schemas_tell() throws IOException {
        var page = Files.readString(PAGE);
        var made = page.substring(0, page.indexOf(BEGIN))
                + BEGIN
                + EventsPage.of(ContractFiles.bundled())
                + "\n"
                + page.substring(page.indexOf(END));
        if ("write".equals(System.getProperty("schemas.docs"))) {
            Files.writeString(PAGE, made);
        }

        assertThat(Files.readString(PAGE)).isEqualTo(made);
    }
}
