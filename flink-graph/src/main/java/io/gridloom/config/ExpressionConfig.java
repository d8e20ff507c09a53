package io.gridloom.config;

/** An {@code expression} column: the template {@code expr}, its text cast to {@code dtype}. */
public record ExpressionConfig(String name, boolean drop, String expr, Dtype dtype)
    implements ColumnConfig {

  @Override
  public String columnType() {
    return "expression";
  }
}
