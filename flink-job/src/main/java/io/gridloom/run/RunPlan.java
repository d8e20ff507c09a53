package io.gridloom.run;

import io.gridloom.config.job.OutputConfig;
import io.gridloom.dataset.Dataset;
import io.gridloom.rundir.RunDirectory;
import io.gridloom.rundir.RunManifest;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A run that may begin: everything that can be checked before has been.
 *
 * @param checkpoint where a resumed run goes on; empty: at row 0
 * @param demo whether its texts are drawn offline, without a model
 */
record RunPlan(
    Dataset dataset,
    RunDirectory directory,
    RunManifest manifest,
    Optional<Path> checkpoint,
    boolean demo) {

  /** Whether rows begin with the records of a topic. */
  boolean isSeeded() {
    return dataset.config().seed().isPresent();
  }

  /** Where rows go. */
  List<OutputConfig> outputs() {
    return summary(manifest, "").outputs();
  }

  /** The same after its job has used that much. */
  RunPlan spent(ModelUse use) {
    return with(manifest.spent(use.calls(), use.tokens()));
  }

  /** The same with what its manifest has become. */
  RunPlan with(RunManifest now) {
    return new RunPlan(dataset, directory, now, checkpoint, demo);
  }

  /** Where the run stands, with what its manifest has become. */
  RunSummary summary(RunManifest now, String failure) {
    return new RunSummary(directory, now, isSeeded(), demo, failure);
  }
}
