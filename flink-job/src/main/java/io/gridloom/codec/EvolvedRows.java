package io.gridloom.codec;

import io.gridloom.row.CellState;
import io.gridloom.row.DeadLetter;
import io.gridloom.row.Row;
import io.gridloom.row.RowBuilder;
import io.gridloom.schema.CellType;
import io.gridloom.schema.DatasetSchema;
import io.gridloom.schema.SchemaField;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;

/** Reads rows that a run with other columns left in state: cells are matched by column name. */
final class EvolvedRows {

  private final GenericDatumReader<GenericRecord> reader;
  private final DatasetSchema dataset;
  private final Map<String, Integer> slots = new HashMap<>();

  EvolvedRows(Schema writer, DatasetSchema dataset) {
    this.reader = new GenericDatumReader<>(writer);
    this.dataset = dataset;
    for (SchemaField field : dataset.fields()) {
      slots.put(field.name(), slots.size());
    }
  }

  Row read(BinaryDecoder in) throws IOException {
    GenericRecord record = reader.read(null, in);
    long row = (Long) record.get("row");
    if (record.get("dropped") instanceof GenericRecord dropped) {
      String column = dropped.get("column").toString();
      String cause = dropped.get("cause").toString();
      return Row.tombstone(new DeadLetter(row, column, cause, (Integer) dropped.get("attempts")));
    }
    GenericRecord cells = (GenericRecord) record.get("cells");
    ByteBuffer states = (ByteBuffer) cells.get(DatasetSchema.CELL_STATES);
    List<Schema.Field> fields = cells.getSchema().getFields();
    RowBuilder builder = new RowBuilder();
    builder.start(row, slots.size());
    for (int i = 0; i < states.remaining(); i++) {
      Integer slot = slots.get(fields.get(i).getProp(DatasetSchema.NAME_PROPERTY));
      if (slot != null) {
        CellType type = dataset.fields().get(slot).type();
        Object value = AvroValues.ofGeneric(cells.get(i), type);
        AvroRows.fill(builder, slot, CellState.ofCode(states.get(i)), value);
      }
    }
    return builder.build();
  }
}
