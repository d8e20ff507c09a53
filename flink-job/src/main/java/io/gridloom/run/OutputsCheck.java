package io.gridloom.run;

import io.gridloom.config.job.FilesOutput;
import io.gridloom.config.job.KafkaOutput;
import io.gridloom.config.job.OutputConfig;
import io.gridloom.config.job.OutputConfig.Content;
import io.gridloom.dataset.Dataset;
import io.gridloom.output.Projection;
import io.gridloom.output.file.OutputFolder;
import io.gridloom.output.kafka.KafkaCheck;
import io.gridloom.plan.RowSchemas;
import io.gridloom.problem.InputException;
import io.gridloom.problem.Place;
import io.gridloom.problem.Problem;
import io.gridloom.problem.Shown;
import io.gridloom.rundir.LocalPath;
import io.gridloom.rundir.RunDirectory;
import io.gridloom.schema.CellType;
import io.gridloom.schema.SchemaField;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether a run's outputs can be written, as far as that is known before it begins. */
final class OutputsCheck {

  private final Dataset dataset;
  private final Optional<String> rowIdColumn;
  private final RunDirectory directory;
  private final boolean overwrite;
  private final List<Problem> problems = new ArrayList<>();

  private OutputsCheck(
      Dataset dataset, Optional<String> rowIdColumn, RunDirectory directory, boolean overwrite) {
    this.dataset = dataset;
    this.rowIdColumn = rowIdColumn;
    this.directory = directory;
    this.overwrite = overwrite;
  }

  /**
   * Checks them.
   *
   * @param directory of the run
   * @param overwrite whether what is in it will be deleted
   * @throws InputException with every problem of the outputs
   */
  static void run(
      List<OutputConfig> outputs,
      Dataset dataset,
      Optional<String> rowIdColumn,
      RunDirectory directory,
      boolean overwrite) {
    OutputsCheck check = new OutputsCheck(dataset, rowIdColumn, directory, overwrite);
    for (int i = 0; i < outputs.size(); i++) {
      String path = "outputs[" + i + "]";
      check.check(outputs.get(i), path);
      if (outputs.get(i) instanceof FilesOutput files) {
        check.checkFolder(files, outputs.subList(0, i), path + ".path");
      } else if (outputs.get(i) instanceof KafkaOutput kafka) {
        check.checkTopic(kafka, outputs.subList(0, i), path);
      }
    }
    if (!check.problems.isEmpty()) {
      throw new InputException(check.problems);
    }
  }

  private void check(OutputConfig output, String path) {
    if (output.content() == Content.DROPPED) {
      if (!output.columns().isEmpty()) {
        add(path + ".columns", "dead letters have no columns to choose from", "Leave them out");
      }
      return;
    }
    try {
      Projection.of(
          RowSchemas.of("row", dataset.columns()).output(),
          dataset.layout(),
          rowIdColumn,
          output.columns());
    } catch (InputException e) {
      e.problems().forEach(problem -> add(path + ".columns", problem.reason(), problem.fix()));
    }
  }

  private void checkTopic(KafkaOutput output, List<OutputConfig> before, String path) {
    boolean taken =
        output.transactionalIdPrefix().isPresent()
            && before.stream()
                .anyMatch(
                    other ->
                        other instanceof KafkaOutput kafka
                            && kafka
                                .transactionalIdPrefix()
                                .equals(output.transactionalIdPrefix()));
    if (taken) {
      add(
          path + ".transactional_id_prefix",
          Shown.quoted(output.transactionalIdPrefix().get()) + " is that of another output",
          "Name another: they would end each other's transactions");
    }
    Map<String, CellType> types = new HashMap<>();
    for (SchemaField field : RowSchemas.of(dataset.columns()).travelling().fields()) {
      types.put(field.name(), field.type());
    }
    problems.addAll(KafkaCheck.settings(output, path, dataset.layout(), rowIdColumn, types::get));
  }

  private void checkFolder(FilesOutput output, List<OutputConfig> before, String path) {
    String folder = output.folder();
    boolean taken =
        before.stream()
            .anyMatch(other -> other instanceof FilesOutput files && files.folder().equals(folder));
    if (taken) {
      add(path, Shown.quoted(folder) + " is the folder of another output", "Name another folder");
    }
    if (LocalPath.isLocal(folder) && directory.uses(LocalPath.of(folder))) {
      add(
          path,
          Shown.quoted(folder) + " is the run's own folder, or holds it",
          "Name another folder, such as %s".formatted(directory.data()));
      return;
    }
    OutputFolder files;
    try {
      files = new OutputFolder(folder);
    } catch (IOException e) {
      add(
          path,
          "no file system is known for " + Shown.quoted(folder),
          "Put Flink's plugin for it into plugins/, such as flink-s3-fs-presto");
      return;
    }
    try {
      if (!files.isEmpty() && !isDeleted(folder)) {
        add(path, Shown.quoted(folder) + " is not empty", "Name an empty or new folder");
      }
    } catch (IOException e) {
      add(path, Shown.quoted(folder) + " can't be read: " + e.getMessage(), "");
    }
  }

  private boolean isDeleted(String folder) {
    return overwrite
        && LocalPath.isLocal(folder)
        && LocalPath.of(folder).toAbsolutePath().normalize().startsWith(directory.root());
  }

  private void add(String path, String reason, String fix) {
    problems.add(new Problem(Place.NOWHERE, path, reason, fix));
  }
}
