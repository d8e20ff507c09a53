package io.gridloom.column;

import static io.gridloom.graph.ExecutionTrait.BARRIER;

import io.gridloom.config.AggregateConfig;
import io.gridloom.config.AggregateFunction;
import io.gridloom.config.ColumnConfig;
import io.gridloom.config.DatasetConfig;
import io.gridloom.generator.CellTypes;
import io.gridloom.generator.ColumnDescription;
import io.gridloom.generator.ColumnType;
import io.gridloom.generator.Fields;
import io.gridloom.graph.ExecutionTraits;
import io.gridloom.problem.NearMiss;
import io.gridloom.problem.Problems;
import io.gridloom.problem.Shown;
import io.gridloom.schema.CellType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Dataset-wide columns: {@code column_type: aggregate}, a function of all rows, of a group of them,
 * or of a block of consecutive rows.
 */
public final class AggregateType implements ColumnType {

  /** Rows of the longest block: all of a block waits in the memory of one machine. */
  static final int MAX_BATCH = 1_000_000;

  private static final List<String> UNAVAILABLE =
      List.of("rank", "dense_rank", "percentile", "top_k", "split", "dedupe");
  private static final Set<AggregateFunction> WITHOUT_TARGET =
      Set.of(AggregateFunction.COUNT, AggregateFunction.SHARE);
  private static final Set<CellType> NUMBERS = Set.of(CellType.INTEGER, CellType.FLOAT);
  private static final Set<CellType> ORDERED =
      Set.of(CellType.INTEGER, CellType.FLOAT, CellType.DATETIME, CellType.TEXT);

  @Override
  public String name() {
    return "aggregate";
  }

  @Override
  public ColumnConfig read(Fields fields) {
    String column = fields.text("name");
    boolean drop = fields.flag("drop", false);
    AggregateFunction function = function(fields);
    Optional<String> target = fields.optionalText("target");
    if (target.isEmpty() && fields.accepted("function") && !WITHOUT_TARGET.contains(function)) {
      fields.problem("target", "target is missing; " + lower(function) + " needs a column", "");
    }
    List<String> by = fields.texts("by");
    return new AggregateConfig(column, drop, function, target, by, scope(fields));
  }

  private static AggregateFunction function(Fields fields) {
    if (fields.raw("function").orElse("") instanceof String name && UNAVAILABLE.contains(name)) {
      fields.problem("function", "aggregate function " + name + " is not available yet", "");
      fields.rest(); // its parameters
      return AggregateFunction.COUNT;
    }
    return fields.oneOf("function", AggregateFunction.class, Optional.empty());
  }

  private static OptionalInt scope(Fields fields) {
    Optional<Object> scope = fields.raw("scope");
    if (scope.isEmpty() || scope.get().equals("dataset")) {
      return OptionalInt.empty();
    }
    if (!(scope.get() instanceof Map<?, ?>)) {
      String found = "found " + Shown.value(scope.get());
      fields.problem("scope", found + "; allowed are dataset and {batch: rows}", "");
      return OptionalInt.empty();
    }
    Fields block = fields.mapping("scope");
    long rows = block.integer("batch");
    if (block.accepted("batch") && (rows < 1 || rows > MAX_BATCH)) {
      block.problem("batch", "found " + rows + "; 1 to " + MAX_BATCH + " is allowed", "");
    }
    return OptionalInt.of((int) Math.max(1, Math.min(rows, MAX_BATCH)));
  }

  private static String lower(AggregateFunction function) {
    return function.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public void check(ColumnConfig column, DatasetConfig dataset, String path, Problems problems) {
    AggregateConfig aggregate = (AggregateConfig) column;
    KnownColumns known = new KnownColumns(dataset);
    aggregate
        .target()
        .filter(target -> exists(target, known, path + ".target", problems))
        .flatMap(target -> new ConfigTypes(dataset, plugin -> Optional.empty()).of(target))
        .ifPresent(type -> checkTarget(aggregate, type, path + ".target", problems));
    for (int i = 0; i < aggregate.by().size(); i++) {
      String at = path + ".by" + (aggregate.by().size() > 1 ? "[" + i + "]" : "");
      exists(aggregate.by().get(i), known, at, problems);
    }
  }

  private static boolean exists(String name, KnownColumns known, String path, Problems problems) {
    if (!known.mayHave(name)) {
      String hint = NearMiss.hint(name, known.names(), "");
      problems.add(path, "there is no column " + Shown.quoted(name), hint);
    }
    return known.mayHave(name);
  }

  private static void checkTarget(
      AggregateConfig aggregate, CellType type, String path, Problems problems) {
    Set<CellType> allowed =
        switch (aggregate.function()) {
          case COUNT -> Set.of(CellType.values());
          case MIN, MAX -> ORDERED;
          default -> NUMBERS;
        };
    if (!allowed.contains(type)) {
      boolean numbers = allowed.equals(NUMBERS);
      problems.add(
          path,
          String.format(
              "column %s is %s; %s needs %s",
              Shown.quoted(aggregate.target().orElse("")),
              type.name().toLowerCase(Locale.ROOT),
              lower(aggregate.function()),
              numbers ? "numbers" : "numbers, datetimes or text"),
          numbers ? "Aggregate an expression column of dtype int or float" : "");
    }
  }

  @Override
  public ColumnDescription describe(ColumnConfig column, DatasetConfig dataset, CellTypes types) {
    AggregateConfig aggregate = (AggregateConfig) column;
    List<String> dependencies = new ArrayList<>(aggregate.target().stream().toList());
    dependencies.addAll(aggregate.by());
    return new ColumnDescription(
        ExecutionTraits.of(BARRIER),
        dependencies.stream().distinct().toList(),
        List.of(),
        new ConfigTypes(dataset, types).of(column.name()).orElse(CellType.TEXT),
        Optional.empty(),
        aggregate.batch());
  }
}
