package io.gridloom.control;

import io.gridloom.rundir.RunLock;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of the running process. Its socket lies in a folder for temporary files that only this
 * user may enter, not in the run's folder, whose path may be too long for a socket; the run's lock
 * says where. Requests are answered side by side.
 */
public final class ControlServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);
  private static final long LAST_REPLY_SECONDS = 5;

  private final Path folder;
  private final ServerSocketChannel server;
  private final Function<RunRequest, RunReply> run;
  private final ExecutorService threads = Executors.newCachedThreadPool(ControlServer::daemon);
  private final Queue<SocketChannel> answered = new ConcurrentLinkedQueue<>();

  private ControlServer(
      Path folder, ServerSocketChannel server, Function<RunRequest, RunReply> run) {
    this.folder = folder;
    this.server = server;
    this.run = run;
  }

  /**
   * Starts to listen.
   *
   * @param lock of the run, which tells others of the socket
   * @param run does what is asked for
   */
  public static ControlServer open(RunLock lock, Function<RunRequest, RunReply> run)
      throws IOException {
    Path folder = Files.createTempDirectory("gridloom-");
    Path socket = folder.resolve("control");
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(socket));
    ControlServer control = new ControlServer(folder, server, run);
    control.threads.execute(control::listen);
    lock.publish(socket);
    return control;
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "gridloom-control");
    thread.setDaemon(true);
    return thread;
  }

  private void listen() {
    try {
      while (true) {
        SocketChannel client = server.accept();
        threads.execute(() -> serve(client));
      }
    } catch (IOException | RuntimeException e) {
      LOG.debug("no more requests", e); // it was closed
    }
  }

  private void serve(SocketChannel client) {
    answered.add(client);
    try {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(Channels.newInputStream(client), StandardCharsets.UTF_8));
      RunReply reply = run.apply(RunRequest.valueOf(String.valueOf(in.readLine())));
      client.write(ByteBuffer.wrap((reply.line() + "\n").getBytes(StandardCharsets.UTF_8)));
    } catch (IOException | IllegalArgumentException e) {
      LOG.info("a request could not be answered: {}", e.toString());
    }
  }

  /**
   * Takes no more requests. Whoever asked sees the end of its connection now, not before: what the
   * run held is free.
   */
  @Override
  public void close() throws IOException {
    server.close();
    threads.shutdown();
    try {
      threads.awaitTermination(LAST_REPLY_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (SocketChannel client : answered) {
      client.close();
    }
    Files.deleteIfExists(folder.resolve("control"));
    Files.deleteIfExists(folder);
  }
}
