package io.liveprofile.api.endpoint;

/** A request that can't be answered as it stands; thrown from wherever that is noticed, told as its problem. */
public final class BadCall extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public BadCall(Problem problem) {
        super(problem.title(), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
