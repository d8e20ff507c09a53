package io.gridloom.config;

import java.util.Optional;

/**
 * An {@code llm-text} column: what a model answers to a prompt.
 *
 * @param trace whether and how far the conversation is kept in the side effect {@code name__trace}
 * @param extractReasoning whether the side effect {@code name__reasoning_content} is filled
 */
public record LlmTextConfig(
    String name,
    boolean drop,
    String prompt,
    Optional<String> systemPrompt,
    String modelAlias,
    Trace trace,
    boolean extractReasoning)
    implements ColumnConfig {

  /** How much of a conversation is kept; in lower case, what a config says. */
  public enum Trace {
    NONE,
    LAST_MESSAGE,
    ALL_MESSAGES
  }

  @Override
  public String columnType() {
    return "llm-text";
  }
}
