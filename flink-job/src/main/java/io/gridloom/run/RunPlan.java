package io.gridloom.run;

import io.gridloom.dataset.Dataset;
import io.gridloom.rundir.RunDirectory;
import io.gridloom.rundir.RunManifest;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A run that may begin: everything that can be checked before has been.
 *
 * @param checkpoint where a resumed run goes on; empty: at row 0
 */
record RunPlan(
    Dataset dataset, RunDirectory directory, RunManifest manifest, Optional<Path> checkpoint) {

  /** The same after its job has used that much. */
  RunPlan spent(ModelUse use) {
    return new RunPlan(dataset, directory, manifest.spent(use.calls(), use.tokens()), checkpoint);
  }
}
