package io.liveprofile.persistence.r2dbc.connection;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.util.regex.Pattern;

/** The names of the tables, with their schema where one is configured. */
public record Tables(String schema, String journal, String snapshot, boolean migrate) {
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,62}");
    private static final String SECTION = "pekko.persistence.r2dbc";

    static Tables from(Config root) {
        var config = root.getConfig(SECTION);
        var schema = identifier(config, "schema", true);
        var prefix = schema.isEmpty() ? "" : schema + ".";
        return new Tables(
                schema,
                prefix + identifier(config, "journal.table", false),
                prefix + identifier(config, "snapshot.table", false),
                config.getBoolean("migrate"));
    }

    /** The name of another table of this module, in the same schema. */
    public String named(String table) {
        return schema.isEmpty() ? table : schema + "." + table;
    }

    private static String identifier(Config config, String key, boolean mayBeEmpty) {
        var name = config.getString(key);
        if (!(mayBeEmpty && name.isEmpty()) && !IDENTIFIER.matcher(name).matches()) {
            throw new ConfigException.BadValue(
                    config.getValue(key).origin(),
                    SECTION + "." + key,
                    "must be a plain SQL name of letters, digits and underscores, is " + name);
        }
        return name;
    }
}
