package io.gridloom.execution;

import io.gridloom.generator.CellException;
import io.gridloom.generator.Produced;
import io.gridloom.problem.Shown;
import io.gridloom.row.NoValue;
import io.gridloom.row.RowBuilder;
import io.gridloom.schema.CellType;
import io.gridloom.schema.ListType;
import io.gridloom.schema.RecordType;
import io.gridloom.schema.ScalarType;
import io.gridloom.schema.SchemaField;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The cells of a row that one generator fills: the column's own and, behind it, those of its side
 * effects. Holds the generator to their types: a value of another type would break whoever reads or
 * writes the row later, far from its cause.
 */
final class ColumnCells {

  private final int slot;
  private final Optional<CellType> type;
  private final List<CellType> sideEffects;

  /**
   * @param slot of the column; those of its side effects follow
   * @param type of the column; empty: not known, all values pass
   * @param sideEffects their types
   */
  ColumnCells(int slot, Optional<CellType> type, List<CellType> sideEffects) {
    this.slot = slot;
    this.type = type;
    this.sideEffects = List.copyOf(sideEffects);
  }

  int slot() {
    return slot;
  }

  /** Sets the cells to what the generator returned. */
  void set(RowBuilder row, @Nullable Object returned) throws CellException {
    Objects.requireNonNull(returned, "the generator returned null");
    if (returned instanceof Produced produced) {
      setAll(row, produced);
      return;
    }
    Object value = checked(returned, type);
    if (!sideEffects.isEmpty()) {
      setNull(row);
    }
    row.set(slot, value);
  }

  /** Sets all of the cells to null. */
  void setNull(RowBuilder row) {
    for (int i = 0; i <= sideEffects.size(); i++) {
      row.set(slot + i, NoValue.NULL);
    }
  }

  private void setAll(RowBuilder row, Produced produced) throws CellException {
    List<Object> others = produced.sideEffects();
    if (others.size() != sideEffects.size()) {
      throw new CellException(
          "the generator gave %d side effects, but the column has %d"
              .formatted(others.size(), sideEffects.size()),
          1);
    }
    row.set(slot, checked(produced.value(), type));
    for (int i = 0; i < others.size(); i++) {
      row.set(slot + 1 + i, checked(others.get(i), Optional.of(sideEffects.get(i))));
    }
  }

  private static Object checked(Object value, Optional<CellType> type) throws CellException {
    if (type.isPresent() && !holds(type.get(), value)) {
      String found =
          type.get() instanceof ScalarType
              ? "a " + value.getClass().getSimpleName()
              : Shown.quoted(value.toString());
      throw new CellException(
          "the generator gave %s, but the column is %s".formatted(found, type.get()), 1);
    }
    return value;
  }

  /** Whether a value, and all that it holds, is of a type or null. */
  private static boolean holds(CellType type, Object value) {
    if (value == NoValue.NULL) {
      return true;
    }
    if (type instanceof ScalarType scalar) {
      return value.getClass() == scalar.javaType();
    }
    if (type instanceof ListType list) {
      return value instanceof List<?> elements
          && elements.stream().allMatch(element -> holds(list.element(), element));
    }
    return value instanceof Map<?, ?> fields && hasFields(((RecordType) type).fields(), fields);
  }

  private static boolean hasFields(List<SchemaField> types, Map<?, ?> fields) {
    Iterator<SchemaField> type = types.iterator();
    for (Map.Entry<?, ?> field : fields.entrySet()) {
      if (!type.hasNext()) {
        return false;
      }
      SchemaField expected = type.next();
      if (!field.getKey().equals(expected.name()) || !holds(expected.type(), field.getValue())) {
        return false;
      }
    }
    return !type.hasNext();
  }
}
