package io.gridloom.codec;

import io.gridloom.row.CellState;
import io.gridloom.row.DeadLetter;
import io.gridloom.row.NoValue;
import io.gridloom.row.Row;
import io.gridloom.row.RowBuilder;
import io.gridloom.schema.CellType;
import io.gridloom.schema.DatasetSchema;
import io.gridloom.schema.SchemaField;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/**
 * Rows in state, as Avro. A block is Avro's single-object header (C3 01 and the schema's CRC-64
 * fingerprint) and then one record per row: its number, the dead letter of a dropped row, the cells
 * of a living one with a code per cell. Not thread-safe; one per operator.
 */
public final class AvroRows {

  private static final int HEADER = 10;
  private static final short MAGIC = (short) 0xC301;

  private final DatasetSchema dataset;
  private final CellType[] types;
  private final long fingerprint;
  private final Map<Long, Schema> known = new TreeMap<>(); // what blocks in state were written with
  private final RowBuilder builder = new RowBuilder();
  private final byte[] codes;
  private final Object[] values;
  private final BinaryEncoder encoder =
      EncoderFactory.get().directBinaryEncoder(OutputStream.nullOutputStream(), null);
  private final BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(new byte[0], null);

  /**
   * @param dataset a field for every slot of the rows' layout, in its order
   */
  public AvroRows(DatasetSchema dataset) {
    this.dataset = dataset;
    this.types = dataset.fields().stream().map(SchemaField::type).toArray(CellType[]::new);
    this.codes = new byte[types.length];
    this.values = new Object[types.length];
    Schema schema = schema(dataset);
    this.fingerprint = SchemaNormalization.parsingFingerprint64(schema);
    known.put(fingerprint, schema);
  }

  private static Schema schema(DatasetSchema dataset) {
    return SchemaBuilder.record("StateRow")
        .namespace("io.gridloom.state")
        .fields()
        .requiredLong("row")
        .name("dropped")
        .type()
        .unionOf()
        .nullType()
        .and()
        .record("Dropped")
        .fields()
        .requiredString("column")
        .requiredString("cause")
        .requiredInt("attempts")
        .endRecord()
        .endUnion()
        .nullDefault()
        .name("cells")
        .type(Schema.createUnion(Schema.create(Schema.Type.NULL), dataset.state()))
        .withDefault(null)
        .endRecord();
  }

  /** Schemas of all blocks that this object has written or may be asked to read, as JSON. */
  public List<String> schemas() {
    return known.values().stream().map(Schema::toString).toList();
  }

  /** Makes blocks readable that were written with these schemas. */
  public void addSchemas(Collection<String> texts) {
    for (String text : texts) {
      Schema writer = new Schema.Parser().parse(text);
      known.put(SchemaNormalization.parsingFingerprint64(writer), writer);
    }
  }

  /** Starts a block on {@code out}; rows follow by {@link #append}. */
  public void start(ByteArrayOutputStream out) {
    ByteBuffer header = ByteBuffer.allocate(HEADER).putShort(MAGIC);
    out.writeBytes(header.order(ByteOrder.LITTLE_ENDIAN).putLong(fingerprint).array());
  }

  /** Writes a row behind what {@code out} holds. */
  public void append(Row row, OutputStream out) throws IOException {
    EncoderFactory.get().directBinaryEncoder(out, encoder);
    encoder.writeLong(row.row());
    if (row.deadLetter().isPresent()) {
      encoder.writeIndex(1);
      writeDropped(row.deadLetter().get());
      encoder.writeIndex(0);
    } else {
      encoder.writeIndex(0);
      encoder.writeIndex(1);
      writeCells(row);
    }
    encoder.flush();
  }

  private void writeDropped(DeadLetter letter) throws IOException {
    encoder.writeString(letter.column());
    encoder.writeString(letter.cause());
    encoder.writeInt(letter.attempts());
  }

  private void writeCells(Row row) throws IOException {
    for (int slot = 0; slot < types.length; slot++) {
      codes[slot] = row.state(slot).code();
      if (row.hasValue(slot)) {
        encoder.writeIndex(1);
        AvroValues.write(types[slot], row.value(slot), encoder);
      } else {
        encoder.writeIndex(0);
      }
    }
    encoder.writeBytes(codes);
  }

  /**
   * The rows of a block, in order. A block of another schema gives the cells of the columns that
   * both know; the others are absent.
   *
   * @throws IOException if the bytes are no block or its schema is unknown
   */
  public List<Row> read(byte[] block) throws IOException {
    ByteBuffer header = ByteBuffer.wrap(block);
    if (block.length < HEADER || header.getShort() != MAGIC) {
      throw new IOException("a block of rows in state lacks Avro's single-object header");
    }
    long writtenWith = header.order(ByteOrder.LITTLE_ENDIAN).getLong();
    DecoderFactory.get().binaryDecoder(block, HEADER, block.length - HEADER, decoder);
    List<Row> rows = new ArrayList<>();
    if (writtenWith == fingerprint) {
      while (!decoder.isEnd()) {
        rows.add(readRow());
      }
      return rows;
    }
    Schema writer = known.get(writtenWith);
    if (writer == null) {
      throw new IOException("the schema of a block of rows in state is unknown: " + writtenWith);
    }
    EvolvedRows older = new EvolvedRows(writer, dataset);
    while (!decoder.isEnd()) {
      rows.add(older.read(decoder));
    }
    return rows;
  }

  private Row readRow() throws IOException {
    long row = decoder.readLong();
    if (decoder.readIndex() == 1) {
      String column = decoder.readString();
      Row dropped =
          Row.tombstone(new DeadLetter(row, column, decoder.readString(), decoder.readInt()));
      decoder.readIndex();
      return dropped;
    }
    decoder.readIndex();
    for (int slot = 0; slot < types.length; slot++) {
      values[slot] =
          decoder.readIndex() == 0 ? NoValue.NULL : AvroValues.read(types[slot], decoder);
    }
    ByteBuffer states = decoder.readBytes(null);
    builder.start(row, types.length);
    for (int slot = 0; slot < types.length; slot++) {
      fill(builder, slot, CellState.ofCode(states.get(slot)), values[slot]);
    }
    return builder.build();
  }

  static void fill(RowBuilder row, int slot, CellState state, Object value) {
    switch (state) {
      case ABSENT -> {}
      case SKIPPED -> row.skip(slot, value);
      case VALUE, NULL -> row.set(slot, value);
    }
  }
}
