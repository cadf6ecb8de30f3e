package io.liveprofile.server.laptop;

import io.liveprofile.embedded.FreePort;
import java.util.Map;
import java.util.Optional;

/** Where one node listens. */
record NodePorts(int api, int management, int remote) {
    static final String HOST = "127.0.0.1";

    NodePorts plus(int offset) {
        return new NodePorts(api + offset, management + offset, remote + offset);
    }

    Map<String, String> environment() {
        return Map.of(
                "LIVE_PROFILE_HTTP_PORT", String.valueOf(api),
                "LIVE_PROFILE_MANAGEMENT_PORT", String.valueOf(management),
                "LIVE_PROFILE_REMOTE_PORT", String.valueOf(remote));
    }

    void refuseTaken() {
        refuseTaken(api, "the API", "--port");
        refuseTaken(management, "health and metrics", "--management-port");
        refuseTaken(remote, "the nodes' own talk", "--remote-port");
    }

    private static void refuseTaken(int port, String what, String option) {
        if (!Ports.isFree(port)) {
            throw new Refusal("port " + port + " (" + what + ") is in use"
                    + PortOwner.of(port).map(owner -> " by " + owner).orElse("")
                    + ": stop that, or choose another with "
                    + option + " "
                    + Optional.of(port + 10).filter(Ports::isFree).orElse(FreePort.find()));
        }
    }

    String apiUrl() {
        return "http://" + HOST + ":" + api;
    }

    String managementUrl() {
        return "http://" + HOST + ":" + management;
    }

    String seed() {
        return HOST + ":" + remote;
    }
}
