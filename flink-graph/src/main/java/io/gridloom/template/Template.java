package io.gridloom.template;

import java.util.List;

/** A compiled template. Immutable and safe to share between threads. */
public interface Template {
  TemplateKind kind();

  /**
   * The names that the template looks up, sorted by code point, each once; the globals of the
   * language are left out. Whether each is a column, and so whether {@link
   * ErrorCategory#UNDEFINED_VARIABLE} applies, is for the caller to say.
   */
  List<String> references();

  /**
   * The template's text for one row. Time and size are bounded whatever the row holds.
   *
   * @throws TemplateException if the row cannot be rendered
   */
  String render(CellSource row);
}
