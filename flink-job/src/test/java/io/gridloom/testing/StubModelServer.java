package io.gridloom.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A model server on a real socket of this machine. Its answers follow from what it is asked: {@code
 * answer to: <the last message>}. Faults are chosen for each call.
 */
public final class StubModelServer implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.shared();

  static {
    System.setProperty("sun.net.httpserver.nodelay", "true"); // or each answer takes 40 ms more
  }

  /**
   * A call as it came in.
   *
   * @param at milliseconds since the epoch
   * @param port of the caller
   */
  public record Call(int number, long at, int port, String authorization, JsonNode body) {

    /** The text of the last message. */
    public String asked() {
      JsonNode messages = body.get("messages");
      return messages.get(messages.size() - 1).get("content").get(0).get("text").asString();
    }
  }

  /** What the server does with a call. */
  public sealed interface Reaction {

    /** Answers with this text. */
    record Answer(String text) implements Reaction {}

    /** Answers with a status, headers and a body. */
    record Status(int code, Map<String, String> headers, String body) implements Reaction {}

    /** Closes the connection. */
    record Reset() implements Reaction {}

    /** Never answers. */
    record Hang() implements Reaction {}

    /** Sends half of what it announced, then closes the connection. */
    record HalfABody() implements Reaction {}
  }

  /** Chooses what to do with a call. */
  @FunctionalInterface
  public interface Mood {
    Reaction of(Call call);
  }

  private final HttpServer server;
  private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(2);
  private final long latencyMillis;
  private final Mood mood;
  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger mostOpen = new AtomicInteger();
  private final Map<String, AtomicInteger> byText = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<Call> seen = new ConcurrentLinkedQueue<>();

  private StubModelServer(long latencyMillis, Mood mood) throws IOException {
    this.latencyMillis = latencyMillis;
    this.mood = mood;
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_024);
    server.setExecutor(threads);
    server.createContext("/v1/chat/completions", this::take);
    server.start();
  }

  /** A server whose answers take so long. */
  public static StubModelServer start(long latencyMillis) throws IOException {
    return start(latencyMillis, StubModelServer::answer);
  }

  public static StubModelServer start(long latencyMillis, Mood mood) throws IOException {
    return new StubModelServer(latencyMillis, mood);
  }

  /** What it says when nothing is wrong. */
  public static Reaction answer(Call call) {
    return new Reaction.Answer("answer to: " + call.asked());
  }

  public String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
  }

  /** Calls that came in. */
  public int calls() {
    return calls.get();
  }

  /** The most of them under way at the same time. */
  public int mostOpen() {
    return mostOpen.get();
  }

  /** Connections that calls came by. */
  public int connections() {
    return (int) seen.stream().map(Call::port).distinct().count();
  }

  /** Calls that asked what another had asked. */
  public int repeats() {
    return byText.values().stream().mapToInt(count -> count.get() - 1).sum();
  }

  /** Calls that came in between two times, in milliseconds since the epoch. */
  public int callsBetween(long from, long to) {
    return (int) seen.stream().filter(call -> call.at() >= from && call.at() <= to).count();
  }

  public List<Call> seen() {
    return List.copyOf(seen);
  }

  @SuppressWarnings("FutureReturnValueIgnored") // what it does cannot fail
  private void take(HttpExchange exchange) throws IOException {
    JsonNode body = JSON.readTree(exchange.getRequestBody().readAllBytes());
    String key = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
    int port = exchange.getRemoteAddress().getPort();
    Call call = new Call(calls.incrementAndGet(), System.currentTimeMillis(), port, key, body);
    seen.add(call);
    mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
    byText.computeIfAbsent(call.asked(), text -> new AtomicInteger()).incrementAndGet();
    Reaction reaction = mood.of(call);
    threads.schedule(() -> react(exchange, reaction), latencyMillis, TimeUnit.MILLISECONDS);
  }

  private void react(HttpExchange exchange, Reaction reaction) {
    open.decrementAndGet();
    try {
      if (reaction instanceof Reaction.Answer answer) {
        send(exchange, 200, completion(answer.text()));
      } else if (reaction instanceof Reaction.Status status) {
        status.headers().forEach(exchange.getResponseHeaders()::set);
        send(exchange, status.code(), status.body());
      } else if (reaction instanceof Reaction.Reset) {
        exchange.close();
      } else if (reaction instanceof Reaction.HalfABody) {
        exchange.sendResponseHeaders(200, 1_000);
        exchange.getResponseBody().write(new byte[500]);
        exchange.getResponseBody().flush();
        exchange.close();
      }
    } catch (IOException e) {
      exchange.close(); // the caller has gone
    }
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static String completion(String text) {
    return JSON.writeValueAsString(
        Map.of(
            "choices",
            List.of(
                Map.of(
                    "message",
                    Map.of("role", "assistant", "content", text, "reasoning_content", "hm "),
                    "finish_reason",
                    "stop")),
            "usage",
            Map.of("prompt_tokens", 3, "completion_tokens", 5, "total_tokens", 8)));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
