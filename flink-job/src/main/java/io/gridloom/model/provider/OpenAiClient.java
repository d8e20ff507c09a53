package io.gridloom.model.provider;

import io.gridloom.config.job.ProviderConfig;
import io.gridloom.model.ChatAnswer;
import io.gridloom.model.ChatRequest;
import io.gridloom.model.ModelClient;
import io.gridloom.model.ModelFailure;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;

/** A provider that understands OpenAI's chat completions. */
final class OpenAiClient implements ModelClient {

  private static final int TOO_MANY_REQUESTS = 429;
  private static final int REQUEST_TIMEOUT = 408;
  private static final int OVERLOADED = 529; // not in the standard, but in use

  private final ProviderConfig provider;
  private final HttpTransport http;
  private final URI chat;
  private final Map<String, String> headers = new LinkedHashMap<>();

  /**
   * @param key secret; empty: none is sent
   */
  OpenAiClient(ProviderConfig provider, Optional<String> key, HttpTransport http) {
    this.provider = provider;
    this.http = http;
    this.chat = URI.create(provider.endpoint().replaceAll("/+$", "") + "/chat/completions");
    headers.putAll(provider.extraHeaders());
    key.ifPresent(secret -> headers.put("Authorization", "Bearer " + secret));
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // the answer itself is returned
  public CompletableFuture<ChatAnswer> chat(ChatRequest request) {
    CompletableFuture<HttpAnswer> response =
        http.post(
            chat, headers, ChatWire.request(request, provider.extraBody()), request.timeout());
    CompletableFuture<ChatAnswer> answer = new CompletableFuture<>();
    response.whenComplete(
        (value, failure) -> {
          try {
            if (failure != null) {
              throw transport(failure, request.timeout());
            }
            answer.complete(read(value, request.model()));
          } catch (ModelFailure | RuntimeException e) {
            answer.completeExceptionally(e);
          }
        });
    answer.whenComplete((value, failure) -> response.cancel(true)); // nothing, if it is done
    return answer;
  }

  private ModelFailure transport(Throwable cause, Duration timeout) {
    String what =
        cause instanceof TimeoutException || cause instanceof SocketTimeoutException
            ? "no answer within " + timeout.toSeconds() + " s"
            : cause instanceof IOException && cause.getMessage() != null
                ? cause.getMessage()
                : cause.toString();
    return new ModelFailure.Passing("provider " + provider.name() + ": " + what, Optional.empty());
  }

  private ChatAnswer read(HttpAnswer answer, String model) throws ModelFailure {
    int status = answer.status();
    if (status >= 200 && status < 300) {
      return ChatWire.answer(answer.body());
    }
    String said =
        "provider %s answered %d for model %s: %s"
            .formatted(provider.name(), status, model, ChatWire.refusal(answer.body()));
    throw switch (status) {
      case TOO_MANY_REQUESTS -> new ModelFailure.RateLimited(said, RetryAfter.of(answer));
      case 401, 403 ->
          new ModelFailure.Unusable(
              said
                  + ". Check the key in "
                  + provider.apiKey().map(name -> "$" + name).orElse("the providers file"));
      case 404 -> new ModelFailure.Unusable(said + ". Check the model's name and the endpoint");
      case REQUEST_TIMEOUT, 409, 425 -> new ModelFailure.Passing(said, RetryAfter.of(answer));
      default ->
          status >= 500 || status == OVERLOADED
              ? new ModelFailure.Passing(said, RetryAfter.of(answer))
              : new ModelFailure.Rejected(said);
    };
  }

  @Override
  public void close() {
    http.close();
  }
}
