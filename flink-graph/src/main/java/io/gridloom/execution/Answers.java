package io.gridloom.execution;

import io.gridloom.generator.CellException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** What asynchronous generators answer. */
final class Answers {

  private Answers() {}

  /** What a future failed with; a stage behind it wraps that. */
  static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  /**
   * The value, once it is there.
   *
   * @throws CellException if the generator gave up the cell
   */
  static Object value(CompletableFuture<Object> answer) throws CellException {
    try {
      return answer.join();
    } catch (CompletionException e) {
      Throwable cause = cause(e);
      if (cause instanceof CellException given) {
        throw given;
      }
      if (cause instanceof RuntimeException defect) {
        throw defect;
      }
      if (cause instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(cause);
    }
  }
}
