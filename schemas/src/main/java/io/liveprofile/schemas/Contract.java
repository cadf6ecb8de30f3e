package io.liveprofile.schemas;

import java.util.List;

/**
 * What producers and the profile agreed on for one interaction.
 *
 * @param name as it is counted in profiles
 * @param group the part of the vocabulary that it belongs to
 * @param aliases the other names that producers send it under
 * @param record of the whole record: the envelope, its context, and the properties or traits
 */
public record Contract(String name, int version, String group, String sentence, List<String> aliases, Shape record) {

    public Contract {
        aliases = List.copyOf(aliases);
    }
}
