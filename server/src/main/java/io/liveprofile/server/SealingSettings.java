package io.liveprofile.server;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import io.liveprofile.sealing.MasterKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What {@code live-profile.sealing} says; each is explained there. */
public record SealingSettings(MasterKey masterKey, int keysKeptMax) {
    private static final String SECTION = "live-profile.sealing.";

    static SealingSettings from(Config root) {
        return new SealingSettings(masterKey(root), keysKeptMax(root));
    }

    private static MasterKey masterKey(Config root) {
        var file = SECTION + "master-key-file";
        if (root.hasPath(file)) {
            return parsed(root, file, read(root, file));
        }
        var key = SECTION + "master-key";
        return parsed(root, key, root.getString(key));
    }

    private static String read(Config root, String key) {
        try {
            return Files.readString(Path.of(root.getString(key)));
        } catch (IOException e) {
            throw new ConfigException.BadValue(root.getValue(key).origin(), key, "must be a file that can be read", e);
        }
    }

    /** Never quotes the key. */
    private static MasterKey parsed(Config root, String key, String base64) {
        try {
            return MasterKey.parse(base64);
        } catch (IllegalArgumentException e) {
            throw new ConfigException.BadValue(root.getValue(key).origin(), key, String.valueOf(e.getMessage()));
        }
    }

    private static int keysKeptMax(Config root) {
        var key = SECTION + "keys-kept-max";
        int max = root.getInt(key);
        if (max < 1) {
            throw new ConfigException.BadValue(root.getValue(key).origin(), key, "must be at least 1, is " + max);
        }
        return max;
    }
}
