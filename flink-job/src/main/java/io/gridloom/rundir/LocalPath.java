package io.gridloom.rundir;

import java.nio.file.Path;

/**
 * Paths of this machine's file system as Flink reads and writes them: the scheme, then the path as
 * it is. The escapes of a {@link java.net.URI} would be names of other folders.
 */
public final class LocalPath {

  private static final String SCHEME = "file:";

  private LocalPath() {}

  /** What Flink is told. */
  public static String uri(Path path) {
    return SCHEME + path.toAbsolutePath();
  }

  /** What Flink tells. */
  public static Path of(String uri) {
    return Path.of(uri.startsWith(SCHEME) ? uri.substring(SCHEME.length()) : uri);
  }
}
