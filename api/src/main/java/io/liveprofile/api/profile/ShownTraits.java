package io.liveprofile.api.profile;

import java.util.Map;
import java.util.Optional;

/**
 * The personal traits of one customer, as their reader may see them.
 *
 * @param json by name: whole values
 */
record ShownTraits(Map<String, String> json) {
    static final ShownTraits NONE = new ShownTraits(Map.of());

    Optional<String> json(String name) {
        return Optional.ofNullable(json.get(name));
    }
}
