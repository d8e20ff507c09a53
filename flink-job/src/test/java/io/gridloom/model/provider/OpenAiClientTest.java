package io.gridloom.model.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.gridloom.config.job.ProviderConfig;
import io.gridloom.config.job.ProviderConfig.Dialect;
import io.gridloom.model.ChatAnswer;
import io.gridloom.model.ChatMessage;
import io.gridloom.model.ChatRequest;
import io.gridloom.model.ModelClient;
import io.gridloom.model.ModelFailure;
import io.gridloom.model.TokenUsage;
import io.gridloom.testing.StubModelServer;
import io.gridloom.testing.StubModelServer.Call;
import io.gridloom.testing.StubModelServer.Mood;
import io.gridloom.testing.StubModelServer.Reaction;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The client on real sockets. */
@Timeout(60)
class OpenAiClientTest {

  private static final Duration PATIENT = Duration.ofSeconds(30);

  private static ModelClient client(String endpoint) {
    ProviderConfig provider =
        new ProviderConfig(
            "here",
            endpoint,
            Dialect.OPENAI,
            Optional.of("HERE_KEY"),
            Map.of("top_k", 3, "n", 2),
            Map.of("X-Team", "red"));
    return new OpenAiClient(provider, Optional.of("s3cret"), HttpTransport.open());
  }

  private static ChatRequest request(String text, Duration timeout) {
    return new ChatRequest(
        "m-1",
        List.of(new ChatMessage("system", "Be brief"), new ChatMessage("user", text)),
        Map.of("temperature", 0.5),
        timeout);
  }

  private static Throwable failure(Mood mood, Duration timeout) throws Exception {
    try (StubModelServer server = StubModelServer.start(0, mood);
        ModelClient client = client(server.endpoint())) {
      Throwable thrown = catchThrowable(() -> client.chat(request("hello", timeout)).join());
      return Objects.requireNonNull(((CompletionException) thrown).getCause());
    }
  }

  @Test
  void asksAndReadsTheAnswer() throws Exception {
    try (StubModelServer server = StubModelServer.start(0);
        ModelClient client = client(server.endpoint() + "/")) {
      ChatAnswer answer = client.chat(request("hello", PATIENT)).join();
      assertThat(answer)
          .isEqualTo(new ChatAnswer("answer to: hello", Optional.of("hm "), new TokenUsage(3, 5)));
      Call call = server.seen().get(0);
      assertThat(call.authorization()).isEqualTo("Bearer s3cret");
      assertThat(call.body().toString())
          .isEqualTo(
              "{\"model\":\"m-1\",\"messages\":[{\"role\":\"system\",\"content\":[{\"type\":\"text\","
                  + "\"text\":\"Be brief\"}]},{\"role\":\"user\",\"content\":[{\"type\":\"text\","
                  + "\"text\":\"hello\"}]}],\"temperature\":0.5,\"top_k\":3}");
    }
  }

