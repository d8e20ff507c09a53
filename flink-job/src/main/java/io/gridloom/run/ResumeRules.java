package io.gridloom.run;

import io.gridloom.config.job.OutputConfig;
import io.gridloom.config.read.OutputsReader;
import io.gridloom.dataset.Dataset;
import io.gridloom.generator.GeneratorRegistry;
import io.gridloom.problem.InputException;
import io.gridloom.problem.Place;
import io.gridloom.problem.Problem;
import io.gridloom.rundir.RunManifest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What may differ when a run is resumed: parallelism, intervals and more rows ({@link
 * io.gridloom.plan.MoreRows}), nothing that decides a value.
 */
final class ResumeRules {

  private ResumeRules() {}

  /**
   * @throws InputException naming everything that was said otherwise than at the start
   */
  static void check(GenerateOptions now, RunManifest run) {
    List<Problem> problems = new ArrayList<>();
    now.config()
        .filter(config -> !now.allowChanges())
        .map(config -> Dataset.read(config, now.plugins().registry()))
        .filter(dataset -> !dataset.fingerprint().equals(run.configHash()))
        .ifPresent(
            dataset ->
                add(
                    problems,
                    now.config().get() + " differs from the config that the run began with",
                    "Leave the config out, write --allow-changes, or start a new run in another --output"));
    now.rows()
        .ifPresent(
            rows -> {
              if (rows < run.rows()) {
                add(
                    problems,
                    "--rows is " + rows + ", but the run began with " + run.rows(),
                    "Name more rows, or leave --rows out");
              }
            });
    now.seed()
        .ifPresent(
            seed -> same(problems, "--seed", Long.toString(seed), Long.toString(run.seed())));
    now.date().ifPresent(date -> same(problems, "--date", date.toString(), run.date().toString()));
    now.rowIdColumn().ifPresent(name -> same(problems, "--row-id-column", name, run.rowIdColumn()));
    now.namedOutputs()
        .filter(outputs -> !isSame(outputs, run))
        .ifPresent(
            outputs ->
                add(
                    problems,
                    "--format or the job's outputs differ from those that the run began with",
                    "Leave them out: the run goes on with its own"));
    if (!problems.isEmpty()) {
      throw new InputException(problems);
    }
  }

  private static boolean isSame(List<OutputConfig> outputs, RunManifest run) {
    List<OutputConfig> begun = OutputsReader.ofSource(run.outputs().toString(), Path.of(""));
    return RunManifest.json(OutputsReader.source(Topics.identifiedAs(begun, outputs)))
        .equals(run.outputs());
  }

  private static void same(List<Problem> problems, String flag, String now, String then) {
    if (!now.equals(then)) {
      add(
          problems,
          flag + " is " + now + ", but the run began with " + (then.isEmpty() ? "none" : then),
          "Leave " + flag + " out");
    }
  }

  private static void add(List<Problem> problems, String reason, String fix) {
    problems.add(new Problem(Place.NOWHERE, "", reason, fix));
  }

  /**
   * The dataset that a run began with.
   *
   * @param registry of all column types
   * @throws InputException if it was changed since
   */
  static Dataset dataset(RunManifest run, GeneratorRegistry registry) {
    Dataset dataset = Dataset.ofSource(run.source(), registry);
    if (!dataset.fingerprint().equals(run.configHash())) {
      throw InputException.of(
          "the config in run.json is not the one that the run began with",
          "Start a new run in another --output");
    }
    return dataset;
  }
}
