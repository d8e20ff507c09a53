package io.gridloom.sampler;

import io.gridloom.generator.CellException;
import java.util.List;
import java.util.Optional;

/** Values of a config, all of one type and converted once; what can't be converted fails later. */
final class ConvertedValues {

  private record Failure(String cause) {}

  private final Object[] values;

  private ConvertedValues(Object[] values) {
    this.values = values;
  }

  static ConvertedValues of(List<Object> values, Optional<String> convertTo) {
    return of(values, values, convertTo);
  }

  /**
   * @param values Long, Double or String
   * @param all all values of the column: they decide its type. One text makes all of them text, one
   *     float all numbers floats
   */
  static ConvertedValues of(List<Object> values, List<Object> all, Optional<String> convertTo) {
    boolean text = all.stream().anyMatch(String.class::isInstance);
    boolean floats = all.stream().anyMatch(Double.class::isInstance);
    Optional<Conversion> conversion = Conversion.named(convertTo);
    Object[] converted = new Object[values.size()];
    for (int i = 0; i < converted.length; i++) {
      Object value = values.get(i);
      if (text) {
        value = Conversion.text(value);
      } else if (floats) {
        value = ((Number) value).doubleValue();
      }
      converted[i] = converted(value, conversion);
    }
    return new ConvertedValues(converted);
  }

  private static Object converted(Object value, Optional<Conversion> conversion) {
    try {
      return conversion.isPresent() ? conversion.get().of(value) : value;
    } catch (CellException e) {
      return new Failure(String.valueOf(e.getMessage()));
    }
  }

  int size() {
    return values.length;
  }

  Object get(int index) throws CellException {
    Object value = values[index];
    if (value instanceof Failure failure) {
      throw new CellException(failure.cause(), 1);
    }
    return value;
  }
}
