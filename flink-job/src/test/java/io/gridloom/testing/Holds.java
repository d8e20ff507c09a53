package io.gridloom.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Points of {@link Faults} where another process waits as long as a file is there, so that it can
 * be killed in the middle of something.
 */
public final class Holds {

  /** System property of a process: the folder of its files. */
  static final String FOLDER = "gridloom.holds";

  private static final long LOOK_NANOS = 1_000_000;
  private static final Map<String, AtomicInteger> PASSED = new ConcurrentHashMap<>();

  private final Path folder;

  /**
   * @param folder of the files of one process
   */
  Holds(Path folder) {
    this.folder = folder;
  }

  /** Who passes the point for the nth time from now on, or later, waits there. */
  public void hold(String point, int nth) throws IOException {
    Files.createDirectories(folder);
    Path written = Files.writeString(folder.resolve(point + ".new"), Integer.toString(nth));
    Files.move(written, folder.resolve(point), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Whether somebody waits, or has waited, at the point. */
  public boolean isReached(String point) {
    return Files.exists(reached(folder.resolve(point)));
  }

  /** Who waits at the point goes on. */
  public void release(String point) throws IOException {
    Files.deleteIfExists(folder.resolve(point));
  }

  private static Path reached(Path hold) {
    return hold.resolveSibling(hold.getFileName() + ".reached");
  }

  /** Waits in this process, if it is to. */
  static void pass(String point) {
    String folder = System.getProperty(FOLDER);
    if (folder == null) {
      return;
    }
    Path hold = Path.of(folder, point);
    try {
      if (Files.exists(hold) && passed(point) >= Integer.parseInt(Files.readString(hold))) {
        Files.writeString(reached(hold), "");
        while (Files.exists(hold) && !Thread.currentThread().isInterrupted()) {
          LockSupport.parkNanos(LOOK_NANOS);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int passed(String point) {
    return PASSED.computeIfAbsent(point, p -> new AtomicInteger()).incrementAndGet();
  }
}
