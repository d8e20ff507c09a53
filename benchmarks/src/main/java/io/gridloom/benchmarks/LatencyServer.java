package io.gridloom.benchmarks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Chat completions that take a fixed time each, and the times of the first call and last answer.
 */
public final class LatencyServer implements AutoCloseable {

  private static final byte[] ANSWER =
      ("{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"a short answer\"},"
              + "\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":3}}")
          .getBytes(StandardCharsets.UTF_8);

  static {
    System.setProperty("sun.net.httpserver.nodelay", "true"); // or each answer takes 40 ms more
  }

  private final HttpServer server;
  private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(2);
  private final long latencyMillis;
  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger mostOpen = new AtomicInteger();
  private final AtomicLong first = new AtomicLong();
  private final AtomicLong last = new AtomicLong();
  private final AtomicLong service = new AtomicLong(); // nanoseconds of all calls

  LatencyServer(long latencyMillis) throws IOException {
    this.latencyMillis = latencyMillis;
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4_096);
    server.setExecutor(threads);
    server.createContext("/", this::take);
    server.start();
  }

  /**
   * Serves until the process ends, and prints a providers file for it. Argument: latency in
   * milliseconds.
   */
  public static void main(String[] args) throws IOException {
    LatencyServer server = new LatencyServer(Long.parseLong(args[0]));
    System.out.println("providers: [{name: here, endpoint: \"" + server.endpoint() + "\"}]");
  }

  String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  int calls() {
    return calls.get();
  }

  int mostOpen() {
    return mostOpen.get();
  }

  /** Seconds from the first call to the last answer. */
  double makespan() {
    return (last.get() - first.get()) / 1e9;
  }

  /** Seconds that a call takes here. */
  double serviceTime() {
    return service.get() / 1e9 / calls.get();
  }

  private void take(HttpExchange exchange) throws IOException {
    long arrived = System.nanoTime();
    first.compareAndSet(0, arrived);
    exchange.getRequestBody().readAllBytes();
    mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
    if (latencyMillis == 0) {
      answer(exchange, arrived);
    } else {
      threads.schedule(() -> answer(exchange, arrived), latencyMillis, TimeUnit.MILLISECONDS);
    }
  }

  private void answer(HttpExchange exchange, long arrived) {
    open.decrementAndGet();
    calls.incrementAndGet();
    long now = System.nanoTime();
    service.addAndGet(now - arrived);
    last.accumulateAndGet(now, Math::max);
    try (exchange) {
      exchange.sendResponseHeaders(200, ANSWER.length);
      exchange.getResponseBody().write(ANSWER);
    } catch (IOException e) {
      // The caller has gone.
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
