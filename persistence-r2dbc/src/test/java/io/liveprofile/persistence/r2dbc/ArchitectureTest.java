package io.liveprofile.persistence.r2dbc;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.liveprofile.persistence.r2dbc");

    @Test
    void the_plugin_knows_no_other_part_of_live_profile() {
        noClasses()
                .should()
                .dependOnClassesThat(JavaClass.Predicates.resideInAPackage("io.liveprofile..")
                        .and(com.tngtech.archunit.base.DescribedPredicate.not(
                                JavaClass.Predicates.resideInAPackage("io.liveprofile.persistence.r2dbc.."))))
                .check(CLASSES);
    }

    @Test
    void the_journal_knows_neither_queries_nor_projections() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "..r2dbc.journal..", "..r2dbc.snapshot..", "..r2dbc.recovery..", "..r2dbc.connection..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..r2dbc.query..", "..r2dbc.projection..")
                .check(CLASSES);
    }
}
