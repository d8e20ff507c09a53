package io.gridloom.column;

import io.gridloom.config.AggregateConfig;
import io.gridloom.config.ColumnConfig;
import io.gridloom.config.DatasetConfig;
import io.gridloom.config.ExpressionConfig;
import io.gridloom.config.LlmTextConfig;
import io.gridloom.config.SamplerConfig;
import io.gridloom.config.SortedConfig;
import io.gridloom.config.SortedFunction;
import io.gridloom.generator.CellTypes;
import io.gridloom.schema.CellType;
import io.gridloom.schema.ListType;
import io.gridloom.schema.SchemaField;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Types of the cells of a dataset's columns, as far as they follow from its config. */
final class ConfigTypes {

  private final DatasetConfig dataset;
  private final CellTypes others;

  /**
   * @param others for columns of which the config does not tell it
   */
  ConfigTypes(DatasetConfig dataset, CellTypes others) {
    this.dataset = dataset;
    this.others = others;
  }

  /** Type of a column's or side effect's cells; empty where nobody knows it. */
  Optional<CellType> of(String name) {
    return of(name, new HashSet<>());
  }

  private Optional<CellType> of(String name, Set<String> asked) {
    if (!asked.add(name)) {
      return Optional.empty(); // aggregates of each other: a cycle, which is told elsewhere
    }
    Optional<ColumnConfig> column = dataset.column(name);
    return column.isEmpty() ? ofSideEffect(name) : of(column.get(), asked);
  }

  private Optional<CellType> ofSideEffect(String name) {
    Optional<CellType> llm =
        dataset.columns().stream()
            .filter(LlmTextConfig.class::isInstance)
            .flatMap(column -> LlmTextType.sideEffects((LlmTextConfig) column).stream())
            .filter(sideEffect -> sideEffect.name().equals(name))
            .map(SchemaField::type)
            .findFirst();
    return llm.isPresent() ? llm : others.of(name);
  }

  private Optional<CellType> of(ColumnConfig column, Set<String> asked) {
    if (column instanceof SamplerConfig sampler) {
      return Optional.of(SamplerType.cellType(sampler));
    }
    if (column instanceof ExpressionConfig expression) {
      return Optional.of(of(expression));
    }
    if (column instanceof AggregateConfig aggregate) {
      Optional<CellType> target = aggregate.target().flatMap(name -> of(name, asked));
      return switch (aggregate.function()) {
        case COUNT -> Optional.of(CellType.INTEGER);
        case TOP_K -> Optional.of(new ListType(target.orElse(CellType.TEXT)));
        case MIN, MAX -> target;
        case SUM -> target.map(type -> type == CellType.INTEGER ? type : CellType.FLOAT);
        default -> Optional.of(CellType.FLOAT);
      };
    }
    if (column instanceof SortedConfig sorted) {
      return Optional.of(of(sorted.function()));
    }
    return column instanceof LlmTextConfig ? Optional.of(CellType.TEXT) : others.of(column.name());
  }

  private static CellType of(SortedFunction function) {
    if (function instanceof SortedFunction.Rank) {
      return CellType.INTEGER;
    }
    if (function instanceof SortedFunction.Percentile) {
      return CellType.FLOAT;
    }
    return function instanceof SortedFunction.Split ? CellType.TEXT : CellType.BOOLEAN;
  }

  static CellType of(ExpressionConfig expression) {
    return switch (expression.dtype()) {
      case STR -> CellType.TEXT;
      case INT -> CellType.INTEGER;
      case FLOAT -> CellType.FLOAT;
      case BOOL -> CellType.BOOLEAN;
    };
  }
}