  @Test
  void hasManyCallsUnderWayOnAFewThreads() throws Exception {
    int calls = 400;
    try (StubModelServer server = StubModelServer.start(500);
        ModelClient client = client(server.endpoint())) {
      int before = Thread.activeCount();
      List<CompletableFuture<ChatAnswer>> answers =
          IntStream.range(0, calls)
              .mapToObj(i -> client.chat(request("call " + i, PATIENT)))
              .toList();
      assertThat(Thread.activeCount() - before).isLessThan(20);
      for (int i = 0; i < calls; i++) {
        assertThat(answers.get(i).join().text()).isEqualTo("answer to: call " + i);
      }
      assertThat(server.mostOpen()).isGreaterThan(20);
    }
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        fault(500, Map.of(), "{}", ModelFailure.Passing.class, "answered 500 for model m-1"),
        fault(503, Map.of(), "", ModelFailure.Passing.class, "answered 503 for model m-1: (empty)"),
        fault(408, Map.of(), "slow", ModelFailure.Passing.class, "slow"),
        fault(429, Map.of(), "{}", ModelFailure.RateLimited.class, "429"),
        fault(
            400,
            Map.of(),
            "{\"error\":{\"message\":\"too many\\ntokens\"}}",
            ModelFailure.Rejected.class,
            "answered 400 for model m-1: too many tokens"),
        fault(
            401,
            Map.of(),
            "{\"error\":\"bad key\"}",
            ModelFailure.Unusable.class,
            "bad key. Check the key in $HERE_KEY"),
        fault(403, Map.of(), "no", ModelFailure.Unusable.class, "$HERE_KEY"),
        fault(404, Map.of(), "no", ModelFailure.Unusable.class, "Check the model's name"),
        fault(200, Map.of(), "<html>", ModelFailure.Passing.class, "no chat completion: <html>"),
        fault(200, Map.of(), "{}", ModelFailure.Passing.class, "has no text"),
        fault(
            200,
            Map.of(),
            "{\"choices\":[{\"finish_reason\":\"content_filter\",\"message\":{\"content\":null}}]}",
            ModelFailure.Rejected.class,
            "content filter"),
        Arguments.of(new Reaction.Reset(), ModelFailure.Passing.class, "provider here: "),
        Arguments.of(new Reaction.HalfABody(), ModelFailure.Passing.class, "provider here: "));
  }

  private static Arguments fault(
      int status, Map<String, String> headers, String body, Class<?> type, String message) {
    return Arguments.of(new Reaction.Status(status, headers, body), type, message);
  }

  @ParameterizedTest
  @MethodSource("faults")
  void tellsWhyThereIsNoAnswer(Reaction reaction, Class<?> type, String message) throws Exception {
    assertThat(failure(call -> reaction, PATIENT))
        .isInstanceOf(type)
        .hasMessageContaining(message)
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void givesUpAServerThatHangs() throws Exception {
    assertThat(failure(call -> new Reaction.Hang(), Duration.ofSeconds(1)))
        .isInstanceOf(ModelFailure.Passing.class)
        .hasMessage("provider here: no answer within 1 s");
  }

  @Test
  void tellsThatNobodyListens() throws Exception {
    String endpoint;
    try (StubModelServer server = StubModelServer.start(0)) {
      endpoint = server.endpoint();
    }
    try (ModelClient client = client(endpoint)) {
      Throwable thrown = catchThrowable(() -> client.chat(request("hello", PATIENT)).join());
      assertThat(thrown.getCause())
          .isInstanceOf(ModelFailure.Passing.class)
          .hasMessageContaining("refused");
    }
  }

  static Stream<Arguments> pauses() {
    return Stream.of(
        Arguments.of(Map.of("Retry-After", "7"), Duration.ofSeconds(7)),
        Arguments.of(Map.of("Retry-After", "7", "retry-after-ms", "20"), Duration.ofMillis(20)),
        Arguments.of(Map.of("Retry-After", "999999"), Duration.ofMinutes(10)));
  }

  @ParameterizedTest
  @MethodSource("pauses")
  void readsThePauseThatAServerAsksFor(Map<String, String> headers, Duration pause)
      throws Exception {
    Throwable limited = failure(call -> new Reaction.Status(429, headers, "{}"), PATIENT);
    assertThat(((ModelFailure.RateLimited) limited).retryAfter()).contains(pause);
    Throwable busy = failure(call -> new Reaction.Status(503, headers, "{}"), PATIENT);
    assertThat(((ModelFailure.Passing) busy).retryAfter()).contains(pause);
  }

  @Test
  void usesItsConnectionsAgain() throws Exception {
    try (StubModelServer server = StubModelServer.start(0);
        ModelClient client = client(server.endpoint())) {
      for (int round = 0; round < 50; round++) {
        Stream.generate(() -> client.chat(request("hello", PATIENT)))
            .limit(4)
            .toList()
            .forEach(CompletableFuture::join);
      }
      assertThat(server.connections()).isLessThan(20);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "{}",
        "{\"prompt_tokens\": null}",
        "{\"prompt_tokens\": 0, \"total_tokens\": 7}"
      })
  void takesAnAnswerWhoseUsageIsNotTold(String usage) throws Exception {
    String body = "{\"choices\": [{\"message\": {\"content\": \"hi\"}}], \"usage\": " + usage + "}";
    try (StubModelServer server =
            StubModelServer.start(0, call -> new Reaction.Status(200, Map.of(), body));
        ModelClient client = client(server.endpoint())) {
      ChatAnswer answer = client.chat(request("hello", PATIENT)).join();
      assertThat(answer).isEqualTo(new ChatAnswer("hi", Optional.empty(), TokenUsage.UNKNOWN));
    }
  }
}
