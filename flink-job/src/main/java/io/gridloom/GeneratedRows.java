package io.gridloom;

import io.gridloom.codec.RecordForm;
import io.gridloom.config.job.FileFormat;
import io.gridloom.config.job.FilesOutput;
import io.gridloom.config.job.KafkaOutput;
import io.gridloom.config.job.OutputConfig;
import io.gridloom.dataset.Dataset;
import io.gridloom.operator.JobSpec;
import io.gridloom.output.DeadLetterForm;
import io.gridloom.output.OutputForm;
import io.gridloom.output.Projection;
import io.gridloom.output.file.FileOutput;
import io.gridloom.output.kafka.KafkaSinks;
import io.gridloom.plan.RowSchemas;
import io.gridloom.row.DeadLetter;
import io.gridloom.row.Row;
import io.gridloom.schema.DatasetSchema;
import io.gridloom.topology.Topology;
import java.util.ArrayList;
import java.util.List;
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
  private final List<DataStream<DeadLetter>> undelivered = new ArrayList<>();
  private int outputs; // that are written to

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

  /** Living rows in the form that they have between the stages, by {@link Dataset#layout}. */
  public DataStream<Row> rows() {
    return topology.rows();
  }

  /** A dead letter for each row that was dropped. */
  public DataStream<DeadLetter> dropped() {
    return topology.dropped();
  }

  /** As {@link #write(OutputConfig, Optional)}, without the rows' numbers. */
  public void write(OutputConfig output) {
    write(output, Optional.empty());
  }

  /**
   * Writes living rows, or dead letters, to an output. May be called again for others.
   *
   * @param rowIdColumn name of a first field of rows with the row's number; empty: none
   * @throws io.gridloom.problem.InputException if it names columns that rows do not have
   */
  public void write(OutputConfig output, Optional<String> rowIdColumn) {
    int number = outputs++;
    String title = "output " + number;
    String uid = name + "/output-" + number;
    switch (output.content()) {
      case ROWS -> {
        Projection form = Projection.of(schema, dataset.layout(), rowIdColumn, output.columns());
        if (output instanceof KafkaOutput kafka) {
          undelivered.add(
              KafkaSinks.rows(
                  topology.rows(),
                  kafka,
                  form,
                  dataset.layout(),
                  rowIdColumn,
                  job.seed(),
                  title,
                  uid));
        } else {
          toFiles(topology.rows(), (FilesOutput) output, form, title, uid);
        }
      }
      case DROPPED -> {
        if (output instanceof KafkaOutput kafka) {
          undelivered.add(KafkaSinks.letters(topology.dropped(), kafka, title, uid));
        } else {
          toFiles(topology.dropped(), (FilesOutput) output, new DeadLetterForm(), title, uid);
        }
      }
    }
  }

  private static <T> void toFiles(
      DataStream<T> values, FilesOutput output, OutputForm<T> form, String title, String uid) {
    values.sinkTo(FileOutput.sink(output, form)).name(title).uid(uid);
  }

  /**
   * A letter for each row, or dead letter, that an output so far could not take, one stream per
   * output to Kafka: a key that can't be rendered, a record that is too large. The row is in other
   * outputs.
   */
  public List<DataStream<DeadLetter>> undelivered() {
    return List.copyOf(undelivered);
  }

  /** Writes {@link #undelivered} of all outputs so far to JSON lines in a folder. */
  public void writeUndelivered(String folder) {
    FilesOutput output = FilesOutput.dropped(folder, FileFormat.JSONL);
    for (int i = 0; i < undelivered.size(); i++) {
      String uid = name + "/undelivered-" + i;
      toFiles(undelivered.get(i), output, new DeadLetterForm(), "undelivered " + i, uid);
    }
  }

  /**
   * Writes how many living rows each checkpoint makes final, exactly once, in a text file per
   * subtask and checkpoint: what is in outputs whose rows nobody can count.
   */
  public void writeCounts(String folder) {
    topology.rows().sinkTo(FileOutput.counts(folder)).name("row counts").uid(name + "/row-counts");
  }
}
