package io.gridloom.sampler;

import io.gridloom.config.ConstraintConfig;
import io.gridloom.config.SamplerConfig;
import io.gridloom.config.SamplerParams;
import io.gridloom.generator.CellGenerator;
import io.gridloom.generator.GeneratorContext;
import io.gridloom.random.CellRandom;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

/** Puts a dataset's sampler columns together from draws, conversions and constraints. */
final class SamplerColumns {

  private final GeneratorContext context;

  SamplerColumns(GeneratorContext context) {
    this.context = context;
  }

  CellGenerator generator(SamplerConfig column) {
    if (!isTimestamp(column)) {
      return valuesOf(column)::of;
    }
    FromRow<LocalDateTime> timestamps = timestampsOf(column);
    if (column.convertTo().isEmpty()) {
      return timestamps::of;
    }
    Strftime format = new Strftime(column.convertTo().get());
    return row -> format.format(timestamps.of(row));
  }

  private static boolean isTimestamp(SamplerConfig column) {
    return column.params() instanceof SamplerParams.Datetime
        || column.params() instanceof SamplerParams.Timedelta;
  }

  private FromRow<Object> valuesOf(SamplerConfig column) {
    CellRandom random = randomOf(column);
    Optional<String> convertTo = column.convertTo();
    SamplerParams params = column.params();
    FromRow<Object> draw;
    if (params instanceof SamplerParams.Category category) {
      draw = new CategorySampler(category, convertTo, random);
    } else if (params instanceof SamplerParams.Subcategory subcategory) {
      int slot = context.layout().slot(subcategory.category());
      draw = new SubcategorySampler(subcategory, slot, convertTo, random);
    } else if (params instanceof SamplerParams.Uniform uniform) {
      draw = Numbers.of(new UniformSampler(uniform, random), uniform.decimalPlaces(), convertTo);
    } else if (params instanceof SamplerParams.Gaussian gaussian) {
      draw = Numbers.of(new GaussianSampler(gaussian, random), gaussian.decimalPlaces(), convertTo);
    } else if (params instanceof SamplerParams.Bernoulli bernoulli) {
      draw = Numbers.of(new BernoulliSampler(bernoulli, random), convertTo);
    } else if (params instanceof SamplerParams.Poisson poisson) {
      draw = Numbers.of(new PoissonSampler(poisson, random), convertTo);
    } else if (params instanceof SamplerParams.Uuid uuid) {
      draw = new UuidSampler(uuid, random);
    } else {
      throw new IllegalArgumentException("no values of sampler " + params.samplerType());
    }
    return new Rejection<>(random, draw, constraintsOn(column));
  }

  /** The column's timestamps, before any formatting. */
  private FromRow<LocalDateTime> timestampsOf(SamplerConfig column) {
    CellRandom random = randomOf(column);
    FromRow<LocalDateTime> draw;
    if (column.params() instanceof SamplerParams.Datetime datetime) {
      draw = new DatetimeSampler(datetime, random);
    } else if (column.params() instanceof SamplerParams.Timedelta timedelta) {
      SamplerConfig reference = sampler(timedelta.reference());
      if (!isTimestamp(reference)) {
        throw new IllegalArgumentException(
            "column '" + column.name() + "': '" + reference.name() + "' has no timestamps");
      }
      draw = new TimedeltaSampler(timedelta, timestampsSeen(reference), random);
    } else {
      throw new IllegalArgumentException("no timestamps of " + column.params().samplerType());
    }
    return new Rejection<>(random, draw, constraintsOn(column));
  }

  /** A column's timestamps for another one: its cells, or drawn anew where those are text. */
  private FromRow<LocalDateTime> timestampsSeen(SamplerConfig column) {
    if (column.convertTo().isPresent()) {
      return timestampsOf(column);
    }
    int slot = context.layout().slot(column.name());
    return row -> (LocalDateTime) row.value(slot);
  }

  private List<Constraint> constraintsOn(SamplerConfig column) {
    return context.dataset().constraints().stream()
        .filter(constraint -> constraint.target().equals(column.name()))
        .map(constraint -> new Constraint(constraint, bound(constraint)))
        .toList();
  }

  private FromRow<?> bound(ConstraintConfig constraint) {
    if (constraint instanceof ConstraintConfig.Scalar scalar) {
      Double bound = scalar.bound();
      return row -> bound;
    }
    SamplerConfig column = sampler(((ConstraintConfig.Column) constraint).column());
    if (isTimestamp(column)) {
      return timestampsSeen(column);
    }
    int slot = context.layout().slot(column.name());
    return row -> row.value(slot);
  }

  private CellRandom randomOf(SamplerConfig column) {
    return new CellRandom(context.seed(), column.name());
  }

  private SamplerConfig sampler(String name) {
    return context
        .dataset()
        .column(name)
        .filter(SamplerConfig.class::isInstance)
        .map(SamplerConfig.class::cast)
        .orElseThrow(() -> new IllegalArgumentException("no sampler column '" + name + "'"));
  }
}
