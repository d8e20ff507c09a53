package io.gridloom.template;

/**
 * Why a template is refused or a row fails. The text names are stable: reports and checks use them.
 */
public enum ErrorCategory {
  TEMPLATE_SYNTAX("template_syntax"),
  UNSUPPORTED_TEST("unsupported_test"),
  UNSUPPORTED_FILTER("unsupported_filter"),
  UNSUPPORTED_STATEMENT("unsupported_statement"),
  TOO_COMPLEX("too_complex"),
  /**
   * A name that is no column; found by whoever knows the columns, from {@link
   * Template#references()}.
   */
  UNDEFINED_VARIABLE("undefined_variable"),
  SECURITY("security"),
  EMPTY_TEMPLATE("empty_template"),
  NO_REFERENCE("no_reference"),
  EMPTY_RENDER("empty_render"),
  UNDEFINED_ACCESS("undefined_access"),
  UNCALLED_METHOD("uncalled_method"),
  TOO_LARGE("too_large"),
  /** The text does not cast to the column's type; raised by the cast, never by a template. */
  VALUE_CONVERSION("value_conversion"),
  RENDER_ERROR("render_error");

  private final String text;

  ErrorCategory(String text) {
    this.text = text;
  }

  /** The name in reports, such as {@code undefined_access}. */
  public String text() {
    return text;
  }

  @Override
  public String toString() {
    return text;
  }
}
