package io.gridloom.llm;

import io.gridloom.config.LlmTextConfig;
import io.gridloom.config.LlmTextConfig.Trace;
import io.gridloom.generator.AsyncCellGenerator;
import io.gridloom.generator.CellException;
import io.gridloom.generator.Produced;
import io.gridloom.model.ChatAnswer;
import io.gridloom.model.ChatMessage;
import io.gridloom.model.ModelClient;
import io.gridloom.model.call.ModelCaller;
import io.gridloom.row.NoValue;
import io.gridloom.row.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Asks a model for each row. */
final class LlmTextGenerator implements AsyncCellGenerator {

  private final LlmTextConfig column;
  private final Prompt prompt;
  private final Inference inference;
  private final ModelCaller caller;
  private final ModelClient client;

  /**
   * @param client of the caller, closed with this generator
   */
  LlmTextGenerator(
      LlmTextConfig column,
      Prompt prompt,
      Inference inference,
      ModelCaller caller,
      ModelClient client) {
    this.column = column;
    this.prompt = prompt;
    this.inference = inference;
    this.caller = caller;
    this.client = client;
  }

  @Override
  public CompletableFuture<Object> generate(Row row) {
    try {
      List<ChatMessage> messages = prompt.messages(row);
      return caller.call(
          inference.request(messages, row.row()), answer -> produced(messages, answer));
    } catch (CellException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private Object produced(List<ChatMessage> messages, ChatAnswer answer) {
    String text = answer.text().strip();
    List<Object> sideEffects = new ArrayList<>();
    if (column.trace() != Trace.NONE) {
      sideEffects.add(ChatTrace.of(column.trace(), messages, answer));
    }
    if (column.extractReasoning()) {
      sideEffects.add(answer.reasoning().<Object>map(String::strip).orElse(NoValue.NULL));
    }
    return sideEffects.isEmpty() ? text : new Produced(text, sideEffects);
  }

  @Override
  public void close() {
    client.close();
  }
}
