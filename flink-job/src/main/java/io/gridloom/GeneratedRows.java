package io.gridloom;

import io.gridloom.codec.RecordForm;
import io.gridloom.dataset.Dataset;
import io.gridloom.operator.JobSpec;
import io.gridloom.output.Projection;
import io.gridloom.output.file.FileOutput;
import io.gridloom.plan.RowSchemas;
import io.gridloom.row.DeadLetter;
import io.gridloom.schema.DatasetSchema;
import io.gridloom.topology.Topology;
import java.net.URI;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.flink.formats.avro.typeutils.GenericRecordAvroTypeInfo;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.jspecify.annotations.Nullable;

/** The rows of a dataset in a Flink program. Use any of its ends, each as often as needed. */
public final class GeneratedRows {

  private final Dataset dataset;
  private final JobSpec job;
  private final String name;
  private final Topology topology;
  private final DatasetSchema schema;
  private @Nullable DataStream<GenericRecord> records; // made on first use

  GeneratedRows(Dataset dataset, JobSpec job, String name, Topology topology) {
    this.dataset = dataset;
    this.job = job;
    this.name = name;
    this.topology = topology;
    this.schema = RowSchemas.of("row", dataset.columns()).output();
  }

  /** The seed of the run, given or drawn. */
  public long seed() {
    return job.seed();
  }

  /**
   * Avro schema of {@link #stream}: each field a union of null and its type. A column whose name
   * Avro can't have has a safe one, and its own as the property {@value
   * DatasetSchema#NAME_PROPERTY}.
   */
  public Schema schema() {
    return schema.avro();
  }

  /**
   * Living rows with all cells, dropped columns left out. Lists are Avro's arrays, records of the
   * dataset its records.
   */
  public DataStream<GenericRecord> stream() {
    if (records == null) {
      RecordForm form = new RecordForm(dataset.layout(), schema);
      records =
          topology
              .rows()
              .map(form::toRecord)
              .returns(new GenericRecordAvroTypeInfo(schema.avro()))
              .name("records")
              .uid(name + "/records");
    }
    return records;
  }

  /** A dead letter for each row that was dropped. */
  public DataStream<DeadLetter> dropped() {
    return topology.dropped();
  }

  /**
   * Writes living rows as JSON lines, exactly once: {@code part-….jsonl} per subtask and
   * checkpoint.
   *
   * @param folder on any file system that Flink knows
   * @param rowIdColumn name of a first field with the row's number; empty: none
   */
  public void writeJsonLines(URI folder, Optional<String> rowIdColumn) {
    Projection projection = Projection.of(schema, dataset.layout(), rowIdColumn);
    topology
        .rows()
        .sinkTo(FileOutput.jsonLines(folder, projection))
        .name("files")
        .uid(name + "/files");
  }

  /** Writes dead letters as JSON lines, as {@link #writeJsonLines} does. */
  public void writeDeadLetters(URI folder) {
    topology
        .dropped()
        .sinkTo(FileOutput.deadLetters(folder))
        .name("dropped files")
        .uid(name + "/dropped-files");
  }
}
