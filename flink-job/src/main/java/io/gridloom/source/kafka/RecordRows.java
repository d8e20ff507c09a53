package io.gridloom.source.kafka;

import io.gridloom.codec.CodecTypeInfo;
import io.gridloom.generator.CellException;
import io.gridloom.key.OffsetRowId;
import io.gridloom.row.DeadLetter;
import io.gridloom.row.Row;
import io.gridloom.row.RowBuilder;
import io.gridloom.row.RowLayout;
import io.gridloom.schema.SchemaField;
import java.util.List;
import org.apache.flink.api.common.serialization.DeserializationSchema.InitializationContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * A row for each record, with the cells that the record fills. One that can't be read is a
 * tombstone: it is counted and told like any other dropped row.
 */
final class RecordRows implements KafkaRecordDeserializationSchema<Row> {

  /** In place of a column, where all of the record is wrong. */
  private static final String WHOLE_RECORD = "(record)";

  private final List<SchemaField> columns;
  private final int[] slots; // of them
  private final int width; // of a row
  private transient ObjectMapper json = new JsonMapper();
  private transient RowBuilder builder = new RowBuilder();

  RecordRows(List<SchemaField> columns, RowLayout layout) {
    this.columns = columns;
    this.slots = columns.stream().mapToInt(field -> layout.slot(field.name())).toArray();
    this.width = layout.slots();
  }

  @Override
  public void open(InitializationContext context) {
    json = new JsonMapper();
    builder = new RowBuilder();
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Row> out) {
    out.collect(row(record));
  }

  private Row row(ConsumerRecord<byte[], byte[]> record) {
    long id = OffsetRowId.of(record.partition(), record.offset());
    byte[] value = record.value();
    if (value == null) {
      return dropped(id, WHOLE_RECORD, "the record has no value");
    }
    JsonNode object;
    try {
      object = json.readTree(value);
    } catch (JacksonException e) {
      return dropped(id, WHOLE_RECORD, "the record is no JSON: " + e.getOriginalMessage());
    }
    if (!object.isObject()) {
      return dropped(id, WHOLE_RECORD, "the record is no JSON object");
    }
    builder.start(id, width);
    for (int i = 0; i < slots.length; i++) {
      SchemaField column = columns.get(i);
      try {
        builder.set(slots[i], RecordCells.of(object.path(column.name()), column.type()));
      } catch (CellException e) {
        return dropped(id, column.name(), String.valueOf(e.getMessage()));
      }
    }
    return builder.build();
  }

  private static Row dropped(long id, String column, String cause) {
    return Row.tombstone(new DeadLetter(id, column, cause, 1));
  }

  @Override
  public TypeInformation<Row> getProducedType() {
    return CodecTypeInfo.ROW;
  }
}
