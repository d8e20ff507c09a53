package io.gridloom.column;

import static io.gridloom.graph.ExecutionTrait.BARRIER;

import io.gridloom.config.AggregateConfig;
import io.gridloom.config.AggregateFunction;
import io.gridloom.config.ColumnConfig;
import io.gridloom.config.DatasetConfig;
import io.gridloom.config.SortedConfig;
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

  /** The most values that top_k gives. */
  static final int MAX_K = 1000;

  /** Groups whose results fit into one message: each takes some 100 bytes, 1 MiB is allowed. */
  private static final int MOST_GROUPS = 2_000;

  private static final int DEFAULT_K = 10;
  private static final Set<AggregateFunction> WITHOUT_TARGET =
      Set.of(AggregateFunction.COUNT, AggregateFunction.SHARE);
  private static final OptionalInt NO_K = OptionalInt.empty();
  private static final Set<CellType> NUMBERS = Set.of(CellType.INTEGER, CellType.FLOAT);

  @Override
  public String name() {
    return "aggregate";
  }

  @Override
  public ColumnConfig read(Fields fields) {
    String column = fields.text("name");
    boolean drop = fields.flag("drop", false);
    AggregateFunction function =
        fields.oneOf("function", AggregateFunction.class, Optional.empty());
    if (!fields.accepted("function")) {
      fields.rest(); // whose parameters they are is not known
      return new AggregateConfig(
          column, drop, function, Optional.empty(), List.of(), OptionalInt.empty(), NO_K);
    }
    List<String> by = fields.texts("by");
    OptionalInt batch = scope(fields);
    if (SortedFields.has(function)) {
      return SortedFields.read(fields, column, drop, function, by, batch);
    }
    Optional<String> target = fields.optionalText("target");
    boolean refused = fields.has("target") && !fields.accepted("target");
    if (target.isEmpty() && !refused && !WITHOUT_TARGET.contains(function)) {
      fields.problem("target", "target is missing; " + lower(function) + " needs a column", "");
    }
    OptionalInt k = function == AggregateFunction.TOP_K ? k(fields) : NO_K;
    return new AggregateConfig(column, drop, function, target, by, batch, k);
  }

  private static OptionalInt k(Fields fields) {
    if (!fields.has("k")) {
      return OptionalInt.of(DEFAULT_K);
    }
    long k = fields.integer("k");
    if (fields.accepted("k") && (k < 1 || k > MAX_K)) {
      fields.problem("k", "found " + k + "; 1 to " + MAX_K + " is allowed", "");
    }
    return OptionalInt.of((int) Math.max(1, Math.min(k, MAX_K)));
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

  /** As a config has it. */
  static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public void check(ColumnConfig column, DatasetConfig dataset, String path, Problems problems) {
    KnownColumns known = new KnownColumns(dataset);
    ConfigTypes types = new ConfigTypes(dataset, plugin -> Optional.empty());
    List<String> targets = targets(column);
    for (int i = 0; i < targets.size(); i++) {
      String target = targets.get(i);
      String at = item(path + ".target", i, targets.size());
      if (exists(target, known, at, problems)) {
        types.of(target).ifPresent(type -> checkTarget(column, target, type, at, problems));
      }
    }
    List<String> by = by(column);
    for (int i = 0; i < by.size(); i++) {
      exists(by.get(i), known, item(path + ".by", i, by.size()), problems);
    }
  }

  private static String item(String path, int index, int size) {
    return size > 1 ? path + "[" + index + "]" : path;
  }

  private static List<String> targets(ColumnConfig column) {
    return column instanceof SortedConfig sorted
        ? sorted.target()
        : ((AggregateConfig) column).target().stream().toList();
  }

  private static List<String> by(ColumnConfig column) {
    return column instanceof SortedConfig sorted ? sorted.by() : ((AggregateConfig) column).by();
  }

  private static void checkTarget(
      ColumnConfig column, String target, CellType type, String path, Problems problems) {
    if (column instanceof SortedConfig sorted) {
      SortedFields.checkTarget(sorted, target, type, path, problems);
    } else {
      checkTarget((AggregateConfig) column, type, path, problems);
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
    AggregateFunction function = aggregate.function();
    boolean fits =
        switch (function) {
          case COUNT, TOP_K -> true;
          case MIN, MAX -> type != CellType.BOOLEAN;
          default -> NUMBERS.contains(type);
        };
    if (!fits) {
      boolean numbers = function != AggregateFunction.MIN && function != AggregateFunction.MAX;
      problems.add(
          path,
          String.format(
              "column %s is %s; %s needs %s",
              Shown.quoted(aggregate.target().orElse("")),
              type,
              lower(function),
              numbers ? "numbers" : "numbers, datetimes, text, lists or records"),
          numbers ? "Aggregate an expression column of dtype int or float" : "");
    }
  }

  @Override
  public ColumnDescription describe(ColumnConfig column, DatasetConfig dataset, CellTypes types) {
    List<String> dependencies = new ArrayList<>(targets(column));
    dependencies.addAll(by(column));
    OptionalInt batch =
        column instanceof SortedConfig sorted ? sorted.batch() : ((AggregateConfig) column).batch();
    return new ColumnDescription(
        ExecutionTraits.of(BARRIER),
        dependencies.stream().distinct().toList(),
        List.of(),
        new ConfigTypes(dataset, types).of(column.name()).orElse(CellType.TEXT),
        Optional.empty(),
        batch,
        batch.isEmpty() && needsSort(column, dataset));
  }

  private static boolean needsSort(ColumnConfig column, DatasetConfig dataset) {
    if (!(column instanceof AggregateConfig aggregate)) {
      return true;
    }
    List<String> kept = new ArrayList<>(aggregate.by()); // something of each combination
    if (aggregate.function() == AggregateFunction.TOP_K) {
      kept.addAll(targets(aggregate));
    }
    return new DistinctValues(dataset).mayBeMoreThan(MOST_GROUPS, kept);
  }
}
