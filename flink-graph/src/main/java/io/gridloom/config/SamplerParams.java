package io.gridloom.config;

import java.time.LocalDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Parameters of a sampler, by {@code sampler_type}. Values in lists are Long, Double or String. */
public sealed interface SamplerParams {

  /** The config's {@code sampler_type}. */
  String samplerType();

  /**
   * One of a list of values.
   *
   * @param values at least one
   * @param weights as many as values, none negative, their sum positive; empty: all equal
   */
  record Category(List<Object> values, List<Double> weights) implements SamplerParams {
    public Category {
      values = List.copyOf(values);
      weights = List.copyOf(weights);
    }

    @Override
    public String samplerType() {
      return "category";
    }
  }

  /**
   * One of the values that belong to the row's category, all equally likely.
   *
   * @param category the category sampler that decides which list is drawn from
   * @param values a list for each of its values, none empty; order kept
   */
  record Subcategory(String category, Map<String, List<Object>> values) implements SamplerParams {
    public Subcategory {
      values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    @Override
    public String samplerType() {
      return "subcategory";
    }
  }

  /** Uniform in [low, high); {@code low == high} gives the constant. */
  record Uniform(double low, double high, OptionalInt decimalPlaces) implements SamplerParams {
    @Override
    public String samplerType() {
      return "uniform";
    }
  }

  /**
   * Normally distributed.
   *
   * @param stddev at least 0
   */
  record Gaussian(double mean, double stddev, OptionalInt decimalPlaces) implements SamplerParams {
    @Override
    public String samplerType() {
      return "gaussian";
    }
  }

  /** 1 with probability {@code p} (0 to 1), else 0. */
  record Bernoulli(double p) implements SamplerParams {
    @Override
    public String samplerType() {
      return "bernoulli";
    }
  }

  /**
   * A Poisson-distributed count.
   *
   * @param mean at least 0
   */
  record Poisson(double mean) implements SamplerParams {
    @Override
    public String samplerType() {
      return "poisson";
    }
  }

  /** A whole second of [start, end), cut to {@code unit}; may so lie before {@code start}. */
  record Datetime(LocalDateTime start, LocalDateTime end, TimeUnit unit) implements SamplerParams {
    @Override
    public String samplerType() {
      return "datetime";
    }
  }

  /** A datetime or timedelta column plus n units, n a whole number of [min, max). */
  record Timedelta(long min, long max, String reference, TimeUnit unit) implements SamplerParams {
    @Override
    public String samplerType() {
      return "timedelta";
    }
  }

  /** A random version-4 UUID as 32 hexadecimal digits, or the first 8 of them. */
  record Uuid(Optional<String> prefix, boolean shortForm, boolean uppercase)
      implements SamplerParams {
    @Override
    public String samplerType() {
      return "uuid";
    }
  }
}
