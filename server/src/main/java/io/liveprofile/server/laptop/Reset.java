package io.liveprofile.server.laptop;

import java.util.Locale;

/** Throws the data of earlier runs away. */
final class Reset {
    private Reset() {}

    /** False where somebody thought better of it. */
    static boolean confirmed(Options options, DataDirectory data, Progress progress) {
        if (data.isFresh()) {
            return true;
        }
        if (!options.yes && !agreed(data)) {
            return false;
        }
        Leftovers.clear(data, progress);
        progress.step("throwing " + data + " away", data::reset);
        return true;
    }

    private static boolean agreed(DataDirectory data) {
        var console = System.console();
        if (console == null || !console.isTerminal()) {
            throw new Refusal(
                    "--reset throws away all that is in " + data + " and there is nobody to ask: say --yes too");
        }
        var answer = console.readLine("Throw away all that is in %s? [y/N] ", data);
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
    }
}
