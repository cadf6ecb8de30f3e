package io.liveprofile.api.privacy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.liveprofile.api.judgement.SignalJson;
import io.liveprofile.profile.JournalPage.Written;
import io.liveprofile.profile.LiveProfile;
import io.liveprofile.profile.domain.Interaction;
import io.liveprofile.profile.domain.ProfileEvent.Decided;
import io.liveprofile.profile.domain.ProfileEvent.Erased;
import io.liveprofile.profile.domain.ProfileEvent.Inherited;
import io.liveprofile.profile.domain.ProfileEvent.Judging;
import io.liveprofile.profile.domain.ProfileEvent.Linked;
import io.liveprofile.profile.domain.ProfileEvent.LookedAgain;
import io.liveprofile.profile.domain.ProfileEvent.MergedAway;
import io.liveprofile.profile.domain.ProfileEvent.Observed;
import io.liveprofile.profile.domain.ProfileEvent.Reopened;
import io.liveprofile.profile.domain.ProfileEvent.Reviewed;
import io.liveprofile.profile.domain.facts.Entry;
import io.liveprofile.profile.domain.facts.Sentence;
import io.liveprofile.schemas.Fields;
import io.liveprofile.schemas.Value;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** What is told to a person about themselves: each entry of the journal, with what was inferred from it and by which rules. */
final class ExportJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ExportJson() {}

    static String head(LiveProfile profile, Instant now) {
        var json = JSON.createObjectNode();
        json.put("id", profile.id().toString());
        json.put("requestedId", profile.requestedId().toString());
        json.put("exportedAt", now.toString());
        Summary.of(profile).forEach(json.putArray("summary")::add);
        return json.toString();
    }

    static String entry(Written written, Opened opened) {
        var json = JSON.createObjectNode();
        json.put("sequence", written.sequence());
        json.put("storedAt", written.at().toString());
        switch (written.event()) {
            case Observed observed -> {
                json.put("what", "interactions");
                interactions(json.putArray("interactions"), observed.interactions(), opened);
            }
            case LookedAgain looked -> json.put("what", "silence").put("upTo", time(looked.atMillis()));
            case Decided decided -> json.put("what", "decision").set("decision", SignalJson.json(decided.decision()));
            case Reviewed reviewed -> json.put("what", "review").set("review", SignalJson.json(reviewed.review()));
            case Inherited inherited -> {
                json.put("what", "inherited");
                var decisions = json.putArray("decisions");
                inherited.decisions().forEach(each -> decisions.add(SignalJson.json(each)));
                var reviews = json.putArray("reviews");
                inherited.reviews().forEach(each -> reviews.add(SignalJson.json(each)));
            }
            case Linked(var link) ->
                json.put("what", "link")
                        .put("anonymousId", link.anonymous().toString())
                        .put("outcome", link.outcome().name().toLowerCase(Locale.ROOT));
            case MergedAway(var into) -> json.put("what", "merged").put("into", into.toString());
            case Reopened(var atMillis, var _) -> json.put("what", "reopened").put("since", time(atMillis));
            case Erased erased -> json.put("what", "erased").put("requestId", erased.requestId());
        }
        if (written.event() instanceof Judging judging) {
            judged(json, judging);
        }
        return json.toString();
    }

    private static void judged(ObjectNode json, Judging judging) {
        judging.standing().judgement().ifPresent(judgement -> json.set("judgement", SignalJson.json(judgement)));
        var signals = judging.standing().signals();
        if (!signals.isEmpty()) {
            var list = json.putArray("signals");
            signals.forEach(signal -> list.add(SignalJson.json(signal)));
        }
    }

    private static void interactions(ArrayNode list, List<Interaction> interactions, Opened opened) {
        var entries = Entry.of(interactions);
        for (int i = 0; i < interactions.size(); i++) {
            var interaction = interactions.get(i);
            var json = list.addObject();
            json.put("messageId", interaction.messageId());
            json.put("name", interaction.name());
            json.put("sentence", Sentence.of(entries.get(i)));
            json.put("at", time(interaction.atMillis()));
            json.put("receivedAt", time(interaction.receivedAtMillis()));
            json.put("schemaVersion", interaction.schemaVersion());
            json.put("source", interaction.source().toString());
            interaction.beside().ifPresent(beside -> json.put("anonymousId", beside.toString()));
            interaction.origin().ifPresent(origin -> json.put("origin", origin.toString()));
            fields(json.putObject("fields"), interaction.fields(), opened);
        }
    }

    private static void fields(ObjectNode json, Fields fields, Opened opened) {
        fields.forEach((path, value) -> json.set(path, value(value, opened)));
    }

    private static JsonNode value(Value value, Opened opened) {
        return switch (value) {
            case Value.Text(var text) -> JSON.getNodeFactory().textNode(text);
            case Value.Number(var number) -> JSON.getNodeFactory().numberNode(number);
            case Value.Flag(var flag) -> JSON.getNodeFactory().booleanNode(flag);
            case Value.Listing(var entries) -> {
                var list = JSON.createArrayNode();
                entries.forEach(entry -> fields(list.addObject(), entry, opened));
                yield list;
            }
            case Value.Sealed sealed ->
                opened.of(sealed).orElseGet(() -> JSON.getNodeFactory().nullNode());
        };
    }

    private static String time(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }
}
