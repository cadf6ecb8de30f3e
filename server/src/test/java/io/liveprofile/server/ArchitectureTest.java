package io.liveprofile.server;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** What may use what, over all modules: from here all of them can be seen. */
class ArchitectureTest {
    private static final String ROOT = "io.liveprofile.";

    /** Each module, by the name of its package below the root, and the modules that it may use: those below it. */
    private static final Map<String, Set<String>> FLOORS = Map.ofEntries(
            entry(
                    "server",
                    Set.of(
                            "api",
                            "ingest",
                            "projections",
                            "profile",
                            "schemas",
                            "sealing",
                            "persistence",
                            "loadtest",
                            "embedded")),
            entry("api", Set.of("profile", "projections", "ingest", "schemas", "sealing")),
            entry("ingest", Set.of("profile", "schemas", "sealing")),
            entry("projections", Set.of("profile", "schemas", "persistence", "sealing")),
            entry("profile", Set.of("schemas")),
            entry("schemas", Set.of()),
            entry("client", Set.of()),
            entry("sealing", Set.of()),
            entry("persistence", Set.of()),
            entry("loadtest", Set.of("schemas")),
            entry("embedded", Set.of()));

    /** Who may know a library. */
    private static final Map<String, Set<String>> LIBRARIES = Map.of(
            "com.fasterxml.jackson.", Set.of("schemas", "projections", "api", "ingest", "loadtest", "server", "client"),
            "org.apache.kafka.", Set.of("ingest", "projections", "loadtest", "embedded", "server"),
            "org.apache.pekko.", Set.of("persistence", "profile", "projections", "ingest", "api", "server"),
            "io.r2dbc.", Set.of("persistence", "projections", "sealing", "api", "server"),
            "picocli.", Set.of("loadtest", "server"));

    /** What is public only because Java knows no wider "package", and who uses it all the same. */
    private static final Map<String, List<String>> INSIDE = Map.of(
            "io.liveprofile.profile.entity.",
            List.of("io.liveprofile.profile.", "io.liveprofile.server.Roles"),
            "io.liveprofile.profile.wire.",
            List.of("io.liveprofile.profile."),
            "io.liveprofile.ingest.decode.",
            List.of("io.liveprofile.ingest."),
            "io.liveprofile.ingest.flow.",
            List.of("io.liveprofile.ingest."),
            "io.liveprofile.persistence.r2dbc.journal.",
            List.of("io.liveprofile.persistence."),
            "io.liveprofile.persistence.r2dbc.query.",
            List.of("io.liveprofile.persistence."),
            "io.liveprofile.persistence.r2dbc.recovery.",
            List.of("io.liveprofile.persistence."),
            "io.liveprofile.persistence.r2dbc.snapshot.",
            List.of("io.liveprofile.persistence."),
            "io.liveprofile.loadtest.",
            List.of("io.liveprofile.loadtest.", "io.liveprofile.server.laptop.", "io.liveprofile.server.cli."),
            "io.liveprofile.embedded.",
            List.of("io.liveprofile.embedded.", "io.liveprofile.server.laptop."));

    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.liveprofile");

    @Test
    void every_module_stands_on_a_floor_and_every_floor_has_its_module() {
        assertThat(OURS.stream().map(ArchitectureTest::module).collect(Collectors.toSet()))
                .isEqualTo(FLOORS.keySet());
    }

    @Test
    void each_module_uses_only_what_is_below_it() {
        assertThat(uses(use -> isOurs(use.getTargetClass())
                        && !module(use.getOriginClass()).equals(module(use.getTargetClass()))
                        && !FLOORS.getOrDefault(module(use.getOriginClass()), Set.of())
                                .contains(module(use.getTargetClass()))))
                .isEmpty();
    }

    @Test
    void each_library_is_known_where_it_is_needed_and_nowhere_else() {
        LIBRARIES.forEach((library, modules) -> assertThat(
                        uses(use -> use.getTargetClass().getName().startsWith(library)
                                && !modules.contains(module(use.getOriginClass()))))
                .as(library)
                .isEmpty());
    }

    @Test
    void what_is_inside_a_module_is_used_there_alone() {
        INSIDE.forEach((inside, users) -> assertThat(uses(
                        use -> use.getTargetClass().getName().startsWith(inside)
                                && users.stream()
                                        .noneMatch(user ->
                                                use.getOriginClass().getName().startsWith(user))))
                .as(inside)
                .isEmpty());
    }

    @Test
    void the_oracle_shares_nothing_with_what_it_checks() {
        assertThat(uses(use -> use.getOriginClass().getName().startsWith("io.liveprofile.projections.oracle.")
                        && isOurs(use.getTargetClass())
                        && !use.getTargetClass().getName().startsWith("io.liveprofile.projections.oracle.")))
                .isEmpty();
    }

    @Test
    void every_package_says_what_it_is_and_that_null_is_the_exception() {
        assertThat(OURS.stream()
                        .map(JavaClass::getPackage)
                        .distinct()
                        .filter(found -> !found.isAnnotatedWith(NullMarked.class))
                        .map(JavaPackage::getName))
                .isEmpty();
    }

    private static Stream<String> uses(Predicate<Dependency> which) {
        return OURS.stream()
                .flatMap(user -> user.getDirectDependenciesFromSelf().stream())
                .filter(which)
                .map(Dependency::getDescription);
    }

    private static boolean isOurs(JavaClass used) {
        return used.getName().startsWith(ROOT);
    }

    private static String module(JavaClass ours) {
        return ours.getPackageName().substring(ROOT.length()).split("\\.", 2)[0];
    }
}
