package io.gridloom.schema;

/** Type of a column's values, and the Java type that holds one. A cell may always be null. */
public enum CellType {
  /** {@link Long}. */
  INTEGER,
  /** {@link Double}. */
  FLOAT,
  /** {@link Boolean}. */
  BOOLEAN,
  /** {@link String}. */
  TEXT,
  /** {@link java.time.LocalDateTime}, to the microsecond. */
  DATETIME
}
