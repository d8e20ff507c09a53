package io.gridloom.run;

import io.gridloom.rundir.RunDirectory;
import io.gridloom.rundir.RunManifest;

/**
 * Where a run stands.
 *
 * @param demo whether texts were drawn offline, without a model
 * @param failure why it failed, in one line; empty if it has not
 */
public record RunSummary(
    RunDirectory directory, RunManifest manifest, boolean demo, String failure) {

  /** Rows that are in the files of a finished run. */
  public long written() {
    return manifest.rows() - manifest.dropped();
  }
}
