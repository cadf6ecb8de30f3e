package io.liveprofile.api.judgement;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.liveprofile.api.endpoint.BadCall;
import io.liveprofile.api.endpoint.Problem;
import io.liveprofile.profile.domain.facts.Whereabouts;
import io.liveprofile.profile.domain.judgement.Decision;
import io.liveprofile.schemas.typed.Money;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The body of a request for a decision. */
final class Attempts {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> KNOWN =
            new TreeSet<>(Set.of("decisionId", "orderId", "amount", "deviceId", "deviceType", "country", "position"));
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
    private static final long CENTS_MAX = 1_000_000_000_000L;
    private static final long METRES_MAX = 20_000_000;
    private static final int LATITUDE_MAX = 90;
    private static final int LONGITUDE_MAX = 180;

    private Attempts() {}

    static Decision.Attempt read(byte[] body, Decision.Kind kind, Instant at) {
        var asked = object(body);
        return new Decision.Attempt(
                kind,
                text(asked, "decisionId")
                        .orElseThrow(() -> bad("/decisionId", "is needed: asking again with it gets the same answer")),
                text(asked, "orderId"),
                amount(asked.path("amount"), kind),
                where(asked),
                at.toEpochMilli());
    }

    private static JsonNode object(byte[] body) {
        JsonNode parsed;
        try {
            parsed = JSON.readTree(body);
        } catch (IOException e) {
            parsed = JSON.missingNode();
        }
        if (!parsed.isObject()) {
            throw new BadCall(Problem.badRequest("The body must be a JSON object with decisionId."));
        }
        parsed.fieldNames().forEachRemaining(name -> {
            if (!KNOWN.contains(name)) {
                throw bad("/" + name, "is not known here; there are " + String.join(", ", KNOWN));
            }
        });
        return parsed;
    }

    private static Optional<String> text(JsonNode asked, String name) {
        var told = asked.path(name);
        if (told.isMissingNode() || told.isNull()) {
            return Optional.empty();
        }
        int bytes = told.asText().getBytes(StandardCharsets.UTF_8).length;
        if (!told.isTextual() || bytes == 0 || bytes > Decision.ID_BYTES_MAX) {
            throw bad("/" + name, "must be a text of 1 to " + Decision.ID_BYTES_MAX + " bytes");
        }
        return Optional.of(told.asText());
    }

    private static Optional<Money> amount(JsonNode told, Decision.Kind kind) {
        if (told.isMissingNode() || told.isNull()) {
            if (kind == Decision.Kind.PAYMENT) {
                throw bad("/amount", "is needed, as {\"currency\": \"EUR\", \"cents\": 1999}");
            }
            return Optional.empty();
        }
        var cents = told.path("cents");
        if (!cents.isIntegralNumber() || cents.asLong() < 0 || cents.asLong() > CENTS_MAX) {
            throw bad("/amount/cents", "must be a whole number from 0 to " + CENTS_MAX);
        }
        var currency = told.path("currency");
        if (!currency.isTextual() || !CURRENCY.matcher(currency.asText()).matches()) {
            throw bad("/amount/currency", "must be a code of ISO 4217, such as EUR");
        }
        return Optional.of(new Money(currency.asText(), cents.asLong()));
    }

    private static Whereabouts where(JsonNode asked) {
        var position = asked.path("position");
        boolean placed = !position.isMissingNode() && !position.isNull();
        return Whereabouts.told(
                text(asked, "deviceId"),
                text(asked, "deviceType"),
                text(asked, "country"),
                placed ? Optional.of(number(position, "lat", -LATITUDE_MAX, LATITUDE_MAX)) : Optional.empty(),
                placed ? Optional.of(number(position, "lon", -LONGITUDE_MAX, LONGITUDE_MAX)) : Optional.empty(),
                placed && position.has("accuracyM")
                        ? Optional.of(number(position, "accuracyM", 0, METRES_MAX))
                        : Optional.empty());
    }

    private static BigDecimal number(JsonNode position, String name, long min, long max) {
        var told = position.path(name);
        if (!told.isNumber()
                || told.decimalValue().compareTo(BigDecimal.valueOf(min)) < 0
                || told.decimalValue().compareTo(BigDecimal.valueOf(max)) > 0) {
            throw bad("/position/" + name, "must be a number from " + min + " to " + max);
        }
        return told.decimalValue();
    }

    private static BadCall bad(String field, String rule) {
        return new BadCall(Problem.badField(field, rule));
    }
}
