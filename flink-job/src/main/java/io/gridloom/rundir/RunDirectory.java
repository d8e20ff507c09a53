package io.gridloom.rundir;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder of a run:
 *
 * <pre>
 * data/part-….jsonl      rows, if the job names no other outputs
 * dropped/part-….jsonl   dead letters
 * undelivered/part-….jsonl  letters of rows that a topic could not take
 * .rows/part-….txt       how many rows each checkpoint has written
 * checkpoints/           Flink's, while the run lives
 * savepoints/            those that a user asked for
 * run.json               what the run is and where it stands
 * run.log                Flink's log and ours
 * </pre>
 *
 * @param root the folder, absolute
 */
public record RunDirectory(Path root) {

  /** The folder's folder of rows. */
  public static final String DATA = "data";

  public RunDirectory {
    root = root.toAbsolutePath().normalize();
  }

  public Path data() {
    return root.resolve(DATA);
  }

  public Path dropped() {
    return root.resolve("dropped");
  }

  /** Letters of rows that an output could not take. */
  public Path undelivered() {
    return root.resolve("undelivered");
  }

  /** Counts of the rows that each checkpoint has written, whatever the outputs. */
  public Path counts() {
    return root.resolve(".rows");
  }

  public Path checkpoints() {
    return root.resolve("checkpoints");
  }

  public Path savepoints() {
    return root.resolve("savepoints");
  }

  public Path manifest() {
    return root.resolve("run.json");
  }

  public Path log() {
    return root.resolve("run.log");
  }

  Path lock() {
    return root.resolve(".lock");
  }

  Path control() {
    return root.resolve(".control");
  }

  /**
   * Whether other files in a folder would be taken for the run's, or the other way round. {@link
   * #data} is there for others.
   */
  public boolean uses(Path folder) {
    Path other = folder.toAbsolutePath().normalize();
    List<Path> own =
        List.of(
            checkpoints(),
            savepoints(),
            dropped(),
            undelivered(),
            counts(),
            manifest(),
            log(),
            lock(),
            control());
    return root.startsWith(other) || own.stream().anyMatch(other::startsWith);
  }

  /** Whether there is nothing in it but the lock of a start that failed, or no such folder. */
  public boolean isEmpty() throws IOException {
    if (!Files.exists(root)) {
      return true;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(root)) {
      for (Path file : files) {
        if (!file.equals(lock())) {
          return false;
        }
      }
      return true;
    }
  }

  /** Whether it is a run's. */
  public boolean isRun() {
    return Files.isRegularFile(manifest());
  }

  /** Files of dead letters that can be read: committed, in the order of their names. */
  public List<Path> droppedFiles() throws IOException {
    return committed(dropped());
  }

  /** Those of rows that an output could not take. */
  public List<Path> undeliveredFiles() throws IOException {
    return committed(undelivered());
  }

  /** Lines of files, one after the other. */
  public static long lines(List<Path> paths) throws IOException {
    long lines = 0;
    for (Path file : paths) {
      try (Stream<String> text = Files.lines(file)) {
        lines += text.count();
      }
    }
    return lines;
  }

  /** Living rows that are written: those of complete checkpoints. */
  public long countedRows() throws IOException {
    long rows = 0;
    for (Path file : committed(counts())) {
      rows += Long.parseLong(Files.readString(file).strip());
    }
    return rows;
  }

  private static List<Path> committed(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> !file.getFileName().toString().startsWith(".")).sorted().toList();
    }
  }

  /** The folder of the newest complete checkpoint or savepoint. */
  public Optional<Path> newestCheckpoint() throws IOException {
    List<Checkpoint> complete = new ArrayList<>();
    for (Path folder : List.of(checkpoints(), savepoints())) {
      if (Files.isDirectory(folder)) {
        try (Stream<Path> files = Files.walk(folder)) {
          files
              .filter(file -> file.getFileName().toString().equals("_metadata"))
              .map(Checkpoint::of)
              .flatMap(Optional::stream)
              .forEach(complete::add);
        }
      }
    }
    return complete.stream().max(Comparator.comparing(Checkpoint::id)).map(Checkpoint::folder);
  }

  /**
   * A checkpoint or savepoint. The jobs of a run count them on, so that the newest has the highest
   * number, whatever the clock said.
   */
  private record Checkpoint(long id, Path folder) {

    private static final int MAGIC = 0x4960672d; // the file begins with it, a version and the id

    /** Empty where the file is no checkpoint's, or was not written to its end. */
    static Optional<Checkpoint> of(Path metadata) {
      Path folder = Objects.requireNonNull(metadata.getParent());
      try (DataInputStream in = new DataInputStream(Files.newInputStream(metadata))) {
        boolean known = in.readInt() == MAGIC && in.readInt() > 0;
        return known ? Optional.of(new Checkpoint(in.readLong(), folder)) : Optional.empty();
      } catch (IOException e) {
        return Optional.empty();
      }
    }
  }

  /** Keeps savepoints from being resumed from, without deleting what is the user's. */
  public void setSavepointsAside() throws IOException {
    for (int number = 1; Files.exists(savepoints()); number++) {
      Path aside = root.resolve("savepoints-" + number);
      if (!Files.exists(aside)) {
        Files.move(savepoints(), aside);
      }
    }
  }

  /**
   * Removes all checkpoints but one. Older ones, which a dead job left, must not be gone on from:
   * rows that came after them are in the files.
   *
   * @param kept folder of the one that is gone on from
   */
  public void removeCheckpointsBut(Path kept) throws IOException {
    if (!Files.isDirectory(checkpoints())) {
      return;
    }
    List<Path> others;
    try (Stream<Path> folders = Files.walk(checkpoints(), 2)) {
      others =
          folders
              .filter(folder -> folder.getFileName().toString().startsWith("chk-"))
              .filter(folder -> !folder.equals(kept))
              .toList();
    }
    for (Path other : others) {
      removeTree(other);
    }
  }

  /**
   * Whether some files were written after the checkpoint was complete: those of a later one, which
   * is gone. Files become readable after their checkpoint, but are written before it.
   *
   * @param checkpoint its folder
   */
  public boolean hasFilesAfter(Path checkpoint) throws IOException {
    FileTime complete = Files.getLastModifiedTime(checkpoint.resolve("_metadata"));
    for (List<Path> files : List.of(committed(counts()), droppedFiles())) {
      for (Path file : files) {
        if (Files.getLastModifiedTime(file).compareTo(complete) > 0) {
          return true;
        }
      }
    }
    return false;
  }

  /** Removes the folder's checkpoints. */
  public void removeCheckpoints() throws IOException {
    removeTree(checkpoints());
  }

  /** Removes everything in it. */
  public void clear() throws IOException {
    removeTree(root);
  }

  /** Whatever vanishes meanwhile is as good as removed: a job that ends tidies up, too. */
  private static void removeTree(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure)
              throws IOException {
            if (failure instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw failure;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
              throws IOException {
            if (failure != null && !(failure instanceof NoSuchFileException)) {
              throw failure;
            }
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
