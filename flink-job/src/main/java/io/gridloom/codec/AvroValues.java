package io.gridloom.codec;

import io.gridloom.row.NoValue;
import io.gridloom.schema.CellType;
import io.gridloom.schema.DatasetSchema;
import io.gridloom.schema.ListType;
import io.gridloom.schema.RecordType;
import io.gridloom.schema.ScalarType;
import io.gridloom.schema.SchemaField;
import java.io.IOException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
import org.jspecify.annotations.Nullable;

/**
 * Cell values in Avro, as the dataset schema has them: lists as arrays, records as records, both of
 * unions with null, dates as local-timestamp-micros.
 */
final class AvroValues {

  private AvroValues() {}

  static void write(CellType type, Object value, Encoder out) throws IOException {
    if (type instanceof ScalarType scalar) {
      writeScalar(scalar, value, out);
    } else if (type instanceof ListType list) {
      Collection<?> elements = (Collection<?>) value;
      out.writeArrayStart();
      out.setItemCount(elements.size());
      for (Object element : elements) {
        out.startItem();
        writeNullable(list.element(), element, out);
      }
      out.writeArrayEnd();
    } else {
      List<SchemaField> fields = ((RecordType) type).fields();
      int next = 0;
      for (Object field : ((Map<?, ?>) value).values()) {
        writeNullable(fields.get(next++).type(), field, out);
      }
    }
  }

  private static void writeScalar(ScalarType type, Object value, Encoder out) throws IOException {
    switch (type) {
      case INTEGER -> out.writeLong((Long) value);
      case FLOAT -> out.writeDouble((Double) value);
      case BOOLEAN -> out.writeBoolean((Boolean) value);
      case TEXT -> out.writeString((String) value);
      case DATETIME -> out.writeLong(Micros.of((LocalDateTime) value));
    }
  }

  private static void writeNullable(CellType type, Object value, Encoder out) throws IOException {
    boolean isNull = value == NoValue.NULL;
    out.writeIndex(isNull ? 0 : 1);
    if (!isNull) {
      write(type, value, out);
    }
  }

  static Object read(CellType type, Decoder in) throws IOException {
    if (type instanceof ScalarType scalar) {
      return readScalar(scalar, in);
    }
    if (type instanceof ListType list) {
      return readList(list.element(), in);
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    for (SchemaField field : ((RecordType) type).fields()) {
      fields.put(field.name(), readNullable(field.type(), in));
    }
    return Collections.unmodifiableMap(fields);
  }

  private static Object readScalar(ScalarType type, Decoder in) throws IOException {
    return switch (type) {
      case INTEGER -> in.readLong();
      case FLOAT -> in.readDouble();
      case BOOLEAN -> in.readBoolean();
      case TEXT -> in.readString();
      case DATETIME -> Micros.toTime(in.readLong());
    };
  }

  private static Object readList(CellType type, Decoder in) throws IOException {
    List<Object> list = new ArrayList<>();
    for (long count = in.readArrayStart(); count > 0; count = in.arrayNext()) {
      for (long left = count; left > 0; left--) {
        list.add(readNullable(type, in));
      }
    }
    return Collections.unmodifiableList(list);
  }

  private static Object readNullable(CellType type, Decoder in) throws IOException {
    return in.readIndex() == 0 ? NoValue.NULL : read(type, in);
  }

  /**
   * The value in Avro's generic form; null for {@link NoValue#NULL}.
   *
   * @param nullable schema of its field or item: a union of null and its type
   */
  static @Nullable Object toGeneric(Object value, Schema nullable) {
    // Classes first, interfaces last: asking a class again and again for interfaces that it lacks
    // is slow, and two threads that do so with the same class wait for each other (JDK-8180450).
    if (value instanceof Long
        || value instanceof Double
        || value instanceof String
        || value instanceof Boolean) {
      return value;
    }
    if (value == NoValue.NULL) {
      return null;
    }
    if (value instanceof LocalDateTime time) {
      return Micros.of(time);
    }
    if (value instanceof List<?> list) {
      Schema type = notNull(nullable);
      GenericData.Array<@Nullable Object> array = new GenericData.Array<>(list.size(), type);
      list.forEach(element -> array.add(toGeneric(element, type.getElementType())));
      return array;
    }
    if (value instanceof Map<?, ?> fields) {
      GenericData.Record record = new GenericData.Record(notNull(nullable));
      int next = 0;
      for (Object field : fields.values()) {
        Schema type = record.getSchema().getFields().get(next).schema();
        record.put(next++, toGeneric(field, type));
      }
      return record;
    }
    return value;
  }

  private static Schema notNull(Schema nullable) {
    return nullable.getTypes().get(1);
  }

  /**
   * The value that Avro's generic form says. Fields of a record are found by their own names, those
   * that it lacks are null.
   */
  static Object ofGeneric(@Nullable Object generic, CellType type) {
    if (generic == null) {
      return NoValue.NULL;
    }
    if (type instanceof ListType list) {
      return ((Collection<?>) generic)
          .stream().map(element -> ofGeneric(element, list.element())).toList();
    }
    if (type instanceof RecordType record) {
      return ofGeneric((GenericRecord) generic, record);
    }
    return switch ((ScalarType) type) {
      case TEXT -> generic.toString();
      case DATETIME -> Micros.toTime((Long) generic);
      case INTEGER, FLOAT, BOOLEAN -> generic;
    };
  }

  private static Object ofGeneric(GenericRecord generic, RecordType type) {
    Map<String, @Nullable Object> written = new HashMap<>();
    for (Schema.Field field : generic.getSchema().getFields()) {
      written.put(field.getProp(DatasetSchema.NAME_PROPERTY), generic.get(field.pos()));
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    for (SchemaField field : type.fields()) {
      fields.put(field.name(), ofGeneric(written.get(field.name()), field.type()));
    }
    return Collections.unmodifiableMap(fields);
  }
}
