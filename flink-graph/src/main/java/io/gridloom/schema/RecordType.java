package io.gridloom.schema;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Type of records. A value is a {@link java.util.Map} that nobody changes any more, with every
 * field of its type, in their order.
 *
 * @param fields a repeated name is an {@link IllegalArgumentException}
 */
public record RecordType(List<SchemaField> fields) implements CellType {

  public RecordType {
    fields = List.copyOf(fields);
    Set<String> names = new HashSet<>();
    for (SchemaField field : fields) {
      if (!names.add(field.name())) {
        throw new IllegalArgumentException("field '" + field.name() + "' is there twice");
      }
    }
  }

  @Override
  public String toString() {
    return fields.stream()
        .map(field -> field.name() + ": " + field.type())
        .collect(Collectors.joining(", ", "{", "}"));
  }
}
