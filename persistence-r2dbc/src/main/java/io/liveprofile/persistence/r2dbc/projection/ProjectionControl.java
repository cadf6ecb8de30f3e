package io.liveprofile.persistence.r2dbc.projection;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Says how projections stand, and what they shall do: from any node, through the tables that all runners obey. */
public interface ProjectionControl {

    /** The most parked envelopes that one answer tells. */
    int PARKED_MAX = 1_000;

    CompletionStage<Set<String>> list();

    /** One entry per slice range; empty when no projection of that name ever ran. */
    CompletionStage<List<ProjectionStatus>> status(String projection);

    /** Once it has answered true, no batch is committed until {@link #resume}; false: unknown projection. */
    CompletionStage<Boolean> pause(String projection);

    CompletionStage<Boolean> resume(String projection);

    /** Back to the start of the journal, running or paused; what was parked is forgotten, since it comes again. */
    CompletionStage<Boolean> reset(String projection);

    /** Newest first. */
    CompletionStage<List<ParkedEnvelope>> parked(String projection);
}
