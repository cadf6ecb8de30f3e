package io.liveprofile.persistence.r2dbc.projection;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Says how projections stand, and what they shall do: from any node, through the tables that all runners obey. */
public interface ProjectionControl {

    /** The most parked envelopes that one answer tells. */
    int PARKED_MAX = 1_000;

    /**
     * How all stand that ever ran, by name, told by one look at the journal; what builds the next tables of another one is no
     * projection of its own.
     */
    CompletionStage<Map<String, List<ProjectionStatus>>> all();

    /** One entry per slice range; empty when no projection of that name ever ran. */
    CompletionStage<List<ProjectionStatus>> status(String projection);

    /** Once it has answered true, no batch is committed until {@link #resume}; false: unknown projection. */
    CompletionStage<Boolean> pause(String projection);

    CompletionStage<Boolean> resume(String projection);

    /** Back to the start of the journal, running or paused; what was parked is forgotten, since it comes again. */
    CompletionStage<Boolean> reset(String projection);

    /** Newest first. */
    CompletionStage<List<ParkedEnvelope>> parked(String projection);

    /** By projection; one that has parked nothing is missing. */
    CompletionStage<Map<String, Long>> parkedCounts();

    /**
     * Which projections haven't taken this entry in yet, those that build the next tables of another one among them. One
     * that has parked it, or an earlier one of the same id, hasn't.
     *
     * @param writtenAt as the journal has it, to the microsecond
     */
    CompletionStage<Set<String>> behind(String persistenceId, long sequenceNr, Instant writtenAt);

    /**
     * Hands a parked envelope to the projection again, and with it what came after it of the same id, so that an older
     * state never stays in the place of a newer one. False where it isn't parked; fails, and keeps it parked with the new
     * error, where it still can't be handled.
     */
    CompletionStage<Boolean> retry(String projection, String persistenceId, long sequenceNr);

    /** Builds the projection's tables anew beside those that are read; they take over when they have caught up. */
    CompletionStage<RebuildAnswer> rebuild(String projection);

    /** Gives up what {@link #rebuild} has begun; false where nothing was. */
    CompletionStage<Boolean> cancelRebuild(String projection);

    /** The projections that are being rebuilt. */
    CompletionStage<Set<String>> rebuilding();

    /** Empty where the projection isn't being rebuilt. */
    CompletionStage<Optional<RebuildStatus>> rebuilding(String projection);
}
