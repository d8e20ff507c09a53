package io.gridloom.dataset;

import io.gridloom.config.AggregateConfig;
import io.gridloom.config.ColumnConfig;
import io.gridloom.config.ConstraintConfig;
import io.gridloom.config.DatasetConfig;
import io.gridloom.config.ExpressionConfig;
import io.gridloom.config.KafkaSeed;
import io.gridloom.config.LlmTextConfig;
import io.gridloom.config.ModelConfig;
import io.gridloom.config.PluginConfig;
import io.gridloom.config.SamplerConfig;
import io.gridloom.config.SamplerParams;
import io.gridloom.config.SamplerParams.Bernoulli;
import io.gridloom.config.SamplerParams.Category;
import io.gridloom.config.SamplerParams.Datetime;
import io.gridloom.config.SamplerParams.Gaussian;
import io.gridloom.config.SamplerParams.Poisson;
import io.gridloom.config.SamplerParams.Subcategory;
import io.gridloom.config.SamplerParams.Timedelta;
import io.gridloom.config.SamplerParams.Uniform;
import io.gridloom.config.SamplerParams.Uuid;
import io.gridloom.config.SortedConfig;
import io.gridloom.config.SortedFunction;
import io.gridloom.config.read.Intervals;
import io.gridloom.schema.CellType;
import io.gridloom.schema.ListType;
import io.gridloom.schema.RecordType;
import io.gridloom.schema.SchemaField;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A config as plain JSON values in one fixed form: equal configs have equal forms (but for the
 * order of keys in a plugin's column), and reading the form gives an equal config. Defaults are
 * left out.
 */
final class CanonicalConfig {

  private CanonicalConfig() {}

  static Map<String, Object> of(DatasetConfig config) {
    Map<String, Object> tree = new LinkedHashMap<>();
    config.seed().ifPresent(seed -> tree.put("seed_config", Map.of("source", seed(seed))));
    if (!config.models().isEmpty()) {
      tree.put("model_configs", config.models().stream().map(CanonicalConfig::model).toList());
    }
    tree.put("columns", config.columns().stream().map(CanonicalConfig::column).toList());
    if (!config.constraints().isEmpty()) {
      tree.put(
          "constraints", config.constraints().stream().map(CanonicalConfig::constraint).toList());
    }
    return tree;
  }

  private static Map<String, Object> seed(KafkaSeed seed) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("seed_type", "kafka");
    tree.put("bootstrap_servers", seed.bootstrapServers());
    tree.put("topic", seed.topic());
    tree.put("columns", fields(seed.columns()));
    tree.put("start", position(seed.start()));
    seed.end().ifPresent(end -> tree.put("end", position(end)));
    tree.put("batch_timeout", Intervals.text(seed.batchTimeout()));
    if (!seed.properties().isEmpty()) {
      tree.put("properties", sorted(seed.properties()));
    }
    return tree;
  }

  private static Object position(KafkaSeed.Position position) {
    if (position instanceof KafkaSeed.Position.Offsets offsets) {
      Map<String, Object> tree = new LinkedHashMap<>();
      offsets.byPartition().forEach((partition, offset) -> tree.put(partition + "", offset));
      return tree;
    }
    return position instanceof KafkaSeed.Position.Latest ? "latest" : "earliest";
  }

  private static Map<String, Object> fields(List<SchemaField> fields) {
    Map<String, Object> tree = new LinkedHashMap<>();
    fields.forEach(field -> tree.put(field.name(), type(field.type())));
    return tree;
  }

  private static Object type(CellType type) {
    if (type instanceof ListType list) {
      return List.of(type(list.element()));
    }
    return type instanceof RecordType record ? fields(record.fields()) : type.toString();
  }

  static Map<String, Object> model(ModelConfig model) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("alias", model.alias());
    tree.put("model", model.model());
    tree.put("provider", model.provider());
    if (!model.inferenceParameters().isEmpty()) {
      tree.put("inference_parameters", sorted(model.inferenceParameters()));
    }
    putIf(tree, "skip_health_check", model.skipHealthCheck());
    return tree;
  }

  private static Map<String, Object> column(ColumnConfig column) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", column.name());
    tree.put("column_type", column.columnType());
    if (column instanceof SamplerConfig sampler) {
      tree.put("sampler_type", sampler.params().samplerType());
      tree.put("params", params(sampler.params()));
      put(tree, "convert_to", sampler.convertTo());
    } else if (column instanceof ExpressionConfig expression) {
      tree.put("expr", expression.expr());
      tree.put("dtype", lower(expression.dtype()));
    } else if (column instanceof AggregateConfig aggregate) {
      putAggregate(tree, aggregate);
    } else if (column instanceof SortedConfig sorted) {
      putSorted(tree, sorted);
    } else if (column instanceof LlmTextConfig llm) {
      putLlmText(tree, llm);
    } else if (column instanceof PluginConfig plugin) {
      tree.putAll(plugin.fields());
    }
    putIf(tree, "drop", column.drop());
    return tree;
  }

  private static void putAggregate(Map<String, Object> tree, AggregateConfig aggregate) {
    tree.put("function", lower(aggregate.function()));
    put(tree, "target", aggregate.target());
    if (!aggregate.by().isEmpty()) {
      tree.put("by", aggregate.by());
    }
    aggregate.k().ifPresent(k -> tree.put("k", (long) k));
    aggregate.batch().ifPresent(rows -> tree.put("scope", Map.of("batch", (long) rows)));
  }

  private static void putSorted(Map<String, Object> tree, SortedConfig sorted) {
    tree.put("function", lower(sorted.function().function()));
    if (!sorted.target().isEmpty()) {
      tree.put("target", sorted.target().size() == 1 ? sorted.target().get(0) : sorted.target());
    }
    if (!sorted.by().isEmpty()) {
      tree.put("by", sorted.by());
    }
    if (sorted.function() instanceof SortedFunction.Rank rank) {
      putIf(tree, "descending", rank.descending());
    } else if (sorted.function() instanceof SortedFunction.Split split) {
      tree.put("parts", split.parts());
    } else if (sorted.function() instanceof SortedFunction.Dedupe dedupe) {
      dedupe
          .threshold()
          .ifPresent(
              threshold -> {
                tree.put("method", "minhash");
                tree.put("threshold", threshold);
              });
      putIf(tree, "drop_duplicates", dedupe.dropDuplicates());
    }
    sorted.batch().ifPresent(rows -> tree.put("scope", Map.of("batch", (long) rows)));
  }

  private static void putLlmText(Map<String, Object> tree, LlmTextConfig llm) {
    tree.put("model_alias", llm.modelAlias());
    tree.put("prompt", llm.prompt());
    put(tree, "system_prompt", llm.systemPrompt());
    if (llm.trace() != LlmTextConfig.Trace.NONE) {
      tree.put("with_trace", lower(llm.trace()));
    }
    putIf(tree, "extract_reasoning_content", llm.extractReasoning());
  }

  private static Map<String, Object> params(SamplerParams params) {
    Map<String, Object> tree = new LinkedHashMap<>();
    if (params instanceof Category category) {
      tree.put("values", category.values());
      if (!category.weights().isEmpty()) {
        tree.put("weights", category.weights());
      }
    } else if (params instanceof Subcategory subcategory) {
      tree.put("category", subcategory.category());
      tree.put("values", sorted(subcategory.values()));
    } else if (params instanceof Uniform uniform) {
      tree.put("low", uniform.low());
      tree.put("high", uniform.high());
      putDecimals(tree, uniform.decimalPlaces());
    } else if (params instanceof Gaussian gaussian) {
      tree.put("mean", gaussian.mean());
      tree.put("stddev", gaussian.stddev());
      putDecimals(tree, gaussian.decimalPlaces());
    } else if (params instanceof Bernoulli bernoulli) {
      tree.put("p", bernoulli.p());
    } else if (params instanceof Poisson poisson) {
      tree.put("mean", poisson.mean());
    } else {
      putTimeOrUuid(tree, params);
    }
    return tree;
  }

  private static void putTimeOrUuid(Map<String, Object> tree, SamplerParams params) {
    if (params instanceof Datetime datetime) {
      tree.put("start", DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(datetime.start()));
      tree.put("end", DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(datetime.end()));
      tree.put("unit", datetime.unit().code());
    } else if (params instanceof Timedelta timedelta) {
      tree.put("dt_min", timedelta.min());
      tree.put("dt_max", timedelta.max());
      tree.put("reference_column_name", timedelta.reference());
      tree.put("unit", timedelta.unit().code());
    } else if (params instanceof Uuid uuid) {
      put(tree, "prefix", uuid.prefix());
      putIf(tree, "short_form", uuid.shortForm());
      putIf(tree, "uppercase", uuid.uppercase());
    }
  }

  private static Map<String, Object> constraint(ConstraintConfig constraint) {
    Map<String, Object> tree = new LinkedHashMap<>();
    boolean scalar = constraint instanceof ConstraintConfig.Scalar;
    tree.put("constraint_type", scalar ? "scalar_inequality" : "column_inequality");
    tree.put("target_column", constraint.target());
    tree.put("operator", lower(constraint.operator()));
    if (constraint instanceof ConstraintConfig.Scalar bounded) {
      tree.put("rhs", bounded.bound());
    } else if (constraint instanceof ConstraintConfig.Column comparison) {
      tree.put("rhs", comparison.column());
    }
    return tree;
  }

  /** With sorted keys, also in the mappings below: their order means nothing here. */
  private static Map<String, @Nullable Object> sorted(Map<?, ?> map) {
    Map<String, @Nullable Object> sorted = new TreeMap<>();
    map.forEach(
        (key, value) ->
            sorted.put((String) key, value instanceof Map<?, ?> below ? sorted(below) : value));
    return sorted;
  }

  private static void putDecimals(Map<String, Object> tree, OptionalInt places) {
    places.ifPresent(n -> tree.put("decimal_places", (long) n));
  }

  private static void put(Map<String, Object> tree, String key, Optional<String> value) {
    value.ifPresent(text -> tree.put(key, text));
  }

  private static void putIf(Map<String, Object> tree, String key, boolean flag) {
    if (flag) {
      tree.put(key, true);
    }
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
