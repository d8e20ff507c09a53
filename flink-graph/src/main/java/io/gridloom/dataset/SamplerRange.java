package io.gridloom.dataset;

import io.gridloom.config.ConstraintConfig.Operator;
import io.gridloom.config.SamplerConfig;
import io.gridloom.config.SamplerParams;
import io.gridloom.config.SamplerParams.Bernoulli;
import io.gridloom.config.SamplerParams.Category;
import io.gridloom.config.SamplerParams.Gaussian;
import io.gridloom.config.SamplerParams.Poisson;
import io.gridloom.config.SamplerParams.Subcategory;
import io.gridloom.config.SamplerParams.Uniform;
import java.util.ArrayList;
import java.util.List;

/**
 * What a sampler's values can be compared with, and the least and greatest of them. Constraints see
 * numbers before rounding and points in time before formatting.
 *
 * @param open whether the greatest itself never comes
 */
record SamplerRange(Kind kind, double least, double greatest, boolean open) {

  enum Kind {
    NUMBER,
    MOMENT,
    TEXT
  }

  static SamplerRange of(SamplerConfig column) {
    SamplerParams params = column.params();
    String to = column.convertTo().orElse("");
    if (params instanceof SamplerParams.Datetime || params instanceof SamplerParams.Timedelta) {
      return unbounded(Kind.MOMENT);
    }
    if (params instanceof SamplerParams.Uuid || to.equals("str")) {
      return unbounded(Kind.TEXT);
    }
    SamplerRange range = raw(params, !to.isEmpty());
    return to.equals("int") ? range.rounded() : range;
  }

  private static SamplerRange raw(SamplerParams params, boolean converted) {
    if (params instanceof Category category) {
      return listed(drawn(category), converted);
    }
    if (params instanceof Subcategory subcategory) {
      return listed(
          subcategory.values().values().stream().flatMap(List::stream).toList(), converted);
    }
    if (params instanceof Uniform uniform) {
      return numbers(uniform.low(), uniform.high(), uniform.low() < uniform.high());
    }
    if (params instanceof Gaussian gaussian && gaussian.stddev() == 0) {
      return numbers(gaussian.mean(), gaussian.mean(), false);
    }
    if (params instanceof Bernoulli bernoulli) {
      return numbers(bernoulli.p() == 1 ? 1 : 0, bernoulli.p() == 0 ? 0 : 1, false);
    }
    if (params instanceof Poisson poisson) {
      return numbers(0, poisson.mean() == 0 ? 0 : Double.POSITIVE_INFINITY, false);
    }
    return unbounded(Kind.NUMBER);
  }

  private static List<Object> drawn(Category category) {
    List<Object> drawn = new ArrayList<>();
    for (int i = 0; i < category.values().size(); i++) {
      if (category.weights().isEmpty() || category.weights().get(i) > 0) {
        drawn.add(category.values().get(i));
      }
    }
    return drawn;
  }

  private static SamplerRange listed(List<Object> values, boolean converted) {
    if (!converted && values.stream().anyMatch(String.class::isInstance)) {
      return unbounded(Kind.TEXT);
    }
    double[] numbers =
        values.stream()
            .mapToDouble(value -> Double.parseDouble(value.toString()))
            .sorted()
            .toArray();
    return numbers(numbers[0], numbers[numbers.length - 1], false);
  }

  private static SamplerRange unbounded(Kind kind) {
    return new SamplerRange(kind, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, false);
  }

  private static SamplerRange numbers(double least, double greatest, boolean open) {
    return new SamplerRange(Kind.NUMBER, least, greatest, open);
  }

  private SamplerRange rounded() {
    return numbers(Math.rint(least), Math.rint(greatest), false);
  }

  /** Whether some value of this range stands so to some value of the other. */
  boolean allows(Operator operator, SamplerRange other) {
    return switch (operator) {
      case LT -> least < other.greatest;
      case LE -> least < other.greatest || (least == other.greatest && !other.open);
      case GT -> greatest > other.least;
      case GE -> greatest > other.least || (greatest == other.least && !open);
    };
  }

  /** Whether some value of this range stands so to the number. */
  boolean allows(Operator operator, double number) {
    return allows(operator, numbers(number, number, false));
  }
}
