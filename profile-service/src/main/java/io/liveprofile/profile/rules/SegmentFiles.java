package io.liveprofile.profile.rules;

import io.liveprofile.profile.domain.judgement.Segment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The segments of a folder's files. */
final class SegmentFiles {
    private static final int SEGMENTS_MAX = 200;
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,47}");

    private SegmentFiles() {}

    /** By the alphabet. */
    static List<Segment> of(List<RulesText> texts) {
        var segments = new ArrayList<Segment>();
        var names = new HashSet<String>();
        for (var text : texts) {
            segments.addAll(YamlPart.whole(text, file -> file.parts("segments", part -> segment(part, names))));
        }
        segments.sort(Comparator.comparing(Segment::name));
        return List.copyOf(segments);
    }

    private static Segment segment(YamlPart part, Set<String> names) {
        var name = part.text("name");
        if (!NAME.matcher(name).matches()) {
            throw part.bad(
                    "name", "a segment's name is of small letters, digits, _ and -, at most 48, is \"" + name + "\"");
        }
        if (!names.add(name)) {
            throw part.bad("name", "there is a segment \"" + name + "\" already");
        }
        if (names.size() > SEGMENTS_MAX) {
            throw part.bad("name", "more than " + SEGMENTS_MAX + " segments");
        }
        try {
            return CelSegment.of(name, part.text("title"), part.text("when"));
        } catch (IllegalArgumentException e) {
            throw part.bad("when", "the condition of \"" + name + "\" can't be read: " + e.getMessage());
        }
    }
}
