package io.gridloom.template.eval;

import io.gridloom.template.TemplateException;
import io.gridloom.template.value.PythonErrors;
import io.gridloom.template.value.PythonFloat;
import io.gridloom.template.value.PythonMath;
import io.gridloom.template.value.PythonNumbers;
import io.gridloom.template.value.PythonTypes;
import io.gridloom.template.value.Undefined;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Filters that give numbers. */
final class NumberFilters {
  static final Map<String, Filter> ALL =
      Map.of(
          "abs", new Filter(Signature.EMPTY, (frame, input, given) -> abs(input)),
          "round",
              new Filter(
                  Signature.EMPTY.optional("precision", 0L).optional("method", "common"),
                  (frame, input, given) -> round(input, given[0], given[1])),
          "int",
              new Filter(
                  Signature.EMPTY.optional("default", 0L).optional("base", 10L),
                  (frame, input, given) -> toInteger(input, given[0], given[1])),
          "float",
              new Filter(
                  Signature.EMPTY.optional("default", 0.0),
                  (frame, input, given) -> toFloat(input, given[0])));

  private NumberFilters() {}

  private static Object abs(Object input) {
    if (input instanceof Double number) {
      return Math.abs(number);
    }
    if (!PythonTypes.isInteger(input)) {
      throw PythonErrors.type("abs needs a number, not " + PythonTypes.describe(input));
    }
    return PythonNumbers.integer(PythonNumbers.big(input).abs());
  }

  private static Object round(Object input, Object precision, Object method) {
    String how = PythonTypes.isText(method) ? method.toString() : "";
    if (!how.equals("common") && !how.equals("ceil") && !how.equals("floor")) {
      throw TemplateException.raised(
          "FilterArgumentError",
          "round has no method " + PythonTypes.describe(method) + "; it has common ceil floor");
    }
    if (!PythonTypes.isNumber(input)) {
      throw PythonErrors.type("round needs a number, not " + PythonTypes.describe(input));
    }
    if (!how.equals("common")) {
      return directed(input, precision, how);
    }
    int digits = TextMethods.integer(precision);
    if (input instanceof Double number) {
      return PythonFloat.round(number, digits);
    }
    return digits >= 0 ? PythonMath.plus(input) : roundInteger(PythonNumbers.big(input), -digits);
  }

  private static Object roundInteger(BigInteger value, int zeros) {
    if (zeros > value.bitLength()) {
      return 0L; // more zeros than digits
    }
    BigDecimal rounded = new BigDecimal(value).setScale(-zeros, RoundingMode.HALF_EVEN);
    return PythonNumbers.integer(rounded.toBigInteger());
  }

  /** By way of a product, as Jinja2 does it, with the errors that this has. */
  private static Object directed(Object input, Object precision, String method) {
    Object power = PythonMath.power(10L, precision);
    double scaled = PythonNumbers.toDouble(PythonMath.multiply(input, power));
    Object whole =
        PythonTypes.isInteger(PythonMath.multiply(input, power))
            ? PythonMath.multiply(input, power)
            : PythonNumbers.truncate(
                method.equals("ceil") ? Math.ceil(scaled) : Math.floor(scaled));
    return PythonMath.divide(whole, power);
  }

  private static Object toInteger(Object input, Object fallback, Object base) {
    if (input instanceof Undefined undefined) {
      throw undefined.failure();
    }
    if (PythonTypes.isInteger(input)) {
      return PythonMath.plus(input);
    }
    if (input instanceof Double number) {
      return number.isNaN() || number.isInfinite()
          ? infinite(number, fallback)
          : PythonNumbers.truncate(number);
    }
    if (!PythonTypes.isText(input)) {
      return fallback;
    }
    int radix = TextMethods.integer(base);
    boolean known = radix == 0 || (radix >= 2 && radix <= 36);
    Optional<Object> integer =
        known ? PythonNumbers.parseInteger(input.toString(), radix) : Optional.empty();
    if (integer.isPresent()) {
      return integer.get();
    }
    OptionalDouble number = PythonNumbers.parseFloat(input.toString());
    boolean finite = number.isPresent() && Double.isFinite(number.getAsDouble());
    return finite ? PythonNumbers.truncate(number.getAsDouble()) : fallback;
  }

  /** Python's filter catches the ValueError of NaN, but not the first OverflowError. */
  private static Object infinite(double number, Object fallback) {
    return Double.isNaN(number) ? fallback : PythonNumbers.truncate(number);
  }

  private static Object toFloat(Object input, Object fallback) {
    if (input instanceof Undefined undefined) {
      throw undefined.failure();
    }
    if (PythonTypes.isNumber(input)) {
      return PythonNumbers.toDouble(input);
    }
    if (!PythonTypes.isText(input)) {
      return fallback;
    }
    OptionalDouble number = PythonNumbers.parseFloat(input.toString());
    return number.isPresent() ? (Object) number.getAsDouble() : fallback;
  }
}
