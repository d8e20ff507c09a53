package io.gridloom.output.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridloom.config.job.FileFormat;
import io.gridloom.config.job.FilesOutput;
import io.gridloom.config.job.OutputConfig.Content;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small files become few. */
class FileMergeTest {

  @TempDir private Path folder;

  @Test
  void keepsFilesOfOtherColumnsApart() throws Exception {
    Files.writeString(folder.resolve("part-1.csv"), "a,b\n1,2\n");
    Files.writeString(folder.resolve("part-2.csv"), "a,\"b\nc\"\n3,4\n");
    Files.writeString(folder.resolve("part-3.csv"), "a,\"b\nc\"\n5,6\n");
    FileMerge.run(
        new FilesOutput(folder.toString(), FileFormat.CSV, Content.ROWS, List.of(), 1_000, true));
    assertThat(folder.resolve("merged-0.csv")).hasContent("a,b\n1,2\n");
    assertThat(folder.resolve("merged-1.csv")).hasContent("a,\"b\nc\"\n3,4\n5,6\n");
    assertThat(folder).isDirectoryNotContaining("glob:**part-*");
  }
}
