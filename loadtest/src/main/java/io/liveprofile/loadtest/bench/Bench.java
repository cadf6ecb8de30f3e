package io.liveprofile.loadtest.bench;

/**
 * One question about speed. Lives in {@code src/test/java/**&#47;bench/<Name>Bench.java} of the module it measures, with a
 * main of one line, {@code Benches.main(new JournalBench(), args)}; the first sentence of its Javadoc is what
 * {@code ./bench --list} tells about it.
 */
public interface Bench {
    int ROUNDS_MIN = 3;

    /** Measured rounds of each contestant; at least {@link #ROUNDS_MIN}. */
    default int rounds() {
        return ROUNDS_MIN;
    }

    /** Starts what it needs, measures by {@link Run#interleaved}, tells by {@link Run#report}, stops what it started. */
    void run(Run run) throws Exception;
}
