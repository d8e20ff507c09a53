package io.gridloom.cli;

import io.gridloom.cluster.Cluster;
import io.gridloom.generator.StopRunException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The entry that {@code flink run} and application clusters name: the arguments of {@code
 * generate}, on the cluster that calls it. Called again with the same arguments it goes on with the
 * run.
 */
public final class JobMain {

  private JobMain() {}

  public static void main(String[] args) {
    Instant started = Instant.now();
    List<String> words = new ArrayList<>(List.of("generate", "--cluster=" + Cluster.CALLING));
    words.addAll(List.of(args));
    int exit = Main.run(Terminal.system(), () -> started, words.toArray(String[]::new));
    if (exit != ExitCode.DONE) {
      throw new StopRunException("gridloom generate ended with exit code " + exit);
    }
  }
}
