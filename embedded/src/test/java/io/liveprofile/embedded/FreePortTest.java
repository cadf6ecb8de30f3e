package io.liveprofile.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FreePortTest {

    @Test
    void no_port_is_given_twice_and_none_that_an_outgoing_connection_may_take() {
        var ports = IntStream.range(0, 300).mapToObj(_ -> FreePort.find()).toList();

        assertThat(ports).doesNotHaveDuplicates().allMatch(port -> port >= FreePort.MIN && port < FreePort.MAX);
    }

    @Test
    void a_server_can_listen_there() throws Exception {
        int port = FreePort.find();

        try (var server = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(server.getLocalPort()).isEqualTo(port);
        }
    }
}
