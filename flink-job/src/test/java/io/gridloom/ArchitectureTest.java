package io.gridloom;

import static com.tngtech.archunit.lang.SimpleConditionEvent.violated;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.toMap;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The package map of docs/architecture.md, both modules. */
@AnalyzeClasses(packages = "io.gridloom", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String ROOT = "io.gridloom";
  private static final String FLINK = "org.apache.flink";

  /** May be imported by everyone but the graph and the templates. */
  private static final Set<String> FLOOR =
      Set.of("problem", "random", "schema", "row", "config", "config.job");

  /** What each package may import, beside the floor and itself. */
  private static final Map<String, Set<String>> LIBRARY =
      map(
          """
          problem:
          random:
          schema:
          row:             schema
          config:          schema
          config.job:      config
          template:
          template.syntax: template
          template.value:  template
          template.eval:   template template.syntax template.value
          graph:
          generator:       graph
          config.read:     generator
          column:          generator graph template template.syntax
          dataset:         config.read generator graph
          plan:            dataset generator graph
          sampler:         generator template.value
          expression:      generator template template.eval template.value
          aggregate:       generator
          execution:       aggregate dataset generator graph plan
          """);

  private static final Map<String, Set<String>> JOB_WITHOUT_FLINK =
      map(
          """
          model:
          model.provider:  model
          model.quota:
          model.call:      generator model model.quota
          llm:             expression generator model model.call model.provider model.quota template
          plugin:          generator
          coordination:    aggregate model.quota
          output:          codec
          kafka:
          rundir:
          control:         rundir
          cli:             cluster config.read control dataset execution generator graph plan plugin progress run rundir
          """);

  private static final Map<String, Set<String>> JOB_ON_FLINK =
      map(
          """
          key:
          codec:
          state:           aggregate codec key
          flinkinternal:   aggregate coordination generator key model.quota
          source:          execution flinkinternal key
          operator:        codec config.read coordination dataset execution flinkinternal generator key model.quota plan source state
          operator.sort:   aggregate coordination dataset execution flinkinternal generator key operator plan state
          output.file:     codec output
          output.kafka:    codec expression generator kafka output template template.eval
          source.kafka:    codec dataset flinkinternal generator kafka key source
          topology:        codec dataset flinkinternal key model.quota operator operator.sort plan source source.kafka state
          (root):          codec dataset execution key model.provider operator output output.file output.kafka plan source.kafka state topology
          cluster:         flinkinternal rundir state
          table:           (root) config.read dataset flinkinternal generator plan
          progress:        dataset flinkinternal generator graph key plan rundir state
          run:             (root) cluster config.read control dataset execution flinkinternal generator key model.call model.provider model.quota operator output output.file output.kafka plan plugin progress rundir source.kafka
          """);

  /** What Flink's documents tell users to use, or extend for a serializer, but nobody annotated. */
  private static final Map<String, Set<String>> NOT_ANNOTATED =
      Map.of(
          "codec", Set.of("TypeSerializerSingleton"),
          "output.file", Set.of("OutputFileConfig"),
          "(root)", Set.of("GenericRecordAvroTypeInfo"));

  private static final List<String> API =
      Stream.of("Public", "PublicEvolving", "Experimental")
          .map(name -> FLINK + ".annotation." + name)
          .toList();

  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices().matching(ROOT + ".(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule PACKAGES_IMPORT_WHAT_THE_MAP_SAYS =
      classes().should(onlyDependOn("what the map says", ArchitectureTest::isOnTheMap));

  @ArchTest
  static final ArchRule FLINK_IS_WHERE_THE_MAP_SAYS =
      classes()
          .should(
              onlyDependOn(
                  "Flink where the map says",
                  dependency ->
                      !isFlinks(target(dependency))
                          || JOB_ON_FLINK.containsKey(name(dependency.getOriginClass()))));

  @ArchTest
  static final ArchRule ONLY_ONE_PACKAGE_USES_WHAT_FLINK_CALLS_INTERNAL =
      classes()
          .should(onlyDependOn("Flink's published API", ArchitectureTest::isPublishedOrAllowed));

  private static Map<String, Set<String>> map(String lines) {
    return lines
        .lines()
        .map(line -> line.split(":", 2))
        .collect(
            toMap(parts -> parts[0].strip(), parts -> Set.of(parts[1].strip().split(" ", -1))));
  }

  private static ArchCondition<JavaClass> onlyDependOn(String what, Predicate<Dependency> allowed) {
    return new ArchCondition<>("only depend on " + what) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        type.getDirectDependenciesFromSelf().stream()
            .filter(allowed.negate())
            .forEach(dependency -> events.add(violated(dependency, dependency.getDescription())));
      }
    };
  }

  private static boolean isOnTheMap(Dependency dependency) {
    String from = name(dependency.getOriginClass());
    Optional<Set<String>> line =
        Stream.of(LIBRARY, JOB_WITHOUT_FLINK, JOB_ON_FLINK)
            .filter(map -> map.containsKey(from))
            .map(map -> map.get(from))
            .findFirst();
    if (line.isEmpty()) {
      return false; // a package that nobody put on the map
    }
    if (!isOurs(target(dependency))) {
      return true;
    }
    String to = name(target(dependency));
    boolean standsAlone =
        FLOOR.contains(from) || from.equals("graph") || from.startsWith("template");
    return from.equals(to) || line.get().contains(to) || (!standsAlone && FLOOR.contains(to));
  }

  private static boolean isPublishedOrAllowed(Dependency dependency) {
    JavaClass target = target(dependency);
    String from = name(dependency.getOriginClass());
    return !isFlinks(target)
        || from.equals("flinkinternal")
        || isPublished(target)
        || NOT_ANNOTATED.getOrDefault(from, Set.of()).contains(target.getSimpleName());
  }

  /** Flink annotates a class, or the one around it. */
  private static boolean isPublished(JavaClass type) {
    return API.stream().anyMatch(type::isAnnotatedWith)
        || type.getEnclosingClass().map(ArchitectureTest::isPublished).orElse(false);
  }

  private static JavaClass target(Dependency dependency) {
    return dependency.getTargetClass().getBaseComponentType();
  }

  private static boolean isOurs(JavaClass type) {
    return type.getPackageName().startsWith(ROOT);
  }

  private static boolean isFlinks(JavaClass type) {
    return type.getPackageName().startsWith(FLINK);
  }

  private static String name(JavaClass type) {
    String name = type.getPackageName();
    return name.equals(ROOT) ? "(root)" : name.substring(ROOT.length() + 1);
  }
}
