package io.gridloom.control;

import io.gridloom.problem.InputException;
import io.gridloom.rundir.RunDirectory;
import io.gridloom.rundir.RunLock;
import io.gridloom.rundir.RunManifest;
import io.gridloom.rundir.RunManifest.State;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** The end of another process. */
public final class ControlClient {

  private ControlClient() {}

  /**
   * Asks a run for something and waits for its answer; if that ends the run, until its folder is
   * free.
   *
   * @throws InputException if there is no run or it does not run
   */
  public static RunReply ask(RunDirectory directory, RunRequest request) throws IOException {
    RunManifest manifest = RunManifest.of(directory);
    Optional<SocketChannel> connected = connect(RunLock.published(directory));
    try (SocketChannel run = connected.orElseThrow(() -> unreachable(directory, manifest))) {
      run.write(ByteBuffer.wrap((request.name() + "\n").getBytes(StandardCharsets.UTF_8)));
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(Channels.newInputStream(run), StandardCharsets.UTF_8));
      String line = in.readLine();
      if (line == null) {
        return new RunReply(false, "the run's process ended before it answered");
      }
      RunReply reply = RunReply.ofLine(line);
      if (reply.done() && request != RunRequest.SAVEPOINT) {
        in.readLine(); // nothing but the end of the connection
      }
      return reply;
    }
  }

  /** Whether there is a process that answers for a run. */
  public static boolean isAnswered(RunDirectory directory) throws IOException {
    Optional<SocketChannel> connected = connect(RunLock.published(directory));
    if (connected.isPresent()) {
      connected.get().close();
    }
    return connected.isPresent();
  }

  private static Optional<SocketChannel> connect(Optional<Path> socket) {
    try {
      return socket.isEmpty()
          ? Optional.empty()
          : Optional.of(SocketChannel.open(UnixDomainSocketAddress.of(socket.get())));
    } catch (IOException e) {
      return Optional.empty(); // nobody listens: its process has died
    }
  }

  private static InputException unreachable(RunDirectory directory, RunManifest manifest) {
    String root = directory.root().toString();
    if (manifest.state() == State.FINISHED) {
      return InputException.of("the run in " + root + " has finished", "Its rows are in data/");
    }
    if (RunLock.isHeld(directory)) {
      return InputException.of(
          "the run in " + root + " is just starting or ending, or is another machine's",
          "Try again, there");
    }
    String state = manifest.state().name().toLowerCase(Locale.ROOT);
    return InputException.of(
        manifest.state() == State.RUNNING
            ? "the process of the run in " + root + " has died"
            : "the run in " + root + " is not running, its state is " + state,
        "Go on with it: gridloom generate --resume --output " + root);
  }
}
