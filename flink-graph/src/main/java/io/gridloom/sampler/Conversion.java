package io.gridloom.sampler;

import io.gridloom.generator.CellException;
import io.gridloom.template.value.PythonFloat;
import io.gridloom.template.value.PythonNumbers;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** What {@code convert_to} makes of numbers and texts: a Long, a Double or a String. */
enum Conversion {
  /** The nearest integer; of two, the even one. */
  INT {
    @Override
    Object of(double value) throws CellException {
      double whole = Math.rint(value);
      if (whole >= -0x1p63 && whole < 0x1p63) {
        return (long) whole;
      }
      throw new CellException(text(value) + " is no int of 64 bits", 1);
    }

    @Override
    Object of(long value) {
      return value;
    }

    @Override
    Object of(String value) throws CellException {
      String text = value.strip();
      if (!WHOLE.matcher(text).matches()) {
        return of(number(value, "int"));
      }
      BigInteger whole = new BigInteger(text);
      if (whole.bitLength() < Long.SIZE) {
        return whole.longValue();
      }
      throw new CellException(text + " is no int of 64 bits", 1);
    }
  },

  FLOAT {
    @Override
    Object of(double value) {
      return value;
    }

    @Override
    Object of(long value) {
      return (double) value;
    }

    @Override
    Object of(String value) throws CellException {
      return number(value, "float");
    }
  },

  /** Python's text. */
  STR {
    @Override
    Object of(double value) {
      return text(value);
    }

    @Override
    Object of(long value) {
      return Long.toString(value);
    }

    @Override
    Object of(String value) {
      return value;
    }
  };

  private static final int LONGEST_TEXT = 24;
  private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]+");

  abstract Object of(double value) throws CellException;

  abstract Object of(long value) throws CellException;

  abstract Object of(String value) throws CellException;

  /** Of a Long, Double or String. */
  Object of(Object value) throws CellException {
    if (value instanceof Long number) {
      return of(number.longValue());
    }
    return value instanceof Double number ? of(number.doubleValue()) : of((String) value);
  }

  /** The one that a config names; empty for none. */
  static Optional<Conversion> named(Optional<String> convertTo) {
    return convertTo.map(name -> valueOf(name.toUpperCase(Locale.ROOT)));
  }

  /** Python's text of a Long, Double or String. */
  static String text(Object value) {
    return value instanceof Double number ? text(number.doubleValue()) : value.toString();
  }

  private static String text(double value) {
    StringBuilder text = new StringBuilder(LONGEST_TEXT);
    PythonFloat.append(value, text);
    return text.toString();
  }

  private static double number(String value, String type) throws CellException {
    OptionalDouble number = PythonNumbers.parseFloat(value);
    if (number.isEmpty()) {
      throw new CellException("'" + value + "' is no " + type, 1);
    }
    return number.getAsDouble();
  }
}
