package io.gridloom.rundir;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
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
 * data/part-….jsonl      rows
 * dropped/part-….jsonl   dead letters
 * checkpoints/           Flink's, while the run lives
 * run.json               what the run is and where it stands
 * run.log                Flink's log and ours
 * </pre>
 *
 * @param root the folder, absolute
 */
public record RunDirectory(Path root) {

  public RunDirectory {
    root = root.toAbsolutePath().normalize();
  }

  public Path data() {
    return root.resolve("data");
  }

  public Path dropped() {
    return root.resolve("dropped");
  }

  public Path checkpoints() {
    return root.resolve("checkpoints");
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

  /** Whether there is nothing in it, or no such folder. */
  public boolean isEmpty() throws IOException {
    if (!Files.exists(root)) {
      return true;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(root)) {
      return !files.iterator().hasNext();
    }
  }

  /** Whether it is a run's. */
  public boolean isRun() {
    return Files.isRegularFile(manifest());
  }

  /** Files of rows that can be read: committed, in the order of their names. */
  public List<Path> dataFiles() throws IOException {
    return committed(data());
  }

  /** Files of dead letters, likewise. */
  public List<Path> droppedFiles() throws IOException {
    return committed(dropped());
  }

  private static List<Path> committed(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> !file.getFileName().toString().startsWith(".")).sorted().toList();
    }
  }

  /** The folder of the newest complete checkpoint or savepoint under {@link #checkpoints}. */
  public Optional<Path> newestCheckpoint() throws IOException {
    if (!Files.isDirectory(checkpoints())) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.walk(checkpoints())) {
      return files
          .filter(file -> file.getFileName().toString().equals("_metadata"))
          .max(Comparator.comparing(RunDirectory::modified).thenComparing(RunDirectory::number))
          .map(Path::getParent);
    }
  }

  private static long modified(Path file) {
    return file.toFile().lastModified();
  }

  /** Flink numbers the checkpoints of a job: chk-1, chk-2. */
  private static long number(Path metadata) {
    Path folder = Objects.requireNonNull(metadata.getParent());
    String digits = String.valueOf(folder.getFileName()).replaceAll("\\D", "");
    return digits.isEmpty() || digits.length() > 18 ? 0 : Long.parseLong(digits);
  }

  /** Removes files that dead attempts left unfinished; only while no job writes here. */
  public void removeLeftovers() throws IOException {
    for (Path folder : List.of(data(), dropped())) {
      if (Files.isDirectory(folder)) {
        try (Stream<Path> files = Files.list(folder)) {
          for (Path file : files.toList()) {
            if (file.getFileName().toString().startsWith(".")) {
              Files.delete(file);
            }
          }
        }
      }
    }
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
