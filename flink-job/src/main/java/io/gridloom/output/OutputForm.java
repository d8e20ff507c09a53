package io.gridloom.output;

import io.gridloom.row.NoValue;
import io.gridloom.schema.SchemaField;
import java.io.Serializable;
import java.util.List;

/**
 * What an output gets of a value: some fields, taken from it.
 *
 * @param <T> a row or a dead letter
 */
public interface OutputForm<T> extends Serializable {

  /** Of the Avro record; any text. */
  String recordName();

  List<SchemaField> fields();

  /** The value of a field by position; {@link NoValue#NULL} where there is none. */
  Object value(T value, int field);
}
