package io.gridloom.output.file;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/** A folder that a job writes files to, on any file system that Flink knows. */
public final class OutputFolder {

  private final Path folder;
  private final FileSystem files;

  /**
   * @param folder a path or a URI
   * @throws IOException if nobody knows its file system
   */
  public OutputFolder(String folder) throws IOException {
    this.folder = new Path(folder);
    this.files = this.folder.getFileSystem();
  }

  private List<FileStatus> list() throws IOException {
    List<FileStatus> found = new ArrayList<>();
    if (files.exists(folder)) {
      for (FileStatus file : files.listStatus(folder)) {
        if (!file.isDir()) {
          found.add(file);
        }
      }
    }
    return found;
  }

  /** Whether there is nothing in it, or no such folder. */
  public boolean isEmpty() throws IOException {
    return !files.exists(folder) || files.listStatus(folder).length == 0;
  }

  /** Number of files that readers see. */
  public int size() throws IOException {
    return (int) list().stream().filter(file -> !file.getPath().getName().startsWith(".")).count();
  }

  /**
   * Removes files that dead attempts left unfinished, whose names begin with a dot; only while no
   * job writes there.
   */
  public void removeLeftovers() throws IOException {
    for (FileStatus file : list()) {
      if (file.getPath().getName().startsWith(".part-")) {
        files.delete(file.getPath(), false);
      }
    }
  }
}
