package io.liveprofile.api.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.settings.ServerSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PatienceTest {
    private static final Patience SHORT = new Patience(Optional.of(Duration.ofMillis(1)));
    private static final HttpResponse ANSWER = HttpResponse.create().withStatus(204);

    @Test
    void an_answer_that_is_there_is_told_as_it_is() {
        var answered = CompletableFuture.completedFuture(ANSWER);

        assertThat(SHORT.within(answered)).isSameAs(answered).isCompletedWithValue(ANSWER);
    }

    @Test
    void whoever_has_waited_long_enough_is_told_that_it_is_late_and_what_comes_then_is_dropped() {
        var answered = new CompletableFuture<HttpResponse>();

        var told = SHORT.within(answered).toCompletableFuture();

        assertThat(told.join().status().intValue()).isEqualTo(503);
        answered.complete(ANSWER);
        assertThat(told.join().status().intValue()).isEqualTo(503);
    }

    @Test
    void an_answer_that_comes_in_time_is_told() {
        var answered = new CompletableFuture<HttpResponse>();

        var told = new Patience(Optional.of(Duration.ofMinutes(1)))
                .within(answered)
                .toCompletableFuture();
        assertThat(told).isNotDone();
        answered.complete(ANSWER);

        assertThat(told).isCompletedWithValue(ANSWER);
    }

    @Test
    void it_ends_when_the_servers_would_which_waits_no_more_itself() {
        assertThat(Patience.of(server("3s"))).isEqualTo(new Patience(Optional.of(Duration.ofSeconds(3))));
        assertThat(Patience.of(server("infinite"))).isEqualTo(new Patience(Optional.empty()));
        assertThat(Patience.leftTo(server("3s")).getTimeouts().requestTimeout().toNanos())
                .isZero();
    }

    private static ServerSettings server(String requestTimeout) {
        return ServerSettings.create(ConfigFactory.parseString("pekko.http.server.request-timeout = " + requestTimeout)
                .withFallback(ConfigFactory.load()));
    }
}
