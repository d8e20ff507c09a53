package io.gridloom;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The package rules of the library. */
@AnalyzeClasses(packages = "io.gridloom", importOptions = DoNotIncludeTests.class)
class GraphArchitectureTest {

  @ArchTest
  static final ArchRule THE_LIBRARY_KNOWS_NO_FLINK =
      noClasses().should().dependOnClassesThat().resideInAPackage("org.apache.flink..");

  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices().matching("io.gridloom.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule THE_GRAPH_STANDS_ALONE =
      noClasses()
          .that()
          .resideInAPackage("io.gridloom.graph")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.gridloom.config..", "io.gridloom.generator..", "io.gridloom.dataset..");

  @ArchTest
  static final ArchRule TEMPLATES_STAND_ALONE =
      noClasses()
          .that()
          .resideInAPackage("io.gridloom.template..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.gridloom.config..",
              "io.gridloom.generator..",
              "io.gridloom.row..",
              "io.gridloom.problem..");
}
