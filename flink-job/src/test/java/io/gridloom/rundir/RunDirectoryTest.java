package io.gridloom.rundir;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunDirectoryTest {

  @TempDir Path folder;

  private RunDirectory run() {
    return new RunDirectory(folder);
  }

  private Path checkpoint(String job, int id, long atMillis) throws IOException {
    Path chk = Files.createDirectories(run().checkpoints().resolve(job).resolve("chk-" + id));
    Path metadata = chk.resolve("_metadata");
    try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(metadata))) {
      out.writeInt(0x4960672d);
      out.writeInt(4);
      out.writeLong(id);
    }
    Files.setLastModifiedTime(metadata, FileTime.fromMillis(atMillis));
    return chk;
  }

  private void count(String name, long atMillis) throws IOException {
    Path file = Files.createDirectories(run().counts()).resolve(name);
    Files.writeString(file, "7\n");
    Files.setLastModifiedTime(file, FileTime.fromMillis(atMillis));
  }

  @Test
  void forgetsWhatADeadJobLeftBehind() throws IOException {
    checkpoint("first", 3, 1_000);
    Path newest = checkpoint("first", 4, 2_000);
    checkpoint("second", 2, 3_000);
    Path shared = Files.createDirectories(run().checkpoints().resolve("first").resolve("shared"));
    assertThat(run().newestCheckpoint()).contains(newest);
    run().removeCheckpointsBut(newest);
    assertThat(run().checkpoints().resolve("first")).isDirectoryContaining(newest::equals);
    assertThat(newest.resolveSibling("chk-3")).doesNotExist();
    assertThat(run().checkpoints().resolve("second").resolve("chk-2")).doesNotExist();
    assertThat(shared).exists(); // incremental checkpoints have their files there
  }

  @Test
  void knowsFilesThatAreNewerThanACheckpoint() throws IOException {
    Path checkpoint = checkpoint("first", 3, 2_000);
    count("part-a-0.txt", 1_000);
    count(".part-b-0.txt.inprogress", 5_000); // nobody's yet
    assertThat(run().hasFilesAfter(checkpoint)).isFalse();
    count("part-a-1.txt", 3_000);
    assertThat(run().hasFilesAfter(checkpoint)).isTrue();
  }
}
