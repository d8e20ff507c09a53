package io.gridloom.run;

import io.gridloom.config.job.KafkaOutput;
import io.gridloom.config.job.KafkaOutput.Delivery;
import io.gridloom.config.job.OutputConfig;
import io.gridloom.config.job.OutputConfig.Content;
import io.gridloom.config.read.Intervals;
import io.gridloom.config.read.OutputsReader;
import io.gridloom.dataset.Dataset;
import io.gridloom.output.AvroForm;
import io.gridloom.output.DeadLetterForm;
import io.gridloom.output.Projection;
import io.gridloom.output.kafka.TopicSetup;
import io.gridloom.plan.RowSchemas;
import io.gridloom.problem.InputException;
import io.gridloom.problem.Place;
import io.gridloom.problem.Problem;
import io.gridloom.rundir.RunDirectory;
import io.gridloom.rundir.RunManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.SchemaFormatter;

/** What the outputs of a run to Kafka need beside its job. */
final class Topics {

  private Topics() {}

  /** The same outputs, each with transactions of its own. */
  static List<OutputConfig> identified(List<OutputConfig> outputs) {
    String run = "gridloom-" + UUID.randomUUID();
    List<OutputConfig> identified = new ArrayList<>();
    for (OutputConfig output : outputs) {
      identified.add(
          output instanceof KafkaOutput kafka && kafka.lacksPrefix()
              ? kafka.withTransactionalIdPrefix(run + "-" + identified.size())
              : output);
    }
    return identified;
  }

  /** Outputs as a user says them again, with the transactions that the run began with. */
  static List<OutputConfig> identifiedAs(List<OutputConfig> begun, List<OutputConfig> said) {
    List<OutputConfig> identified = new ArrayList<>();
    for (OutputConfig output : said) {
      int i = identified.size();
      Optional<String> prefix =
          i < begun.size() && begun.get(i) instanceof KafkaOutput before
              ? before.transactionalIdPrefix()
              : Optional.empty();
      identified.add(
          output instanceof KafkaOutput kafka && kafka.lacksPrefix() && prefix.isPresent()
              ? kafka.withTransactionalIdPrefix(prefix.get())
              : output);
    }
    return identified;
  }

  /**
   * Asks the brokers, and compares the age of what a run goes on from with how long they keep a
   * transaction: what they have given up since can't be committed any more.
   *
   * @throws InputException with all that is wrong
   */
  static void check(RunPlan plan) throws IOException {
    List<Problem> problems = new ArrayList<>();
    List<OutputConfig> outputs = plan.outputs();
    for (int i = 0; i < outputs.size(); i++) {
      if (outputs.get(i) instanceof KafkaOutput kafka) {
        String path = "outputs[" + i + "]";
        problems.addAll(broker(kafka, path));
        schemaFile(kafka, plan.directory(), path).ifPresent(problems::add);
        timeout(kafka, plan.manifest().pace().checkpointInterval(), path).ifPresent(problems::add);
        if (plan.checkpoint().isPresent() && kafka.delivery() == Delivery.EXACTLY_ONCE) {
          age(plan, plan.checkpoint().get(), kafka, path).ifPresent(problems::add);
        }
      }
    }
    if (!problems.isEmpty()) {
      throw new InputException(problems);
    }
  }

  private static List<Problem> broker(KafkaOutput output, String path) {
    try {
      return TopicSetup.problems(output, path);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** The run's folder is made, but no other, and what is in it may be deleted before. */
  private static Optional<Problem> schemaFile(
      KafkaOutput output, RunDirectory directory, String path) {
    Optional<Path> folder = output.schemaFile().map(Path::of).map(Path::getParent);
    if (folder.isEmpty()
        || folder.get().equals(directory.root())
        || (!folder.get().startsWith(directory.root()) && Files.isWritable(folder.get()))) {
      return Optional.empty();
    }
    return Optional.of(
        new Problem(
            Place.NOWHERE,
            path + ".schema_file",
            "there is no folder " + folder.get() + " that can be written to",
            "Make it, or name another file"));
  }

  /** A transaction is open from one checkpoint to the next, at least. */
  private static Optional<Problem> timeout(KafkaOutput output, Duration interval, String path) {
    if (output.delivery() != Delivery.EXACTLY_ONCE
        || output.transactionTimeout().compareTo(interval) > 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Problem(
            Place.NOWHERE,
            path + ".transaction_timeout",
            "found %s; more than the checkpoint interval of %s is needed, or rows are lost"
                .formatted(Intervals.text(output.transactionTimeout()), Intervals.text(interval)),
            "Raise it, or write a shorter --checkpoint-interval"));
  }

  /** A transaction begins with the checkpoint before the one that it belongs to. */
  private static Optional<Problem> age(
      RunPlan plan, Path checkpoint, KafkaOutput output, String path) throws IOException {
    RunManifest begun = RunManifest.read(plan.directory());
    Duration interval = begun.pace().checkpointInterval(); // as it was then
    Instant complete = Files.getLastModifiedTime(checkpoint.resolve("_metadata")).toInstant();
    Duration age = Duration.between(complete, Instant.now()).plus(interval);
    if (begun.isCommitted(checkpoint) || age.compareTo(output.transactionTimeout()) <= 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Problem(
            Place.NOWHERE,
            path,
            "the run's last checkpoint is %s old, and the broker gives up transactions after %s: rows that are written to topic %s for it may be gone"
                .formatted(told(age), told(output.transactionTimeout()), output.topic()),
            "Start again with --overwrite and another topic; a longer transaction_timeout, or"
                + " gridloom savepoint RUN --stop before a pause, avoids this"));
  }

  private static String told(Duration time) {
    return time.toMinutes() < 2 ? time.toSeconds() + " seconds" : time.toMinutes() + " minutes";
  }

  /** Makes topics and writes schemas that the outputs ask for. */
  static void prepare(RunPlan plan) throws Exception {
    for (OutputConfig output : plan.outputs()) {
      if (output instanceof KafkaOutput kafka) {
        TopicSetup.create(kafka);
        if (kafka.schemaFile().isPresent()) {
          Path file = Path.of(kafka.schemaFile().get());
          Files.writeString(
              file, SchemaFormatter.format("json/pretty", schema(kafka, plan)) + "\n");
        }
      }
    }
  }

  /** Ends what the job of a run that is to be deleted may have left open. */
  static void abandon(RunDirectory directory) throws IOException, InterruptedException {
    RunManifest run = RunManifest.read(directory);
    if (run.state() == RunManifest.State.FINISHED) {
      return;
    }
    for (OutputConfig output : OutputsReader.ofSource(run.outputs().toString(), directory.root())) {
      if (output instanceof KafkaOutput kafka && kafka.delivery() == Delivery.EXACTLY_ONCE) {
        TopicSetup.abortTransactions(kafka);
      }
    }
  }

  private static Schema schema(KafkaOutput output, RunPlan plan) {
    Dataset dataset = plan.dataset();
    if (output.content() == Content.DROPPED) {
      return new AvroForm<>(new DeadLetterForm()).schema();
    }
    return new AvroForm<>(
            Projection.of(
                RowSchemas.of(dataset.columns()).output(),
                dataset.layout(),
                Optional.of(plan.manifest().rowIdColumn()).filter(name -> !name.isEmpty()),
                output.columns()))
        .schema();
  }
}
