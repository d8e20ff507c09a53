package io.gridloom.dataset;

import io.gridloom.config.ColumnConfig;
import io.gridloom.config.ConstraintConfig;
import io.gridloom.config.DatasetConfig;
import io.gridloom.config.PluginConfig;
import io.gridloom.config.SamplerConfig;
import io.gridloom.config.read.ReadConfig;
import io.gridloom.config.read.ReadConstraint;
import io.gridloom.dataset.SamplerRange.Kind;
import io.gridloom.problem.NearMiss;
import io.gridloom.problem.Problems;
import io.gridloom.problem.Shown;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Checks constraints: what they compare, and whether the declared ranges leave anything over. */
final class ConstraintChecks {

  private final ReadConfig read;
  private final DatasetConfig config;
  private final Problems problems;

  ConstraintChecks(ReadConfig read) {
    this.read = read;
    this.config = read.config();
    this.problems = read.problems();
  }

  void run() {
    for (ReadConstraint one : read.constraints()) {
      if (one.sound()) {
        check(one.constraint(), one.path());
      } else {
        checkNames(one.constraint(), one.path());
      }
    }
  }

  /** Of a constraint with a problem nothing else can be said. */
  private void checkNames(ConstraintConfig constraint, String path) {
    if (!constraint.target().isEmpty()) {
      sampler(constraint.target(), path + ".target_column");
    }
    if (constraint instanceof ConstraintConfig.Column comparison
        && !comparison.column().isEmpty()) {
      sampler(comparison.column(), path + ".rhs");
    }
  }

  private void check(ConstraintConfig constraint, String path) {
    Optional<SamplerConfig> target = sampler(constraint.target(), path + ".target_column");
    if (constraint instanceof ConstraintConfig.Scalar scalar) {
      target.ifPresent(column -> checkScalar(scalar, SamplerRange.of(column), path));
    } else if (constraint instanceof ConstraintConfig.Column comparison) {
      Optional<SamplerConfig> right = sampler(comparison.column(), path + ".rhs");
      if (target.isPresent() && right.isPresent()) {
        checkColumns(comparison, SamplerRange.of(target.get()), SamplerRange.of(right.get()), path);
      }
    }
  }

  /** The sampler column of that name. Empty if there is none, or if it could not be read. */
  private Optional<SamplerConfig> sampler(String name, String path) {
    Optional<ColumnConfig> column = config.column(name);
    if (column.isPresent() && column.get() instanceof SamplerConfig sampler) {
      return Optional.of(sampler);
    }
    if (column.isEmpty()) {
      List<String> samplers =
          config.columns().stream()
              .filter(SamplerConfig.class::isInstance)
              .map(ColumnConfig::name)
              .toList();
      String reason = "there is no column " + Shown.quoted(name) + "; a sampler column is needed";
      problems.add(path, reason, NearMiss.hint(name, samplers, ""));
    } else if (!isUnread(column.get())) {
      String type = column.get().columnType();
      problems.add(
          path,
          Shown.quoted(name) + " is a column of type " + type + "; a sampler column is needed");
    }
    return Optional.empty();
  }

  private static boolean isUnread(ColumnConfig column) {
    return column instanceof PluginConfig
        && (column.columnType().equals("sampler") || column.columnType().isEmpty());
  }

  private void checkScalar(ConstraintConfig.Scalar scalar, SamplerRange range, String path) {
    if (range.kind() != Kind.NUMBER) {
      problems.add(
          path,
          Shown.quoted(scalar.target())
              + (range.kind() == Kind.MOMENT ? " is a datetime" : " is text")
              + "; only numbers can be compared with a number");
    } else if (!range.allows(scalar.operator(), scalar.bound())) {
      problems.add(
          path,
          String.format(
              "%s is %s to %s and never %s %s",
              Shown.quoted(scalar.target()),
              range.least(),
              range.greatest(),
              operator(scalar),
              scalar.bound()),
          "Change the constraint or the sampler's params");
    }
  }

  private void checkColumns(
      ConstraintConfig.Column comparison, SamplerRange target, SamplerRange right, String path) {
    if (target.kind() != right.kind() || target.kind() == Kind.TEXT) {
      problems.add(
          path,
          String.format(
              "%s is %s and %s is %s; numbers are compared with numbers, datetimes with datetimes",
              Shown.quoted(comparison.target()),
              lower(target.kind()),
              Shown.quoted(comparison.column()),
              lower(right.kind())));
    } else if (!target.allows(comparison.operator(), right)) {
      problems.add(
          path,
          String.format(
              "%s is %s to %s and never %s %s, which is %s to %s",
              Shown.quoted(comparison.target()),
              target.least(),
              target.greatest(),
              operator(comparison),
              Shown.quoted(comparison.column()),
              right.least(),
              right.greatest()),
          "Change the constraint or the samplers' params");
    }
  }

  private static String operator(ConstraintConfig constraint) {
    return lower(constraint.operator());
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
