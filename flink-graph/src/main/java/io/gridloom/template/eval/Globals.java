package io.gridloom.template.eval;

import io.gridloom.template.PythonNone;
import io.gridloom.template.value.Dicts;
import io.gridloom.template.value.PythonErrors;
import io.gridloom.template.value.PythonNumbers;
import io.gridloom.template.value.PythonRange;
import io.gridloom.template.value.PythonTypes;
import io.gridloom.template.value.Undefined;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The functions that every template can call. */
final class Globals {
  private static final Map<String, Object> ALL =
      Map.of(
          "range", new Global("range", "<function safe_range at 0x0>", Globals::range),
          "dict", new Global("dict", "<class 'dict'>", Globals::dict),
          "lipsum", new Global("lipsum", "<function generate_lorem_ipsum at 0x0>", Globals::lipsum),
          "cycler", new Global("cycler", "<class 'jinja2.utils.Cycler'>", StatefulValues::cycler),
          "joiner", new Global("joiner", "<class 'jinja2.utils.Joiner'>", StatefulValues::joiner),
          "namespace",
              new Global(
                  "namespace", "<class 'jinja2.utils.Namespace'>", StatefulValues::namespace));

  private Globals() {}

  /** A function with its body. */
  private record Global(String name, String text, Body body) implements Function {
    @Override
    public String typeName() {
      return text.startsWith("<class") ? "type" : "function";
    }

    @Override
    public Object call(Frame frame, CallArguments arguments) {
      return body.call(arguments);
    }
  }

  /** What a function does. */
  private interface Body {
    Object call(CallArguments arguments);
  }

  /** The function of that name, one of {@link io.gridloom.template.syntax.Vocabulary#GLOBALS}. */
  static Object get(String name) {
    return ALL.getOrDefault(name, PythonNone.NONE);
  }

  private static Object range(CallArguments arguments) {
    List<Object> given = arguments.positional();
    if (given.isEmpty() || given.size() > 3 || !arguments.keywords().isEmpty()) {
      throw PythonErrors.type(
          "range needs 1 to 3 ints: (stop), (start, stop) or (start, stop, step)");
    }
    long first = integer(given.get(0));
    return given.size() == 1
        ? PythonRange.of(0, first, 1)
        : PythonRange.of(
            first, integer(given.get(1)), given.size() == 3 ? integer(given.get(2)) : 1);
  }

  private static long integer(Object value) {
    if (!PythonTypes.isInteger(value)) {
      throw value instanceof Undefined undefined
          ? undefined.failure()
          : PythonErrors.type("range needs ints, not " + PythonTypes.describe(value));
    }
    BigInteger number = PythonNumbers.big(value);
    // Far beyond what may be gone through, and such that no sum of two of them overflows.
    return number.bitLength() < 62 ? number.longValue() : number.signum() * (1L << 62);
  }

  private static Object dict(CallArguments arguments) {
    if (arguments.positional().size() > 1) {
      throw PythonErrors.type("dict needs one dict or list of pairs at most");
    }
    Map<Object, Object> dict = new LinkedHashMap<>();
    for (Object given : arguments.positional()) {
      if (given instanceof Map<?, ?> map) {
        dict.putAll(map);
      } else {
        for (Object pair : PythonTypes.parts(given)) {
          List<Object> parts = PythonTypes.parts(pair);
          if (parts.size() != 2) {
            throw PythonErrors.value("dict needs pairs, found " + PythonTypes.describe(pair));
          }
          Dicts.put(dict, parts.get(0), parts.get(1));
        }
      }
    }
    dict.putAll(arguments.keywords());
    return dict;
  }

  private static Object lipsum(CallArguments arguments) {
    throw PythonErrors.type(
        "lipsum is not available: its text would differ from run to run. Write a text of your own");
  }
}
