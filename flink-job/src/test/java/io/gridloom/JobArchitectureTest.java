package io.gridloom;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The package rules of the job. */
@AnalyzeClasses(packages = "io.gridloom", importOptions = DoNotIncludeTests.class)
class JobArchitectureTest {

  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices().matching("io.gridloom.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule THE_COMMAND_LINE_KNOWS_NO_FLINK =
      noClasses()
          .that()
          .resideInAPackage("io.gridloom.cli")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.flink..");

  @ArchTest
  static final ArchRule PROTOCOLS_KNOW_NO_FLINK =
      noClasses()
          .that()
          .resideInAPackage("io.gridloom.coordination")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.flink..");
}
