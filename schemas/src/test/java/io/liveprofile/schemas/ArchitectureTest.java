package io.liveprofile.schemas;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.liveprofile.schemas");

    @Test
    void only_the_reader_of_json_knows_a_parser() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.liveprofile.schemas.json")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.fasterxml..", "io.liveprofile.schemas.json")
                .check(CLASSES);
    }

    @Test
    void the_contract_stands_on_java_and_a_streaming_parser_alone() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..", "io.liveprofile.schemas..", "com.fasterxml.jackson.core..", "org.jspecify..")
                .check(CLASSES);
    }

    @Test
    void meanings_come_from_fields_alone() {
        noClasses()
                .that()
                .resideInAPackage("io.liveprofile.schemas")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.liveprofile.schemas.typed")
                .check(CLASSES);
    }
}
