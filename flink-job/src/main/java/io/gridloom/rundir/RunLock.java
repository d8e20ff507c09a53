package io.gridloom.rundir;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Keeps a second process out of a run directory; the system frees it when the process dies. */
public final class RunLock implements AutoCloseable {

  private final RunDirectory directory;
  private final FileChannel channel;

  private RunLock(RunDirectory directory, FileChannel channel) {
    this.directory = directory;
    this.channel = channel;
  }

  /** The lock of a folder, which is made if need be; empty if another process has it. */
  public static Optional<RunLock> take(RunDirectory directory) throws IOException {
    Files.createDirectories(directory.root());
    FileChannel channel =
        FileChannel.open(directory.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return Optional.of(new RunLock(directory, channel));
      }
    } catch (OverlappingFileLockException e) { // another run in this process
      channel.close();
      return Optional.empty();
    }
    channel.close();
    return Optional.empty();
  }

  /** Whether another process has the lock of a folder. */
  public static boolean isHeld(RunDirectory directory) {
    try {
      Optional<RunLock> lock = take(directory);
      if (lock.isPresent()) {
        lock.get().close();
      }
      return lock.isEmpty();
    } catch (IOException e) {
      return false; // not even its file can be opened: nobody could have taken it
    }
  }

  /** Tells other processes the socket at which this one can be reached, until it is closed. */
  public void publish(Path socket) throws IOException {
    Files.writeString(directory.control(), socket.toString());
  }

  /** What was {@link #publish}ed, perhaps by a process that has died. */
  public static Optional<Path> published(RunDirectory directory) throws IOException {
    return Files.exists(directory.control())
        ? Optional.of(Path.of(Files.readString(directory.control())))
        : Optional.empty();
  }

  /** Closing twice is allowed. */
  @Override
  public void close() throws IOException {
    if (channel.isOpen()) {
      Files.deleteIfExists(directory.control());
      channel.close();
    }
  }
}
