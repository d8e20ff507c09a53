package io.gridloom.model;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A conversation that a model is to go on with.
 *
 * @param model as its provider calls it
 * @param parameters further keys of the request, plain JSON values
 * @param timeout for the whole answer
 */
public record ChatRequest(
    String model, List<ChatMessage> messages, Map<String, Object> parameters, Duration timeout) {

  public ChatRequest {
    messages = List.copyOf(messages);
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }
}
