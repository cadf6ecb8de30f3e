package io.liveprofile.profile;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final String DOMAIN = "io.liveprofile.profile.domain..";

    private final JavaClasses module = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.liveprofile.profile");

    @Test
    void the_domain_is_plain_java() {
        classes()
                .that()
                .resideInAPackage(DOMAIN)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        DOMAIN,
                        "io.liveprofile.schemas..",
                        "java.lang..",
                        "java.util..",
                        "java.math..",
                        "java.nio.charset..",
                        "org.jspecify..")
                .check(module);
    }

    @Test
    void the_domain_has_no_clock_and_takes_no_chance() {
        noClasses()
                .that()
                .resideInAPackage(DOMAIN)
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(Clock.class, Instant.class, java.util.Random.class)
                .orShould()
                .callMethod(java.util.UUID.class, "randomUUID")
                .check(module);
    }

    @Test
    void actors_and_commands_stay_inside() {
        noClasses()
                .that()
                .resideInAPackage("io.liveprofile.profile")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.pekko..", "io.liveprofile.profile.entity..", "io.liveprofile.profile.wire..")
                .check(module);
    }
}
