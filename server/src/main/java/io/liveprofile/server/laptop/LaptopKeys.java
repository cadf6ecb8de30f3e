package io.liveprofile.server.laptop;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.liveprofile.api.access.Role;
import io.liveprofile.server.cli.AdminApi;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A key for each role, so that everything can be tried at once: made by the first run, kept for the next ones. */
final class LaptopKeys {
    private static final ObjectMapper JSON = new ObjectMapper();

    private LaptopKeys() {}

    static Map<String, String> ensure(DataDirectory data, String api) throws IOException {
        var admin = new AdminApi(api, data.adminKey());
        var active = active(admin);
        var keys = new TreeMap<>(kept(data));
        keys.values().removeIf(key -> active.stream().noneMatch(id -> key.startsWith("lp_" + id + "_")));
        for (var role : Role.values()) {
            if (role != Role.ADMIN && !keys.containsKey(role.word())) {
                keys.put(role.word(), created(admin, role));
            }
        }
        OwnersFile.write(data.apiKeys(), JSON.writeValueAsString(keys));
        keys.put(Role.ADMIN.word(), data.adminKey());
        return keys;
    }

    private static Map<String, String> kept(DataDirectory data) throws IOException {
        return Files.exists(data.apiKeys())
                ? JSON.readValue(data.apiKeys().toFile(), new TypeReference<Map<String, String>>() {})
                : Map.of();
    }

    /** The database may be another one than last time. */
    private static Set<String> active(AdminApi admin) {
        var ids = new HashSet<String>();
        for (JsonNode key : admin.get("/v1/keys").path("keys")) {
            if (!key.has("revokedAt")) {
                ids.add(key.path("id").asText());
            }
        }
        return ids;
    }

    private static String created(AdminApi admin, Role role) {
        var asked = JSON.createObjectNode().put("name", "./run").put("role", role.word());
        return admin.post("/v1/keys", asked).path("key").asText();
    }
}
