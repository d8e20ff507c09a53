package io.gridloom.dataset;

import io.gridloom.config.ColumnConfig;
import io.gridloom.config.ConstraintConfig;
import io.gridloom.config.DatasetConfig;
import io.gridloom.config.ExpressionConfig;
import io.gridloom.config.KafkaSeed;
import io.gridloom.config.LlmTextConfig;
import io.gridloom.config.PluginConfig;
import io.gridloom.config.SeedColumnConfig;
import io.gridloom.config.read.ReadConfig;
import io.gridloom.generator.ColumnDescription;
import io.gridloom.generator.ColumnType;
import io.gridloom.generator.GeneratorRegistry;
import io.gridloom.problem.NearMiss;
import io.gridloom.problem.Problems;
import io.gridloom.problem.Shown;
import io.gridloom.schema.SchemaField;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Checks columns against each other: names, references, constraints, models, cycles. A column that
 * has a problem of its own is left out of the checks that follow, but for its templates and its
 * model, so that no problem is a mere consequence of another.
 */
final class DatasetChecks {

  private final ReadConfig read;
  private final GeneratorRegistry registry;
  private final DatasetConfig config;
  private final Problems problems;
  private final Map<Integer, ColumnDescription> descriptions = new TreeMap<>();

  DatasetChecks(ReadConfig read, GeneratorRegistry registry) {
    this.read = read;
    this.registry = registry;
    this.config = read.config();
    this.problems = read.problems();
  }

  /** Notes everything that is wrong. */
  void run() {
    Map<String, Integer> byName = checkNames();
    describe();
    Map<String, Integer> producers = checkSideEffects(byName);
    checkDependencies(producers);
    new ConstraintChecks(read).run();
    checkModels();
    checkCycles(producers);
    checkDropped();
  }

  private String path(int column) {
    return read.path(column);
  }

  private Map<String, Integer> checkNames() {
    Map<String, Integer> byName = new LinkedHashMap<>();
    for (int i = 0; i < config.columns().size(); i++) {
      String name = config.columns().get(i).name();
      if (name.isBlank()) {
        if (!read.unread().containsKey(i)) {
          problems.add(path(i) + ".name", "the name is blank; every column needs one");
        }
        continue;
      }
      Integer first = byName.putIfAbsent(name, i);
      if (first != null) {
        String reason = "column " + Shown.quoted(name) + " is there twice, first as " + path(first);
        problems.add(path(i) + ".name", reason, "Rename one of them");
      }
    }
    config.seed().ifPresent(seed -> checkSeedNames(seed, byName));
    return byName;
  }

  /** A column that the seed has may be listed, but only as such. */
  private void checkSeedNames(KafkaSeed seed, Map<String, Integer> byName) {
    for (SchemaField field : seed.columns()) {
      Integer listed = byName.get(field.name());
      if (listed != null
          && !read.unread().containsKey(listed)
          && !(config.columns().get(listed) instanceof SeedColumnConfig)) {
        problems.add(
            path(listed) + ".name",
            "the seed has a column " + Shown.quoted(field.name()) + ", too",
            "Rename one of them");
      }
    }
  }

  private void describe() {
    DatasetConfig visible = read.complete() ? config : withUnknownColumns();
    Map<Integer, ColumnConfig> sound = new TreeMap<>();
    for (int i = 0; i < config.columns().size(); i++) {
      ColumnConfig column = asRead(i);
      Optional<ColumnType> type = registry.type(column.columnType());
      boolean unread = read.unread().containsKey(i);
      if (type.isEmpty() || (unread && !isOfTemplates(column))) {
        continue;
      }
      int before = problems.size();
      type.get().check(column, visible, path(i), problems);
      if (problems.size() == before && !unread) {
        sound.put(i, column);
      }
    }
    Set<String> names = sound.values().stream().map(ColumnConfig::name).collect(Collectors.toSet());
    sound.forEach(
        (i, column) -> descriptions.put(i, registry.describe(column, config, names::contains)));
  }

  private ColumnConfig asRead(int column) {
    return read.unread().getOrDefault(column, config.columns().get(column));
  }

  /**
   * Whether all that is checked are templates, which other fields of the column don't matter to.
   */
  private static boolean isOfTemplates(ColumnConfig column) {
    return column instanceof ExpressionConfig || column instanceof LlmTextConfig;
  }

  /** With a column that stands for those of the seed data, which are not known here. */
  private DatasetConfig withUnknownColumns() {
    Stream<ColumnConfig> seed =
        Stream.of(new PluginConfig("", SeedColumnConfig.TYPE, false, Map.of()));
    return new DatasetConfig(
        Stream.concat(config.columns().stream(), seed).toList(),
        config.constraints(),
        config.models());
  }

