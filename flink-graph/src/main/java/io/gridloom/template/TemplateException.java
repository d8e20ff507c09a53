package io.gridloom.template;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A template that is refused, or a row that it cannot render. Carries no stack trace: it speaks of
 * the template, and rows may fail by the million.
 */
public final class TemplateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCategory category;
  private final String raised;
  private final transient @Nullable TextPosition position;

  private TemplateException(
      ErrorCategory category, String raised, String message, @Nullable TextPosition position) {
    super(message, null, false, false);
    this.category = category;
    this.raised = raised;
    this.position = position;
  }

  /** An error found at {@code position}. */
  public TemplateException(ErrorCategory category, TextPosition position, String message) {
    this(category, "", message, position);
  }

  /** An error whose place is not known where it is found; see {@link #at}. */
  public TemplateException(ErrorCategory category, String message) {
    this(category, "", message, null);
  }

  /**
   * The failure of a row that Python reports as an exception of its own.
   *
   * @param raised Python's name for it, such as {@code TypeError}
   */
  public static TemplateException raised(String raised, String message) {
    return new TemplateException(ErrorCategory.RENDER_ERROR, raised, message, null);
  }

  /** This error at {@code place}, unless it has a place already: the innermost one is kept. */
  public TemplateException at(TextPosition place) {
    return position == null ? new TemplateException(category, raised, getMessage(), place) : this;
  }

  public ErrorCategory category() {
    return category;
  }

  /** Where in the template. Empty only for errors of the whole text, such as an empty one. */
  public Optional<TextPosition> position() {
    return Optional.ofNullable(position);
  }

  /**
   * The name of the Python exception, such as {@code ZeroDivisionError}; empty if none stands
   * behind it.
   */
  public String raised() {
    return raised;
  }

  @Override
  public String getMessage() {
    String message = super.getMessage();
    return message == null ? "" : message;
  }
}
