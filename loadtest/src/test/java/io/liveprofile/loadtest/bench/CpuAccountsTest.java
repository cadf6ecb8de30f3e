package io.liveprofile.loadtest.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class CpuAccountsTest {
    @Test
    void the_work_of_a_living_child_is_booked() throws Exception {
        var busy = start("sh -c 'while :; do :; done'; :");
        try {
            var accounts = CpuAccounts.ofThisJvmAnd(busy.pid());

            Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> accounts.othersMicros() >= 100_000);
        } finally {
            stop(busy);
        }
    }

    @Test
    void the_work_of_an_ended_child_stays_booked() throws Exception {
        var waiting = start("timeout 0.5 sh -c 'while :; do :; done'; echo ended; read line");
        try {
            var accounts = CpuAccounts.ofThisJvmAnd(waiting.pid());
            assertThat(waiting.inputReader().readLine()).isEqualTo("ended");

            assertThat(accounts.othersMicros()).isGreaterThan(50_000);
        } finally {
            stop(waiting);
        }
    }

    @Test
    void a_process_knows_its_parent() throws Exception {
        var child = new ProcessBuilder("cat").start();
        try {
            assertThat(CpuAccounts.parentOf(child.pid()))
                    .isEqualTo(ProcessHandle.current().pid());
        } finally {
            child.destroyForcibly();
        }
    }

    @Test
    void the_work_of_this_jvm_is_booked() {
        var accounts = CpuAccounts.ofThisJvm();
        long before = accounts.micros();

        Awaitility.await()
                .pollInSameThread()
                .pollDelay(0, TimeUnit.MILLISECONDS)
                .until(() -> accounts.micros() > before);
    }

    @Test
    void a_process_that_is_not_there_is_refused() {
        assertThatThrownBy(() -> CpuAccounts.ofThisJvmAnd(Long.MAX_VALUE)).hasMessageContaining("no process");
    }

    private static Process start(String script) throws Exception {
        return new ProcessBuilder("sh", "-c", script).start();
    }

    private static void stop(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
