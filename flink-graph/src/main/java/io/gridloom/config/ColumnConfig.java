package io.gridloom.config;

/**
 * What a config says of one column. One record per column type; plugins share {@link PluginConfig}.
 */
public sealed interface ColumnConfig
    permits SamplerConfig,
        ExpressionConfig,
        AggregateConfig,
        SortedConfig,
        LlmTextConfig,
        SeedColumnConfig,
        PluginConfig {

  String name();

  /** The config's {@code column_type}. */
  String columnType();

  /** Whether the column is generated but left out of the dataset. */
  boolean drop();
}
