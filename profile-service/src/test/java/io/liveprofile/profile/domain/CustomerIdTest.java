package io.liveprofile.profile.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CustomerIdTest {

    @ParameterizedTest
    @ValueSource(strings = {"auth0|5f7c", "a:b", "100%", "%7C", "💚", "שלום", "user_id:x", "anonymous_id:y", " ", "/"})
    void any_id_comes_back_from_its_escaped_form(String value) {
        assertThat(CustomerId.unescape(CustomerId.user(value).escaped())).isEqualTo(CustomerId.user(value));
        assertThat(CustomerId.unescape(CustomerId.anonymous(value).escaped())).isEqualTo(CustomerId.anonymous(value));
        assertThat(CustomerId.unescapedText(CustomerId.user(value).escaped()))
                .isEqualTo(CustomerId.user(value).toString());
        assertThat(CustomerId.user(value).escaped()).doesNotContain("|");
    }

    @Test
    void a_bare_id_is_a_user_id() {
        assertThat(CustomerId.parse("ava")).isEqualTo(CustomerId.user("ava"));
        assertThat(CustomerId.parse("anonymous_id:a-1")).isEqualTo(CustomerId.anonymous("a-1"));
    }

    @Test
    void an_id_may_have_200_bytes_once_escaped_and_no_more() {
        assertThat(CustomerId.problem("x".repeat(200))).isEmpty();
        assertThat(CustomerId.problem("x".repeat(201))).contains("it is longer than 200 bytes once escaped");
        assertThat(CustomerId.problem("|".repeat(66))).isEmpty();
        assertThat(CustomerId.problem("|".repeat(67))).contains("it is longer than 200 bytes once escaped");
    }

    @Test
    void what_postgresql_or_utf_8_can_not_hold_is_no_id() {
        assertThat(CustomerId.problem("a\0b")).contains("it holds U+0000");
        assertThat(CustomerId.problem("a\uD83D")).contains("it holds a lone surrogate");
        assertThat(CustomerId.problem("\uDC9A")).contains("it holds a lone surrogate");
        assertThat(CustomerId.problem("")).contains("it is empty");
    }
}
