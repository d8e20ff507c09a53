package io.gridloom.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/** {@code java -jar gridloom.jar} in a process of its own, as it was packaged. */
public final class GridloomProcess {

  private static final Path HOME = Path.of(System.getProperty("gridloom.home"));
  private static final Path JAR = HOME.resolve("gridloom.jar");
  private static final Path ARCHIVE = HOME.resolve("tests.jsa"); // of classes, as the launcher has
  private static final long TIMEOUT_NANOS = TimeUnit.MINUTES.toNanos(2);
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final Process process;
  private final Path out;
  private final Path err;

  private GridloomProcess(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /**
   * Starts it.
   *
   * @param folder for what it writes to stdout and stderr
   */
  public static GridloomProcess start(Path folder, Object... args) throws IOException {
    return start(folder, Map.of(), args);
  }

  /** The same with further variables in its environment. */
  public static GridloomProcess start(Path folder, Map<String, String> environment, Object... args)
      throws IOException {
    if (!Files.exists(ARCHIVE)
        || Files.getLastModifiedTime(ARCHIVE).compareTo(Files.getLastModifiedTime(JAR)) < 0) {
      archiveClasses(folder);
    }
    List<String> command = command(folder, "-XX:SharedArchiveFile=" + ARCHIVE, args);
    Path out = Files.createTempFile(folder, "stdout", ".txt");
    Path err = Files.createTempFile(folder, "stderr", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    return new GridloomProcess(process, out, err);
  }

  private static List<String> command(Path folder, String option, Object... args) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx512m",
            "-XX:+UseSerialGC", // it is up soon, and not for long
            "-XX:TieredStopAtLevel=1",
            "-Djava.io.tmpdir=" + folder, // where a killed one leaves what it had there
            option,
            "-jar",
            JAR.toString()));
    for (Object arg : args) {
      command.add(arg.toString());
    }
    return command;
  }

  /** With it a process is up in half the time. */
  private static void archiveClasses(Path folder) throws IOException {
    Path scratch = Files.createTempDirectory(folder, "archive");
    Path config =
        Files.writeString(
            scratch.resolve("one.yaml"),
            "columns: [{name: id, column_type: sampler, sampler_type: uuid, params: {}}]");
    List<String> command =
        command(
            scratch,
            "-XX:ArchiveClassesAtExit=" + scratch.resolve("tests.jsa"),
            "generate",
            config,
            "--rows=10",
            "--output=" + scratch.resolve("run"));
    try {
      new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(scratch.resolve("log").toFile())
          .start()
          .waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    Files.move(scratch.resolve("tests.jsa"), ARCHIVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Something to wait for. */
  @FunctionalInterface
  public interface Condition {
    boolean holds() throws IOException;
  }

  /** Waits for something that the living process does. */
  public void await(String what, Condition condition) throws IOException, TimeoutException {
    long deadline = System.nanoTime() + TIMEOUT_NANOS;
    while (!condition.holds()) {
      if (!process.isAlive()) {
        throw new IllegalStateException("ended before " + what + ": " + err());
      }
      if (System.nanoTime() > deadline) {
        throw new TimeoutException(what + ": " + err());
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  /** Waits for its end; the exit code. */
  public int end() throws InterruptedException, TimeoutException, IOException {
    return endWithin(TIMEOUT_NANOS);
  }

  /** The same for one that takes longer. */
  public int endWithin(long nanos) throws InterruptedException, TimeoutException, IOException {
    if (!process.waitFor(nanos, TimeUnit.NANOSECONDS)) {
      process.destroyForcibly();
      throw new TimeoutException("not ended: " + err());
    }
    return process.exitValue();
  }

  public boolean hasEnded() {
    return !process.isAlive();
  }

  /** {@code kill -9}. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** What Ctrl-C does. */
  public void interrupt() throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
  }

  public String out() throws IOException {
    return Files.readString(out);
  }

  public String err() throws IOException {
    return Files.readString(err);
  }
}
