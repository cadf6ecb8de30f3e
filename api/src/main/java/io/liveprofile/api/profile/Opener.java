package io.liveprofile.api.profile;

import io.liveprofile.sealing.SealedValue;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Breaks seals: one answer for each value, in the order given; empty where nobody can. */
@FunctionalInterface
public interface Opener {

    CompletionStage<List<Optional<byte[]>>> open(List<SealedValue> values);
}
