package dev.hcpferry.common;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.hcpferry.common.phase.Step;

/** Dependencies point from the services to the engine to the words, never back. */
@AnalyzeClasses(packages = "dev.hcpferry.common", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "dev.hcpferry.common.";

    @ArchTest
    static final ArchRule wordsDependOnNothingOfTheProduct = noClasses()
            .that()
            .resideInAPackage(ROOT + "model..")
            .should()
            .dependOnClassesThat(DescribedPredicate.describe(
                    "belong to another package of the product",
                    found -> found.getPackageName().startsWith("dev.hcpferry.")
                            && !found.getPackageName().startsWith(ROOT + "model")));

    @ArchTest
    static final ArchRule eventsKnowNeitherEngineNorDomain = noClasses()
            .that()
            .resideInAnyPackage(ROOT + "model..", ROOT + "event..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    ROOT + "phase..",
                    ROOT + "messaging..",
                    ROOT + "hypershift..",
                    ROOT + "migration..",
                    ROOT + "tracking..",
                    ROOT + "cluster..");

    @ArchTest
    static final ArchRule engineKnowsNoMigration = noClasses()
            .that()
            .resideInAPackage(ROOT + "phase..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + "messaging..", ROOT + "hypershift..", ROOT + "migration..", ROOT + "tracking..");

    @ArchTest
    static final ArchRule domainKnowsNoMessaging = noClasses()
            .that()
            .resideInAnyPackage(ROOT + "hypershift..", ROOT + "cluster..", ROOT + "bundle..", ROOT + "etcd..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + "messaging..", ROOT + "tracking..", ROOT + "api..");

    @ArchTest
    static final ArchRule commonCodeKnowsNoService = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.hcpferry.backup..", "dev.hcpferry.restore..", "dev.hcpferry.cleanup..");

    @ArchTest
    static final ArchRule stepsAreFinal = classes()
            .that()
            .implement(Step.class)
            .and()
            .areNotInterfaces()
            .should()
            .haveModifier(JavaModifier.FINAL);
}
