package io.gridloom.model.call;

import io.gridloom.generator.CellException;
import io.gridloom.generator.StopRunException;
import io.gridloom.model.ChatAnswer;
import io.gridloom.model.ChatRequest;
import io.gridloom.model.ModelClient;
import io.gridloom.model.ModelFailure;
import io.gridloom.model.quota.Permits;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Calls one model within its permits. A server's "too many requests" stops all new calls of the
 * task to that model for a while and is not counted as an attempt. Thread-safe.
 */
public final class ModelCaller {

  private static final int MAX_REFUSALS = 100; // of one call, before it is given up
  private static final Duration PAUSE = Duration.ofSeconds(2); // where the server names none

  private static final Duration FOR_GOOD = Duration.ofDays(1);

  private final ModelClient client;
  private final Permits permits;
  private final CallCounters counters;

  public ModelCaller(ModelClient client, Permits permits, CallCounters counters) {
    this.client = client;
    this.permits = permits;
    this.counters = counters;
  }

  /**
   * What {@code reading} makes of the model's answer.
   *
   * @return exceptionally a {@link CellException}, passing if another attempt may help, or a {@link
   *     StopRunException}; to cancel it ends the call
   */
  public CompletableFuture<Object> call(ChatRequest request, Function<ChatAnswer, Object> reading) {
    Call call = new Call(request, reading);
    call.begin();
    return call.outcome;
  }

  /** A request on its way. */
  private final class Call {
    final ChatRequest request;
    final Function<ChatAnswer, Object> reading;
    final CompletableFuture<Object> outcome = new CompletableFuture<>();
    final Runnable send = this::send; // one object: the line knows it by identity
    private @Nullable CompletableFuture<ChatAnswer> exchange;
    private int refusals;

    Call(ChatRequest request, Function<ChatAnswer, Object> reading) {
      this.request = request;
      this.reading = reading;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // what it does cannot fail
    void begin() {
      outcome.whenComplete((value, failure) -> end());
      permits.acquire(send);
    }

    /** Nobody waits any more: leaves the line, or ends the exchange. */
    private void end() {
      if (outcome.isCancelled() && !permits.withdraw(send)) {
        synchronized (this) {
          if (exchange != null) {
            exchange.cancel(true);
          }
        }
      }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // its end is looked at
    private void send() {
      CompletableFuture<ChatAnswer> sent;
      synchronized (this) {
        if (outcome.isDone()) {
          permits.release();
          return;
        }
        counters.calls().increment();
        try {
          sent = client.chat(request);
        } catch (RuntimeException e) { // a client that is closed
          sent = CompletableFuture.failedFuture(e);
        }
        exchange = sent;
      }
      sent.whenComplete(this::ended);
    }

    private void ended(@Nullable ChatAnswer answer, @Nullable Throwable failure) {
      if (answer != null) {
        permits.release();
        counters.count(answer.usage());
        read(answer);
        return;
      }
      Throwable cause =
          failure instanceof CompletionException && failure.getCause() != null
              ? failure.getCause()
              : failure;
      if (cause instanceof ModelFailure.RateLimited limited && refusals < MAX_REFUSALS) {
        refusals++;
        counters.rateLimited().increment();
        permits.pause(jittered(limited.retryAfter().orElse(PAUSE)));
        permits.release();
        permits.acquire(send);
        return;
      }
      if (cause instanceof ModelFailure.Unusable) {
        permits.pause(FOR_GOOD); // the run stops: nobody else needs to be refused
      }
      permits.release();
      outcome.completeExceptionally(forCell(cause));
    }

    private void read(ChatAnswer answer) {
      try {
        outcome.complete(reading.apply(answer));
      } catch (RuntimeException e) {
        outcome.completeExceptionally(e);
      }
    }
  }

  private static Duration jittered(Duration pause) {
    return pause.plusMillis(ThreadLocalRandom.current().nextLong(1 + pause.toMillis() / 4));
  }

  private static Throwable forCell(@Nullable Throwable failure) {
    if (failure instanceof ModelFailure.Passing passing) {
      String message = String.valueOf(passing.getMessage());
      Optional<Duration> pause = passing.retryAfter();
      return pause.isPresent()
          ? CellException.passing(message, pause.get())
          : CellException.passing(message);
    }
    if (failure instanceof ModelFailure.Unusable unusable) {
      return new StopRunException(String.valueOf(unusable.getMessage()));
    }
    if (failure instanceof ModelFailure other) {
      return new CellException(String.valueOf(other.getMessage()), 1);
    }
    return failure == null ? new IllegalStateException("no answer and no failure") : failure;
  }
}
