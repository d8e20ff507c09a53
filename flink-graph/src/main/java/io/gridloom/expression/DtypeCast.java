package io.gridloom.expression;

import io.gridloom.config.Dtype;
import io.gridloom.template.ErrorCategory;
import io.gridloom.template.TemplateException;
import io.gridloom.template.value.PythonNumbers;
import java.util.OptionalDouble;

/** From an expression's text to a cell of its dtype, as Data Designer casts it. */
public final class DtypeCast {

  private static final int MOST_SHOWN = 80;

  private DtypeCast() {}

  /**
   * The text as String, Long, Double or Boolean. Numbers are what Python's {@code float(text)}
   * takes; integers are cut towards zero; a truth value is a number that is not cut to zero, or the
   * word true in any case.
   *
   * @throws TemplateException of category {@link ErrorCategory#VALUE_CONVERSION} if there is no
   *     such value, or no integer of 64 bits
   */
  public static Object cast(String text, Dtype dtype) {
    return switch (dtype) {
      case STR -> text;
      case INT -> integer(text);
      case FLOAT -> {
        OptionalDouble number = PythonNumbers.parseFloat(text);
        if (number.isEmpty()) {
          throw noValue(text, "float");
        }
        yield number.getAsDouble();
      }
      case BOOL -> truth(text);
    };
  }

  private static long integer(String text) {
    OptionalDouble number = PythonNumbers.parseFloat(text);
    if (number.isEmpty() || !Double.isFinite(number.getAsDouble())) {
      throw noValue(text, "int");
    }
    double value = number.getAsDouble();
    if (value < -0x1p63 || value >= 0x1p63) {
      throw noValue(text, "int of 64 bits");
    }
    return (long) value;
  }

  private static boolean truth(String text) {
    OptionalDouble number = PythonNumbers.parseFloat(text);
    if (number.isEmpty() || Double.isNaN(number.getAsDouble())) {
      return text.equalsIgnoreCase("true");
    }
    double value = number.getAsDouble();
    if (Double.isInfinite(value)) {
      throw noValue(text, "bool");
    }
    return Math.abs(value) >= 1;
  }

  private static TemplateException noValue(String text, String type) {
    String shown = text.length() > MOST_SHOWN ? text.substring(0, MOST_SHOWN) + " …" : text;
    return new TemplateException(ErrorCategory.VALUE_CONVERSION, "'" + shown + "' is no " + type);
  }
}
