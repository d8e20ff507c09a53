package io.gridloom.schema;

import java.time.LocalDateTime;

/** Type of a column's values, and the Java type that holds one. A cell may always be null. */
public enum CellType {
  /** {@link Long}. */
  INTEGER(Long.class),
  /** {@link Double}. */
  FLOAT(Double.class),
  /** {@link Boolean}. */
  BOOLEAN(Boolean.class),
  /** {@link String}. */
  TEXT(String.class),
  /** {@link LocalDateTime}, to the microsecond. */
  DATETIME(LocalDateTime.class);

  private final Class<?> javaType;

  CellType(Class<?> javaType) {
    this.javaType = javaType;
  }

  /** The Java type, a final class. */
  public Class<?> javaType() {
    return javaType;
  }
}
