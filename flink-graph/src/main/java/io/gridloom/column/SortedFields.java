package io.gridloom.column;

import io.gridloom.config.AggregateFunction;
import io.gridloom.config.SortedConfig;
import io.gridloom.config.SortedFunction;
import io.gridloom.generator.Fields;
import io.gridloom.problem.Problems;
import io.gridloom.problem.Shown;
import io.gridloom.schema.CellType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

/** The fields of aggregate columns whose function needs the rows in order. */
final class SortedFields {

  private static final Set<AggregateFunction> FUNCTIONS =
      Set.of(
          AggregateFunction.RANK,
          AggregateFunction.DENSE_RANK,
          AggregateFunction.PERCENTILE,
          AggregateFunction.SPLIT,
          AggregateFunction.DEDUPE);
  private static final double DEFAULT_THRESHOLD = 0.85;
  private static final double LEAST_THRESHOLD = 0.5; // below it there is hardly a row without kin
  private static final double SUM_TOLERANCE = 1e-9; // 0.1 + 0.2 + 0.7 is not quite 1

  /** How a dedupe compares. */
  private enum Method {
    EXACT,
    MINHASH
  }

  private SortedFields() {}

  static boolean has(AggregateFunction function) {
    return FUNCTIONS.contains(function);
  }

  static SortedConfig read(
      Fields fields,
      String column,
      boolean drop,
      AggregateFunction function,
      List<String> by,
      OptionalInt batch) {
    List<String> target =
        function == AggregateFunction.SPLIT ? List.of() : target(fields, function);
    SortedFunction read =
        switch (function) {
          case RANK, DENSE_RANK ->
              new SortedFunction.Rank(
                  function == AggregateFunction.DENSE_RANK, fields.flag("descending", false));
          case PERCENTILE -> new SortedFunction.Percentile();
          case SPLIT -> new SortedFunction.Split(parts(fields));
          default ->
              new SortedFunction.Dedupe(threshold(fields), fields.flag("drop_duplicates", false));
        };
    return new SortedConfig(column, drop, read, target, by, batch);
  }

  private static List<String> target(Fields fields, AggregateFunction function) {
    List<String> target = fields.texts("target");
    boolean dedupe = function == AggregateFunction.DEDUPE;
    String name = AggregateType.lower(function);
    boolean refused = fields.has("target") && !fields.accepted("target");
    if (target.isEmpty() && !refused) {
      String needed = dedupe ? " needs one or more columns" : " needs a column";
      fields.problem("target", "target is missing; " + name + needed, "");
    } else if (target.size() > 1 && !dedupe) {
      fields.problem(
          "target", "found " + target.size() + " columns; " + name + " needs one column", "");
    }
    return target;
  }

  private static Map<String, Double> parts(Fields fields) {
    Map<String, Double> parts = new LinkedHashMap<>();
    Fields shares = fields.mapping("parts");
    if (!(fields.raw("parts").orElse("") instanceof Map<?, ?> names)) {
      return parts;
    }
    boolean sound = true;
    for (Object key : names.keySet()) {
      String part = String.valueOf(key);
      double share = shares.number(part);
      if (shares.accepted(part) && share <= 0) {
        shares.problem(part, "found " + share + "; a share above 0 is needed", "");
      }
      sound &= shares.accepted(part);
      parts.put(part, share);
    }
    double sum = parts.values().stream().mapToDouble(Double::doubleValue).sum();
    if (sound && Math.abs(sum - 1) > SUM_TOLERANCE) {
      fields.problem("parts", "the shares add up to " + sum + "; they must add up to 1", "");
    }
    return parts;
  }

  private static OptionalDouble threshold(Fields fields) {
    boolean minhash =
        fields.oneOf("method", Method.class, Optional.of(Method.EXACT)) == Method.MINHASH;
    if (!fields.has("threshold")) {
      return minhash ? OptionalDouble.of(DEFAULT_THRESHOLD) : OptionalDouble.empty();
    }
    double threshold = fields.number("threshold");
    boolean known = !fields.has("method") || fields.accepted("method");
    if (known && !minhash) {
      fields.problem(
          "threshold", "a threshold belongs to method minhash", "Remove it or set the method");
    } else if (fields.accepted("threshold") && !(threshold >= LEAST_THRESHOLD && threshold <= 1)) {
      fields.problem(
          "threshold", "found " + threshold + "; " + LEAST_THRESHOLD + " to 1 is allowed", "");
    }
    return OptionalDouble.of(threshold);
  }

  static void checkTarget(
      SortedConfig column, String target, CellType type, String path, Problems problems) {
    boolean minhash =
        column.function() instanceof SortedFunction.Dedupe dedupe && dedupe.threshold().isPresent();
    if (minhash && type != CellType.TEXT) {
      problems.add(
          path,
          "column %s is %s; dedupe by minhash needs text".formatted(Shown.quoted(target), type),
          "Use method exact");
    }
  }
}
