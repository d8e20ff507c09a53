package io.gridloom.template.value;

/** Floor division and powers of floats, as CPython's {@code floatobject.c} has them. */
record FloatDivision(double quotient, double remainder) {

  /** The divisor is not zero. */
  static FloatDivision of(double dividend, double divisor) {
    double remainder = dividend % divisor;
    double quotient = (dividend - remainder) / divisor;
    if (remainder == 0) {
      remainder = Math.copySign(0.0, divisor);
    } else if ((divisor < 0) != (remainder < 0)) {
      remainder += divisor;
      quotient -= 1;
    }
    if (quotient == 0) {
      return new FloatDivision(Math.copySign(0.0, dividend / divisor), remainder);
    }
    double floor = Math.floor(quotient);
    return new FloatDivision(quotient - floor > 0.5 ? floor + 1 : floor, remainder);
  }

  static double power(double base, double exponent) {
    if (exponent == 0 || base == 1) {
      return 1;
    }
    if (Double.isNaN(base) || Double.isNaN(exponent)) {
      return Double.NaN;
    }
    boolean finite = !Double.isInfinite(base) && !Double.isInfinite(exponent);
    if (Double.isInfinite(exponent) && Math.abs(base) == 1) {
      return 1;
    }
    if (base == 0 && exponent < 0) {
      throw PythonErrors.zeroDivision();
    }
    if (finite && base < 0 && exponent != Math.rint(exponent)) {
      throw PythonErrors.type("a fractional power of a negative number is no float");
    }
    double value = Math.pow(base, exponent);
    if (finite && Double.isInfinite(value)) {
      throw PythonErrors.overflow("the power is too large for a float");
    }
    return value;
  }
}
