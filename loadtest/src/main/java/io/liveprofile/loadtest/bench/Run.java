package io.liveprofile.loadtest.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** One call of one bench: plays the rounds and gathers the figures. */
public final class Run {
    private final String bench;
    private final int rounds;
    private final boolean quick;
    private final PrintStream progress;
    private final List<Figure> figures = new ArrayList<>();

    Run(String bench, int rounds, boolean quick, PrintStream progress) {
        if (rounds < Bench.ROUNDS_MIN) {
            throw new IllegalArgumentException("the bench " + bench + " asks for " + rounds + " rounds; at least "
                    + Bench.ROUNDS_MIN + " tell something");
        }
        this.bench = bench;
        this.rounds = rounds;
        this.quick = quick;
        this.progress = progress;
    }

    /** A sanity run of seconds: sizes should be small, and no target is judged. */
    public boolean quick() {
        return quick;
    }

    /**
     * One unmeasured round of each, then the measured ones in turn, each round beginning with another contestant: what
     * disturbs the machine for a while disturbs all of them alike.
     */
    public Rounds interleaved(List<Contestant> contestants) throws Exception {
        for (var contestant : contestants) {
            say("warm-up", contestant);
            contestant.round().call();
        }
        return cold(contestants);
    }

    /** The same without a warm-up: for contestants who start their processes anew in every round. */
    public Rounds cold(Contestant... contestants) throws Exception {
        return cold(List.of(contestants));
    }

    private Rounds cold(List<Contestant> contestants) throws Exception {
        var measured = new Rounds();
        int count = quick ? 1 : rounds;
        for (int round = 0; round < count; round++) {
            for (int turn = 0; turn < contestants.size(); turn++) {
                var contestant = contestants.get((round + turn) % contestants.size());
                say("round " + (round + 1) + " of " + count, contestant);
                var readings = contestant.round().call();
                progress.println("    " + readings);
                measured.add(contestant.name(), readings);
            }
        }
        return measured;
    }

    public Rounds interleaved(Contestant... contestants) throws Exception {
        return interleaved(List.of(contestants));
    }

    public void report(Figure figure) {
        figures.add(figure);
    }

    String bench() {
        return bench;
    }

    List<Figure> figures() {
        return List.copyOf(figures);
    }

    private void say(String what, Contestant contestant) {
        progress.println("  " + bench + ", " + what + ": " + contestant.name());
    }
}
