package io.gridloom.schema;

import java.io.Serializable;

/**
 * Type of a column's values: a scalar, a list of values of one type, or a record of named fields. A
 * cell may always be null, and so may what stands in a list or record, where {@code NoValue.NULL}
 * stands for it.
 *
 * <p>No default method may be added: with one, the scalars would be made after the constants here.
 */
public sealed interface CellType extends Serializable permits ScalarType, ListType, RecordType {

  CellType INTEGER = ScalarType.INTEGER;
  CellType FLOAT = ScalarType.FLOAT;
  CellType BOOLEAN = ScalarType.BOOLEAN;
  CellType TEXT = ScalarType.TEXT;
  CellType DATETIME = ScalarType.DATETIME;

  /**
   * As people read it: {@code integer}, {@code list of text}, {@code {name: text, age: integer}}.
   */
  @Override
  String toString();
}
