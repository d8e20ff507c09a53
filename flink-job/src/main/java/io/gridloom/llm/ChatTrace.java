package io.gridloom.llm;

import io.gridloom.config.LlmTextConfig.Trace;
import io.gridloom.config.read.JsonText;
import io.gridloom.model.ChatAnswer;
import io.gridloom.model.ChatMessage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The conversation of a cell as JSON text, in Data Designer's form: a list of messages, each with
 * its role and its content in parts, and the reasoning in all of them once one has any.
 */
final class ChatTrace {

  private static final String REASONING = "reasoning_content";

  private ChatTrace() {}

  /**
   * The side effect's value.
   *
   * @param trace all messages, or the last
   */
  static String of(Trace trace, List<ChatMessage> messages, ChatAnswer answer) {
    List<Map<String, @Nullable Object>> all = new ArrayList<>();
    if (trace == Trace.ALL_MESSAGES) {
      messages.forEach(message -> all.add(plain(message.role(), message.text())));
    }
    Map<String, @Nullable Object> last = plain("assistant", answer.text());
    all.add(last);
    if (answer.reasoning().isPresent()) {
      all.forEach(message -> message.put(REASONING, null));
      last.put(REASONING, answer.reasoning().get());
    }
    return JsonText.of(all);
  }

  private static Map<String, @Nullable Object> plain(String role, String text) {
    Map<String, Object> part = new LinkedHashMap<>();
    part.put("type", "text");
    part.put("text", text);
    Map<String, @Nullable Object> message = new LinkedHashMap<>();
    message.put("role", role);
    message.put("content", List.of(part));
    return message;
  }
}
