package io.liveprofile.persistence.r2dbc.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.liveprofile.persistence.r2dbc.journal.FakeTarget.Key;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever happens, and in whatever order: what was acknowledged is there, and everybody gets an answer. */
class GroupCommitProperties {
    private static final int IDS = 4;

    enum Step {
        WRITE,
        WRITE_POISON,
        ANSWER,
        LOSE_QUESTION,
        LOSE_ANSWER
    }

    @Property
    void what_is_acknowledged_is_there_once_without_gaps_and_nobody_waits_for_ever(
            @ForAll @Size(max = 60) List<Step> steps,
            @ForAll @IntRange(min = 1, max = 5) int entriesMax,
            @ForAll @IntRange(min = 1, max = 8) int queueMax,
            @ForAll @IntRange(min = 1, max = 3) int lanes,
            @ForAll @IntRange(max = 3) int nextLaneFromEntries) {
        var postgres = new FakeTarget();
        postgres.poisonous.add("poison");
        var connections = new ArrayList<FakeTarget>(List.of(postgres));
        while (connections.size() < lanes) {
            connections.add(postgres.beside());
        }
        var commits = new GroupCommit(
                connections.stream()
                        .map(each -> new Lane(
                                each,
                                new Lane.Bounds(entriesMax, 1_000_000, Duration.ofSeconds(15)),
                                each,
                                new FlushMetrics(new SimpleMeterRegistry())))
                        .toList(),
                nextLaneFromEntries,
                queueMax);
        var answers = new LinkedHashMap<Key, CompletableFuture<Void>>();
        var next = new HashMap<String, Long>();

        int turn = 0;
        for (var step : steps) {
            Collections.rotate(connections, 1);
            var connection = connections.getFirst();
            switch (step) {
                case WRITE, WRITE_POISON -> {
                    var id = "id" + turn++ % IDS;
                    long sequenceNr = next.merge(id, 1L, Long::sum);
                    var manifest = step == Step.WRITE ? "" : "poison";
                    answers.put(
                            new Key(id, sequenceNr),
                            commits.add(id, 1, () -> FakeTarget.write(id, sequenceNr, "w", manifest))
                                    .toCompletableFuture());
                }
                case ANSWER -> ifUnderWay(connection, connection::answer);
                case LOSE_QUESTION -> ifUnderWay(connection, connection::loseQuestion);
                case LOSE_ANSWER -> ifUnderWay(connection, connection::loseAnswer);
            }
        }
        while (connections.stream().anyMatch(each -> each.underWay() > 0)) {
            connections.forEach(FakeTarget::answerAll);
        }

        answers.forEach((key, answer) -> {
            assertThat(answer).as("%s is answered", key).isDone();
            if (!isUnknown(answer)) {
                assertThat(postgres.table.containsKey(key))
                        .as("%s is in the table just if it was acknowledged", key)
                        .isEqualTo(!answer.isCompletedExceptionally());
            }
            if (key.sequenceNr() > 1 && !answer.isCompletedExceptionally() && !failedBefore(answers, key)) {
                assertThat(postgres.table).containsKey(new Key(key.persistenceId(), key.sequenceNr() - 1));
            }
        });
        assertThat(commits.queuedEntries()).isZero();
        assertThat(commits.heldWrites()).isZero();
    }

    /** Lost for longer than the patience lasts: told as a failure, and may yet be there. */
    private static boolean isUnknown(CompletableFuture<Void> answer) {
        return answer.isCompletedExceptionally() && answer.exceptionNow() instanceof FlushTarget.Lost;
    }

    private static boolean failedBefore(LinkedHashMap<Key, CompletableFuture<Void>> answers, Key key) {
        return answers.entrySet().stream()
                .anyMatch(each -> each.getKey().persistenceId().equals(key.persistenceId())
                        && each.getKey().sequenceNr() < key.sequenceNr()
                        && each.getValue().isCompletedExceptionally());
    }

    private static void ifUnderWay(FakeTarget postgres, Runnable action) {
        if (postgres.underWay() > 0) {
            action.run();
        }
    }
}
