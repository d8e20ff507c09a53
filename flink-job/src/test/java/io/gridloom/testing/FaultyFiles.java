package io.gridloom.testing;

import java.io.IOException;
import java.net.URI;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystemFactory;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.local.LocalFileSystem;

/**
 * The local files, under {@code faulty:///}. Points of {@link Faults}: {@code create} and {@code
 * open}, with a file's name up to its first hyphen, such as {@code create entries}.
 */
public final class FaultyFiles extends LocalFileSystem {

  private static final String SCHEME = "faulty";

  /** The same folder by that scheme. */
  public static String of(java.nio.file.Path folder) {
    return SCHEME + "://" + folder.toUri().getPath();
  }

  @Override
  public URI getUri() {
    return URI.create(SCHEME + ":///");
  }

  @Override
  public FSDataInputStream open(Path path, int bufferSize) throws IOException {
    pass("open", path);
    return super.open(path, bufferSize);
  }

  @Override
  public FSDataOutputStream create(Path path, FileSystem.WriteMode mode) throws IOException {
    pass("create", path);
    return super.create(path, mode);
  }

  private static void pass(String what, Path path) {
    Faults.pass(what + " " + path.getName().replaceAll("-.*", ""));
  }

  /** Makes it. */
  public static final class Factory implements FileSystemFactory {

    @Override
    public String getScheme() {
      return SCHEME;
    }

    @Override
    public FileSystem create(URI uri) {
      return new FaultyFiles();
    }
  }
}
