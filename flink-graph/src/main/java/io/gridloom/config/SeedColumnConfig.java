package io.gridloom.config;

/** A {@code seed-dataset} column: its cells are there when a row begins. */
public record SeedColumnConfig(String name, boolean drop) implements ColumnConfig {

  /** The config's {@code column_type}. */
  public static final String TYPE = "seed-dataset";

  @Override
  public String columnType() {
    return TYPE;
  }
}
