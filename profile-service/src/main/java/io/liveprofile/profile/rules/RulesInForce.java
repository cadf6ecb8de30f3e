package io.liveprofile.profile.rules;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import io.liveprofile.profile.domain.judgement.Rules;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorSystem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rules that judge on this node: read at the start, and again whenever their files have changed. */
public final class RulesInForce {
    private static final Logger LOG = LoggerFactory.getLogger(RulesInForce.class);

    private static final String FILE = "live-profile.profile.rules-file";
    private static final String FOLDER = "live-profile.profile.segments-folder";
    private static final String EVERY = "live-profile.profile.rules-reload-every";

    private final RulesFolder folder;
    private volatile Rules current;
    private String complaint = "";

    private RulesInForce(RulesFolder folder, Rules current) {
        this.folder = folder;
        this.current = current;
    }

    /** @throws ConfigException naming the key, where the rules can't be used */
    public static RulesInForce start(ActorSystem<?> system) {
        var config = system.settings().config();
        var folder = new RulesFolder(path(config, FILE), path(config, FOLDER));
        var rules = new RulesInForce(folder, first(config, folder));
        Duration every = config.getDuration(EVERY);
        if (every.isNegative() || every.isZero()) {
            throw new ConfigException.BadValue(config.getValue(EVERY).origin(), EVERY, "must be more than nothing");
        }
        system.scheduler().scheduleWithFixedDelay(every, every, rules::reload, system.executionContext());
        return rules;
    }

    private static Rules first(Config config, RulesFolder folder) {
        try {
            return folder.read();
        } catch (BadRules e) {
            var key = folder.segmentsFolder()
                            .filter(path -> e.file().startsWith(path.toString()))
                            .isPresent()
                    ? FOLDER
                    : FILE;
            throw new ConfigException.BadValue(config.getValue(key).origin(), key, e.told(), e);
        }
    }

    private static Optional<Path> path(Config config, String key) {
        var told = config.getString(key);
        return told.isEmpty() ? Optional.empty() : Optional.of(Path.of(told));
    }

    public Rules current() {
        return current;
    }

    /** Rules that aren't right are told of, once, and change nothing. */
    private synchronized void reload() {
        try {
            var read = folder.read();
            complaint = "";
            if (!read.version().equals(current.version())) {
                LOG.info("The rules {} judge from now on, instead of {}", read.version(), current.version());
                current = read;
            }
        } catch (BadRules e) {
            complain(e.told());
        } catch (RuntimeException e) {
            // Whatever it is, the files are looked at again.
            complain(e.toString());
        }
    }

    private void complain(String told) {
        if (!complaint.equals(told)) {
            complaint = told;
            LOG.error("The rules {} stay, since the new ones can't be used: {}", current.version(), complaint);
        }
    }
}
