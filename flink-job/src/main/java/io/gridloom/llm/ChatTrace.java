package io.gridloom.llm;

import io.gridloom.config.LlmTextConfig.Trace;
import io.gridloom.model.ChatAnswer;
import io.gridloom.model.ChatMessage;
import io.gridloom.row.NoValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The conversation of a cell in Data Designer's form: a list of messages, each with its role, its
 * content in parts, and its reasoning, null where there is none.
 */
final class ChatTrace {

  private ChatTrace() {}

  /**
   * The side effect's value.
   *
   * @param trace all messages, or the last
   */
  static List<Object> of(Trace trace, List<ChatMessage> messages, ChatAnswer answer) {
    List<Object> all = new ArrayList<>();
    if (trace == Trace.ALL_MESSAGES) {
      messages.forEach(message -> all.add(record(message.role(), message.text(), NoValue.NULL)));
    }
    Object reasoning = answer.reasoning().<Object>map(text -> text).orElse(NoValue.NULL);
    all.add(record("assistant", answer.text(), reasoning));
    return Collections.unmodifiableList(all);
  }

  private static Object record(String role, String text, Object reasoning) {
    Map<String, Object> part = new LinkedHashMap<>();
    part.put("type", "text");
    part.put("text", text);
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("role", role);
    message.put("content", List.of(Collections.unmodifiableMap(part)));
    message.put("reasoning_content", reasoning);
    return Collections.unmodifiableMap(message);
  }
}
