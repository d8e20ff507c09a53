package io.gridloom.output.file;

import io.gridloom.codec.Micros;
import io.gridloom.output.AvroForm;
import io.gridloom.output.OutputForm;
import io.gridloom.row.NoValue;
import io.gridloom.schema.CellType;
import io.gridloom.schema.ListType;
import io.gridloom.schema.RecordType;
import io.gridloom.schema.ScalarType;
import io.gridloom.schema.SchemaField;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.avro.AvroSchemaConverter;
import org.apache.parquet.avro.AvroWriteSupport;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/**
 * Values in Parquet's columns, in the form that Parquet's own writer gives Avro's records, whose
 * schema readers of Avro find. Without a record in between, for speed: see docs/benchmarks.md.
 */
final class ParquetValues<T> extends WriteSupport<T> {

  private static final String AVRO_SCHEMA = "parquet.avro.schema"; // where those readers look

  private final OutputForm<T> form;
  private final List<SchemaField> fields;
  private final Schema avro;
  private final MessageType type;
  private @Nullable RecordConsumer consumer;

  ParquetValues(OutputForm<T> form) {
    this.form = form;
    this.fields = form.fields();
    this.avro = new AvroForm<>(form).schema();
    ParquetConfiguration settings = new PlainParquetConfiguration();
    settings.setBoolean(AvroWriteSupport.WRITE_OLD_LIST_STRUCTURE, false); // it has no null items
    this.type = new AvroSchemaConverter(settings).convert(avro);
  }

  @Override
  public WriteContext init(ParquetConfiguration configuration) {
    return new WriteContext(type, Map.of(AVRO_SCHEMA, avro.toString()));
  }

  @Override
  @SuppressWarnings("deprecation") // abstract all the same
  public WriteContext init(Configuration configuration) {
    throw new UnsupportedOperationException("no Hadoop here");
  }

  @Override
  public void prepareForWrite(RecordConsumer recordConsumer) {
    this.consumer = recordConsumer;
  }

  @Override
  public void write(T value) {
    RecordConsumer out = Objects.requireNonNull(consumer, "not prepared");
    out.startMessage();
    for (int i = 0; i < fields.size(); i++) {
      writeField(out, type, i, fields.get(i).type(), form.value(value, i));
    }
    out.endMessage();
  }

  private static void writeField(
      RecordConsumer out, GroupType group, int index, CellType type, Object value) {
    if (value != NoValue.NULL) { // a field that is left out is null
      Type field = group.getType(index);
      out.startField(field.getName(), index);
      writeValue(out, field, type, value);
      out.endField(field.getName(), index);
    }
  }

  private static void writeValue(RecordConsumer out, Type parquet, CellType type, Object value) {
    if (type instanceof ScalarType scalar) {
      writeScalar(out, scalar, value);
    } else if (type instanceof ListType list) {
      writeList(out, parquet.asGroupType(), list.element(), (Collection<?>) value);
    } else {
      writeRecord(out, parquet.asGroupType(), (RecordType) type, (Map<?, ?>) value);
    }
  }

  private static void writeScalar(RecordConsumer out, ScalarType type, Object value) {
    switch (type) {
      case INTEGER -> out.addLong((Long) value);
      case FLOAT -> out.addDouble((Double) value);
      case BOOLEAN -> out.addBoolean((Boolean) value);
      case TEXT -> out.addBinary(Binary.fromString((String) value));
      case DATETIME -> out.addLong(Micros.of((LocalDateTime) value));
    }
  }

  /** A group with a repeated group, which has an element or, for null, nothing. */
  private static void writeList(
      RecordConsumer out, GroupType list, CellType type, Collection<?> elements) {
    Type repeated = list.getType(0);
    out.startGroup();
    if (!elements.isEmpty()) {
      out.startField(repeated.getName(), 0);
      for (Object element : elements) {
        out.startGroup();
        writeField(out, repeated.asGroupType(), 0, type, element);
        out.endGroup();
      }
      out.endField(repeated.getName(), 0);
    }
    out.endGroup();
  }

  private static void writeRecord(
      RecordConsumer out, GroupType group, RecordType type, Map<?, ?> values) {
    out.startGroup();
    int next = 0;
    for (Object value : values.values()) {
      writeField(out, group, next, type.fields().get(next).type(), value);
      next++;
    }
    out.endGroup();
  }
}
