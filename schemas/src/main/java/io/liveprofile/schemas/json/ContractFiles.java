package io.liveprofile.schemas.json;

import io.liveprofile.schemas.Catalogue;
import io.liveprofile.schemas.Contract;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads the catalogue from its files: {@code <group>/<interaction>.v<version>.json}, all of them named in
 * {@code index.txt} because a jar can't be listed.
 */
public final class ContractFiles {
    /** What every {@code $id} begins with. */
    public static final String ID = "https://liveprofile.io/schemas/";

    private static final String BUNDLED = "/io/liveprofile/schemas/";
    private static final String INDEX = "index.txt";
    private static final String SHARED = "shared/";
    private static final String ENVELOPE = "shared/envelope.v1.json";
    private static final Pattern NAME = Pattern.compile("([a-z]+)/[a-z0-9-]+\\.v([1-9][0-9]{0,3})\\.json");

    @FunctionalInterface
    private interface Source {
        InputStream open(String file) throws IOException;
    }

    private ContractFiles() {}

    /** The catalogue of this version of the service. */
    public static Catalogue bundled() {
        return read(file -> {
            var in = ContractFiles.class.getResourceAsStream(BUNDLED + file);
            if (in == null) {
                throw new BadSchema(file, "", "is listed and doesn't exist");
            }
            return in;
        });
    }

    /** A catalogue in a folder, such as that of the last release. */
    public static Catalogue in(Path folder) {
        return read(file -> Files.newInputStream(folder.resolve(file)));
    }

    private static Catalogue read(Source source) {
        try {
            var files = new HashMap<String, Map<String, Object>>();
            for (var file : index(source)) {
                try (var in = source.open(file)) {
                    files.put(file, JsonTree.read(file, in));
                }
            }
            return catalogue(files);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Catalogue catalogue(Map<String, Map<String, Object>> files) {
        var compiler = new SchemaCompiler(files);
        var contracts = new ArrayList<Contract>();
        for (var file : files.keySet()) {
            if (!compiler.keywords(file).text("$id").equals(ID + file)) {
                throw new BadSchema(file, "/$id", "must be " + ID + file);
            }
            if (!file.startsWith(SHARED)) {
                contracts.add(contract(compiler, file));
            }
        }
        return new Catalogue(contracts, contract(compiler, ENVELOPE));
    }

    private static Contract contract(SchemaCompiler compiler, String file) {
        var name = NAME.matcher(file);
        if (!name.matches()) {
            throw new BadSchema(file, "", "is not named <group>/<interaction>.v<version>.json");
        }
        var says = compiler.keywords(file);
        if (says.text("title").isEmpty() || says.text("description").isEmpty()) {
            throw new BadSchema(file, "", "needs a title and a description");
        }
        return new Contract(
                says.text("title"),
                Integer.parseInt(name.group(2)),
                name.group(1),
                says.text("description"),
                says.texts("x-aliases"),
                compiler.record(file));
    }

    private static List<String> index(Source source) throws IOException {
        try (var in = new BufferedReader(new InputStreamReader(source.open(INDEX), StandardCharsets.UTF_8))) {
            return in.lines().filter(line -> !line.isBlank()).toList();
        }
    }
}
