package io.gridloom.template;

/** What a template is for: it decides what is allowed in it and what its text means. */
public enum TemplateKind {
  /**
   * The text of an expression column, cast to a type afterwards; an empty or blank text is an error
   * of the row.
   */
  EXPRESSION,
  /**
   * A prompt or system prompt; an empty text is an error of the row, unless the template itself is
   * empty.
   */
  PROMPT
}
