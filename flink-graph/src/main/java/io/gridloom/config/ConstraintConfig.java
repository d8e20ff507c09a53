package io.gridloom.config;

/** A condition that a sampler column's values must meet; cells that break it are drawn again. */
public sealed interface ConstraintConfig {

  /** The column that is drawn again. */
  String target();

  Operator operator();

  /** {@code target operator bound}. */
  record Scalar(String target, Operator operator, double bound) implements ConstraintConfig {}

  /** {@code target operator column}, within a row. */
  record Column(String target, Operator operator, String column) implements ConstraintConfig {}

  /** In lower case, what a config says. */
  enum Operator {
    LT,
    LE,
    GT,
    GE;

    /** Whether a comparison of target to bound with this {@link Comparable} result holds. */
    public boolean holds(int comparison) {
      return switch (this) {
        case LT -> comparison < 0;
        case LE -> comparison <= 0;
        case GT -> comparison > 0;
        case GE -> comparison >= 0;
      };
    }
  }
}
