package io.gridloom.cluster;

import io.gridloom.problem.InputException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The jars that a job's classes are in.
 *
 * @param travelling with the job: the job jar, and plugins as long as they fit
 * @param present those that do not fit: each machine must have them at this path
 */
record JobJars(List<Path> travelling, List<Path> present) {

  private static final long GRAPH_BYTES = 4L << 20; // of a request; ours has 100 KB

  JobJars {
    travelling = List.copyOf(travelling);
    present = List.copyOf(present);
  }

  /**
   * This program's jar and those of plugins, the small ones first.
   *
   * @param maxBytes of the request that carries them
   * @throws InputException if there is no job jar, or even that does not fit
   */
  static JobJars of(List<URL> plugins, long maxBytes) throws IOException {
    Path job = jobJar();
    long room = maxBytes - GRAPH_BYTES - Files.size(job);
    if (room < 0) {
      throw InputException.of(
          "the cluster takes requests of %,d bytes at most, and the job jar has %,d"
              .formatted(maxBytes, Files.size(job)),
          "Raise rest.server.max-content-length of the cluster");
    }
    List<Path> travelling = new ArrayList<>(List.of(job));
    List<Path> present = new ArrayList<>();
    List<Path> bySize = new ArrayList<>();
    for (URL plugin : plugins) {
      bySize.add(path(plugin));
    }
    bySize.sort((one, other) -> Long.compare(one.toFile().length(), other.toFile().length()));
    for (Path plugin : bySize) {
      room -= Files.size(plugin);
      (room < 0 ? present : travelling).add(plugin);
    }
    return new JobJars(travelling, present);
  }

  private static Path jobJar() {
    Path jar = path(JobJars.class.getProtectionDomain().getCodeSource().getLocation());
    if (!Files.isRegularFile(jar)) {
      throw InputException.of(
          "there is no job jar to send to a cluster: this program runs from folders of classes",
          "Package it first (mvn package), and start it by ./gridloom");
    }
    return jar;
  }

  private static Path path(URL jar) {
    try {
      return Path.of(jar.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("a file has a URI", e);
    }
  }
}
