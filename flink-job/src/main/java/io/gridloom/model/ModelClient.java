package io.gridloom.model;

import java.util.concurrent.CompletableFuture;

/** Asks the models of one provider. Thread-safe; never blocks. */
public interface ModelClient extends AutoCloseable {

  /**
   * Asks once.
   *
   * @return the answer, or exceptionally a {@link ModelFailure}; to cancel it ends the call
   */
  CompletableFuture<ChatAnswer> chat(ChatRequest request);

  @Override
  void close();
}
