package io.gridloom.llm;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridloom.config.LlmTextConfig.Trace;
import io.gridloom.model.ChatAnswer;
import io.gridloom.model.ChatMessage;
import io.gridloom.model.TokenUsage;
import io.gridloom.row.NoValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The form is that of Data Designer's own files. */
class ChatTraceTest {

  private static final List<ChatMessage> ASKED =
      List.of(new ChatMessage("system", "Be brief"), new ChatMessage("user", "About b"));

  @Test
  void hasAllMessagesWithTheAnswerLast() {
    assertThat(ChatTrace.of(Trace.ALL_MESSAGES, ASKED, answer(Optional.of("hm"))))
        .containsExactly(
            message("system", "Be brief", NoValue.NULL),
            message("user", "About b", NoValue.NULL),
            message("assistant", "It is b.", "hm"));
  }

  @Test
  void hasTheAnswerAloneWhereTheLastIsAskedFor() {
    assertThat(ChatTrace.of(Trace.LAST_MESSAGE, ASKED, answer(Optional.empty())))
        .containsExactly(message("assistant", "It is b.", NoValue.NULL));
  }

  private static ChatAnswer answer(Optional<String> reasoning) {
    return new ChatAnswer("It is b.", reasoning, new TokenUsage(1, 1));
  }

  private static Object message(String role, String text, Object reasoning) {
    Object content = List.of(Map.of("type", "text", "text", text));
    return Map.of("role", role, "content", content, "reasoning_content", reasoning);
  }
}
