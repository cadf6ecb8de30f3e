package io.liveprofile.server;

import java.net.BindException;
import java.util.Objects;
import java.util.regex.Pattern;

/** Why a node couldn't start, in one sentence. */
final class StartFailure {
    private static final Pattern ADDRESS = Pattern.compile("\\[/?([^\\]]*:\\d+)]");

    private StartFailure() {}

    static String sentence(Throwable failure) {
        var root = failure;
        var address = "";
        while (root.getCause() != null) {
            address = address.isEmpty() ? address(root) : address;
            root = root.getCause();
        }
        var words = Objects.requireNonNullElse(root.getMessage(), root.toString());
        if (root instanceof BindException || words.contains("Address already in use")) {
            address = address.isEmpty() ? address(root) : address;
            return "another process listens on " + (address.isEmpty() ? "its port" : address) + " already";
        }
        return words.lines().findFirst().orElse(words);
    }

    private static String address(Throwable e) {
        var found = ADDRESS.matcher(Objects.requireNonNullElse(e.getMessage(), ""));
        return found.find() ? found.group(1) : "";
    }
}
