package io.gridloom.schema;

import java.time.LocalDateTime;
import java.util.Locale;

/** Type of values that hold no others, and the Java type that holds one. */
public enum ScalarType implements CellType {
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

  ScalarType(Class<?> javaType) {
    this.javaType = javaType;
  }

  /** The Java type, a final class. */
  public Class<?> javaType() {
    return javaType;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
