package io.liveprofile.profile.rules;

import io.liveprofile.profile.domain.Hash64;
import io.liveprofile.profile.domain.judgement.Rules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Where the rules come from: a file of them and a folder of segments, or what comes with the service. */
public record RulesFolder(Optional<Path> rulesFile, Optional<Path> segmentsFolder) {
    private static final String OWN = "rules.yaml";
    private static final int VERSION_DIGITS = 8;
    private static final String YAML = ".yaml";

    public static final RulesFolder OF_THE_SERVICE = new RulesFolder(Optional.empty(), Optional.empty());

    /** @throws BadRules where a file can't be read or isn't right */
    public Rules read() {
        var main = rulesFile.map(RulesFolder::text).orElseGet(RulesFolder::ownText);
        var segments = segmentsFolder.map(RulesFolder::texts).orElse(List.of());
        var file = RulesFile.of(main);
        return new Rules(
                version(file.version(), main, segments),
                file.churn(),
                file.cart(),
                file.fraud(),
                SegmentFiles.of(segments));
    }

    /** Its author's word, and a hash of all that stands in it: rules that differ never share a version. */
    private static String version(String word, RulesText main, List<RulesText> segments) {
        var hash = new Hash64().add(main.content());
        segments.forEach(each -> hash.add(each.content()));
        return word + "-" + HexFormat.of().toHexDigits(hash.finish()).substring(0, VERSION_DIGITS);
    }

    private static List<RulesText> texts(Path folder) {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(YAML))
                    .sorted()
                    .map(RulesFolder::text)
                    .toList();
        } catch (IOException e) {
            throw new BadRules(folder.toString(), folder + " can't be read", e);
        }
    }

    private static RulesText text(Path file) {
        try {
            return new RulesText(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new BadRules(file.toString(), file + " can't be read", e);
        }
    }

    private static RulesText ownText() {
        try (var in = Objects.requireNonNull(RulesFolder.class.getResourceAsStream(OWN))) {
            return new RulesText(OWN, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
