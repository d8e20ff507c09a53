package io.gridloom.run;

import io.gridloom.config.job.FilesOutput;
import io.gridloom.config.job.KafkaOutput;
import io.gridloom.config.job.OutputConfig;
import io.gridloom.config.read.OutputsReader;
import io.gridloom.output.file.OutputFolder;
import io.gridloom.rundir.RunDirectory;
import io.gridloom.rundir.RunManifest;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where a run stands.
 *
 * @param seeded whether rows begin with the records of a topic: until the end it is known only how
 *     many they are at most
 * @param demo whether texts were drawn offline, without a model
 * @param failure why it failed, in one line; empty if it has not
 */
public record RunSummary(
    RunDirectory directory, RunManifest manifest, boolean seeded, boolean demo, String failure) {

  /** The same run with what its manifest has become. */
  RunSummary with(RunManifest now) {
    return new RunSummary(directory, now, seeded, demo, failure);
  }

  /** Rows that are in the files of a finished run. */
  public long written() {
    return manifest.rows() - manifest.dropped();
  }

  /** Folders of the outputs with rows, each with the number of its files. */
  public Map<String, Integer> files() throws IOException {
    Map<String, Integer> files = new LinkedHashMap<>();
    for (OutputConfig output : outputs()) {
      if (output instanceof FilesOutput to) {
        files.put(to.folder(), new OutputFolder(to.folder()).size());
      }
    }
    return files;
  }

  /** Topics of the outputs, each with its broker. */
  public Map<String, String> topics() {
    Map<String, String> topics = new LinkedHashMap<>();
    for (OutputConfig output : outputs()) {
      if (output instanceof KafkaOutput to) {
        topics.put(to.topic(), to.bootstrapServers());
      }
    }
    return topics;
  }

  /** Letters of rows that a topic could not take. */
  public long undelivered() throws IOException {
    return RunDirectory.lines(directory.undeliveredFiles());
  }

  /** Where rows go. */
  List<OutputConfig> outputs() {
    return OutputsReader.ofSource(manifest.outputs().toString(), directory.root());
  }
}
