package io.liveprofile.server.laptop;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Tells what is being done while it is done, so that a slow first start isn't silence. */
final class Progress {
    private final PrintStream out;

    Progress(PrintStream out) {
        this.out = out;
    }

    /** What takes its time. */
    interface Step {
        void run() throws Exception;
    }

    void step(String what, Step step) {
        out.printf("  %-44s", what + " ...");
        out.flush();
        long start = System.nanoTime();
        try {
            step.run();
            var took = Duration.ofNanos(System.nanoTime() - start);
            out.printf(Locale.ROOT, " %.1f s%n", took.toMillis() / 1000.0);
        } catch (Refusal e) {
            out.println();
            throw e;
        } catch (InterruptedException e) {
            out.println();
            Thread.currentThread().interrupt();
            throw new Refusal("stopped while " + what, e);
        } catch (Exception e) {
            out.println();
            throw new Refusal(what + " failed: " + e, e);
        }
    }
}
