package io.gridloom.dataset;

import io.gridloom.config.read.ConfigReader;
import io.gridloom.generator.GeneratorRegistry;
import io.gridloom.problem.InputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Builds a dataset in code. What is given goes the very way of a config file, so it is checked as
 * one and its values may be written as in one. Not thread-safe.
 */
public final class DatasetBuilder {

  private final List<Object> columns = new ArrayList<>();
  private final List<Object> constraints = new ArrayList<>();
  private final List<Object> models = new ArrayList<>();
  private GeneratorRegistry registry = GeneratorRegistry.builtIn();

  DatasetBuilder() {}

  /** Column types other than those on the class path. */
  public DatasetBuilder registry(GeneratorRegistry registry) {
    this.registry = registry;
    return this;
  }

  /**
   * Adds a column by the keys that a config file would have.
   *
   * @throws IllegalArgumentException if a value has no form in JSON
   */
  public DatasetBuilder column(Map<String, ?> column) {
    columns.add(PlainValues.of(column));
    return this;
  }

  /** Adds a sampler column; its parameters are those of a config's {@code params}. */
  public DatasetBuilder sampler(String name, String samplerType, Map<String, ?> params) {
    return add(name, "sampler", "sampler_type", samplerType, "params", params);
  }

  /** Adds a sampler column that draws one of the values, all equally likely. */
  public DatasetBuilder category(String name, Object... values) {
    return sampler(name, "category", Map.of("values", Arrays.asList(values)));
  }

  /** Adds a sampler column that draws evenly from [low, high). */
  public DatasetBuilder uniform(String name, double low, double high) {
    return sampler(name, "uniform", Map.of("low", low, "high", high));
  }

  /** Adds a column of text that is rendered from a template. */
  public DatasetBuilder expression(String name, String expr) {
    return add(name, "expression", "expr", expr);
  }

  /**
   * Adds a column that is rendered from a template and cast.
   *
   * @param dtype str, int, float or bool
   */
  public DatasetBuilder expression(String name, String expr, String dtype) {
    return add(name, "expression", "expr", expr, "dtype", dtype);
  }

  /** Adds a column that a model writes. */
  public DatasetBuilder llmText(String name, String modelAlias, String prompt) {
    return add(name, "llm-text", "model_alias", modelAlias, "prompt", prompt);
  }

  /**
   * Adds a dataset-wide column.
   *
   * @param function such as mean
   * @param target the column that is aggregated
   * @param by columns whose values make the groups; none: all rows are one group
   */
  public DatasetBuilder aggregate(String name, String function, String target, String... by) {
    return add(name, "aggregate", "function", function, "target", target, "by", List.of(by));
  }

  /** Adds a model that columns name by its alias. */
  public DatasetBuilder model(String alias, String model, String provider) {
    models.add(Map.of("alias", alias, "model", model, "provider", provider));
    return this;
  }

  /**
   * Adds a condition on a sampler column.
   *
   * @param operator lt, le, gt or ge
   * @param rhs a number, or the name of a sampler column
   */
  public DatasetBuilder constraint(String target, String operator, Object rhs) {
    Map<String, Object> constraint = new LinkedHashMap<>();
    constraint.put("target_column", target);
    constraint.put("operator", operator);
    constraint.put("rhs", rhs);
    constraints.add(PlainValues.of(constraint));
    return this;
  }

  /**
   * The dataset.
   *
   * @throws InputException with every problem of what was given
   */
  public Dataset build() {
    Map<String, @Nullable Object> config = new LinkedHashMap<>();
    config.put("model_configs", models);
    config.put("columns", columns);
    config.put("constraints", constraints);
    return Dataset.checked(new ConfigReader(registry).of(config), registry);
  }

  private DatasetBuilder add(String name, String columnType, Object... keysAndValues) {
    Map<String, Object> column = new LinkedHashMap<>();
    column.put("name", name);
    column.put("column_type", columnType);
    for (int i = 0; i < keysAndValues.length; i += 2) {
      column.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return column(column);
  }
}