  /** Which column fills which name. */
  private Map<String, Integer> checkSideEffects(Map<String, Integer> byName) {
    Map<String, Integer> producers = new HashMap<>(byName);
    descriptions.forEach(
        (i, description) -> {
          for (String sideEffect : description.sideEffectNames()) {
            Integer other = producers.putIfAbsent(sideEffect, i);
            if (other != null) {
              String what = byName.containsKey(sideEffect) ? "is a column, " : "is filled by ";
              problems.add(
                  path(i),
                  "the side effect " + Shown.quoted(sideEffect) + " " + what + path(other),
                  "Rename one of them");
            }
          }
        });
    return producers;
  }

  private void checkDependencies(Map<String, Integer> producers) {
    descriptions.forEach(
        (i, description) -> {
          for (String name : description.dependencies()) {
            if (!producers.containsKey(name) && !mayExist(name)) {
              String reason = "it needs " + Shown.quoted(name) + ", which no column fills";
              problems.add(path(i), reason, NearMiss.hint(name, producers.keySet(), ""));
            }
          }
        });
  }

  /** Whether the name may be a seed column or a side effect of a column that was not read. */
  private boolean mayExist(String name) {
    return !read.complete()
        || read.unread().keySet().stream()
            .anyMatch(i -> name.startsWith(config.columns().get(i).name() + "__"))
        || config.constraints().stream().anyMatch(c -> isRightSide(c, name));
  }

  private static boolean isRightSide(ConstraintConfig constraint, String name) {
    return constraint instanceof ConstraintConfig.Column comparison
        && comparison.column().equals(name); // told as a problem of the constraint
  }

  private void checkModels() {
    if (read.aliases().isEmpty()) {
      return;
    }
    Set<String> aliases = read.aliases().get();
    for (int i = 0; i < config.columns().size(); i++) {
      Optional<String> alias = model(i).filter(name -> !aliases.contains(name));
      if (alias.isPresent()) {
        problems.add(
            path(i) + ".model_alias",
            "there is no model " + Shown.quoted(alias.get()) + "; there are " + Shown.list(aliases),
            NearMiss.hint(alias.get(), aliases, "Add it to model_configs"));
      }
    }
  }

  /** The model that a column names, whatever is wrong with its other fields. */
  private Optional<String> model(int column) {
    if (asRead(column) instanceof LlmTextConfig llm) {
      boolean told = llm.modelAlias().isEmpty() && read.unread().containsKey(column);
      return told ? Optional.empty() : Optional.of(llm.modelAlias());
    }
    return Optional.ofNullable(descriptions.get(column)).flatMap(ColumnDescription::model);
  }

  private void checkCycles(Map<String, Integer> producers) {
    List<List<Integer>> dependencies = new ArrayList<>();
    for (int i = 0; i < config.columns().size(); i++) {
      ColumnDescription description = descriptions.get(i);
      List<String> names = description == null ? List.of() : description.dependencies();
      dependencies.add(names.stream().filter(producers::containsKey).map(producers::get).toList());
    }
    for (List<Integer> cycle : new ColumnOrder(dependencies).cycles()) {
      String names =
          Stream.concat(cycle.stream(), Stream.of(cycle.get(0)))
              .map(i -> config.columns().get(i).name())
              .collect(Collectors.joining(" → "));
      String reason =
          cycle.size() == 1 ? "it depends on itself: " : "columns depend on each other: ";
      String place = constraintOf(cycle).orElseGet(() -> path(cycle.get(0)));
      problems.add(place, reason + names, "Break the cycle");
    }
  }

  /** Where the first constraint stands by which one of the columns depends on the next. */
  private Optional<String> constraintOf(List<Integer> cycle) {
    List<String> names = cycle.stream().map(i -> config.columns().get(i).name()).toList();
    for (int i = 0; i < config.constraints().size(); i++) {
      if (config.constraints().get(i) instanceof ConstraintConfig.Column comparison) {
        int at = names.indexOf(comparison.target());
        if (at >= 0 && comparison.column().equals(names.get((at + 1) % names.size()))) {
          return Optional.of(read.constraintPaths().get(i));
        }
      }
    }
    return Optional.empty();
  }

  private void checkDropped() {
    boolean all = config.columns().stream().allMatch(ColumnConfig::drop);
    if (all && !config.columns().isEmpty() && read.unread().isEmpty()) {
      problems.add("columns", "every column is dropped; at least one must stay");
    }
  }
}
