package io.liveprofile.api.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.apache.pekko.http.javadsl.model.Uri;
import org.apache.pekko.http.scaladsl.model.IllegalUriException;

class ParametersProperties {

    @Property
    void what_is_read_without_decoding_is_what_the_server_decodes(
            @ForAll
                    @StringLength(max = 12)
                    @Chars({'a', 'B', '7', ',', ':', '~', '=', '=', '&', '&', '%', '+', '|', '/'})
                    String raw) {
        var plain = Parameters.plain(raw);

        plain.ifPresent(read -> assertThat(read).isEqualTo(decoded(raw)));
    }

    @Example
    void what_engines_ask_is_read_without_decoding() {
        assertThat(Parameters.plain("fields=traits,counts&after=a-1.b_2~&at=&at=2026-11-20T10:00:00Z"))
                .isEqualTo(Optional.of(Map.of("fields", "traits,counts", "after", "a-1.b_2~", "at", "")));
    }

    @Example
    void what_must_be_decoded_is() {
        assertThat(Parameters.of(Uri.create("/?name=Ava%20B&name=C&tier=a+b")))
                .isEqualTo(Map.of("name", "Ava B", "tier", "a b"));
        assertThat(Parameters.of(Uri.create("/"))).isEmpty();
    }

    private static Map<String, String> decoded(String raw) {
        var parameters = new HashMap<String, String>();
        try {
            Uri.create("/?" + raw)
                    .query()
                    .toList()
                    .forEach(each -> parameters.putIfAbsent(each.first(), each.second()));
        } catch (IllegalUriException e) {
            throw new AssertionError("the server refuses it", e);
        }
        return parameters;
    }
}
