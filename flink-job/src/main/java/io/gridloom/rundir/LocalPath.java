package io.gridloom.rundir;

import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Paths of this machine's file system as Flink reads and writes them: the scheme, then the path as
 * it is. The escapes of a {@link java.net.URI} would be names of other folders.
 */
public final class LocalPath {

  private static final String SCHEME = "file:";
  private static final Pattern SCHEMES = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:/");

  private LocalPath() {}

  /** What Flink is told. */
  public static String uri(Path path) {
    return SCHEME + path.toAbsolutePath();
  }

  /** Whether a path or URI is one of this machine's file system. */
  public static boolean isLocal(String uri) {
    return uri.startsWith(SCHEME) || !SCHEMES.matcher(uri).lookingAt();
  }

  /** What Flink tells. */
  public static Path of(String uri) {
    return Path.of(uri.startsWith(SCHEME) ? uri.substring(SCHEME.length()) : uri);
  }
}
