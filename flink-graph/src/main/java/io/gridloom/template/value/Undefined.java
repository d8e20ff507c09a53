package io.gridloom.template.value;

import io.gridloom.template.ErrorCategory;
import io.gridloom.template.TemplateException;
import java.util.function.Supplier;

/**
 * What a missing attribute, key or index gives: prints empty, is false, holds nothing; going
 * further is an error.
 */
public final class Undefined {
  private final ErrorCategory category;
  private final Supplier<String> message; // most are never told

  private Undefined(ErrorCategory category, Supplier<String> message) {
    this.category = category;
    this.message = message;
  }

  /** For a value that lacks {@code key}. */
  public static Undefined missing(Object target, Object key) {
    return new Undefined(
        ErrorCategory.UNDEFINED_ACCESS,
        () ->
            PythonTypes.describe(target)
                + " has no "
                + (PythonTypes.isText(key) ? "" : "item ")
                + PythonTypes.describe(key));
  }

  /** For a name that is not bound, or what a filter does not find. */
  public static Undefined because(String message) {
    return new Undefined(ErrorCategory.UNDEFINED_ACCESS, () -> message);
  }

  /** For what a template must not reach: using it is an error of its own category. */
  public static Undefined forbidden(Object target, String name) {
    return new Undefined(
        ErrorCategory.SECURITY,
        () ->
            "\""
                + name
                + "\" of "
                + PythonTypes.describe(target)
                + " is not available to templates");
  }

  /** The error of using it. */
  public TemplateException failure() {
    return new TemplateException(category, message.get());
  }
}
