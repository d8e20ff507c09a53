package io.gridloom.template.value;

import io.gridloom.template.ErrorCategory;
import io.gridloom.template.TemplateException;

/** Python's exceptions, as the failures of a row. */
public final class PythonErrors {
  private PythonErrors() {}

  public static TemplateException type(String message) {
    return TemplateException.raised("TypeError", message);
  }

  public static TemplateException value(String message) {
    return TemplateException.raised("ValueError", message);
  }

  public static TemplateException zeroDivision() {
    return TemplateException.raised("ZeroDivisionError", "division by zero");
  }

  public static TemplateException overflow(String message) {
    return TemplateException.raised("OverflowError", message);
  }

  public static TemplateException tooLarge(String message) {
    return new TemplateException(ErrorCategory.TOO_LARGE, message);
  }

  /** An operator that two values do not have; an undefined one says that it is. */
  public static TemplateException operator(String operator, Object left, Object right) {
    if (left instanceof Undefined undefined) {
      return undefined.failure();
    }
    if (right instanceof Undefined undefined) {
      return undefined.failure();
    }
    return type(
        "\""
            + operator
            + "\" does not work between "
            + PythonTypes.describe(left)
            + " and "
            + PythonTypes.describe(right)
            + ("+".equals(operator) ? ". Write ~ to join texts" : ""));
  }
}
