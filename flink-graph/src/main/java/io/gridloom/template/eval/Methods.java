package io.gridloom.template.eval;

import io.gridloom.template.PythonNone;
import io.gridloom.template.value.DictView;
import io.gridloom.template.value.Dicts;
import io.gridloom.template.value.PythonCompare;
import io.gridloom.template.value.PythonErrors;
import io.gridloom.template.value.PythonNumbers;
import io.gridloom.template.value.PythonTypes;
import io.gridloom.template.value.Tuple;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The methods of Python's values, by name. */
final class Methods {
  private static final Set<String> OF_LISTS = Set.of("index", "count", "copy");
  private static final Set<String> OF_TUPLES = Set.of("index", "count");
  private static final Set<String> OF_DICTS =
      Set.of("get", "keys", "values", "items", "copy", "fromkeys");
  private static final Set<String> OF_INTEGERS =
      Set.of("bit_length", "bit_count", "conjugate", "as_integer_ratio", "to_bytes", "from_bytes");
  private static final Set<String> OF_FLOATS =
      Set.of("is_integer", "conjugate", "as_integer_ratio", "hex", "fromhex");
  private static final Set<String> CHANGING_LISTS =
      Set.of("append", "clear", "pop", "reverse", "insert", "sort", "extend", "remove");
  private static final Set<String> CHANGING_DICTS =
      Set.of("clear", "pop", "popitem", "setdefault", "update");

  private static final Signature OF_INDEX =
      Signature.of("value").optional("start", 0L).optional("stop", (long) Integer.MAX_VALUE);
  private static final Signature OF_COUNT = Signature.of("value");
  private static final Signature OF_GET = Signature.of("key").optional("default", PythonNone.NONE);

  private Methods() {}

  /** Whether a value has a method of that name, whether or not it can be called here. */
  static boolean has(Object receiver, String name) {
    if (PythonTypes.isText(receiver)) {
      return TextMethods.NAMES.contains(name);
    }
    if (receiver instanceof Map) {
      return OF_DICTS.contains(name);
    }
    if (receiver instanceof List) {
      return OF_LISTS.contains(name)
          && !(name.equals("copy") && PythonTypes.name(receiver).equals("range"));
    }
    if (receiver instanceof Tuple) {
      return OF_TUPLES.contains(name);
    }
    if (PythonTypes.isInteger(receiver)) {
      return OF_INTEGERS.contains(name);
    }
    return receiver instanceof Double && OF_FLOATS.contains(name);
  }

  /** Whether a method would change the value, which templates may not. */
  static boolean changes(Object receiver, String name) {
    if (receiver instanceof Map) {
      return CHANGING_DICTS.contains(name);
    }
    return receiver instanceof List
        && PythonTypes.name(receiver).equals("list")
        && CHANGING_LISTS.contains(name);
  }

  static Object call(Frame frame, Object receiver, String name, CallArguments arguments) {
    if (PythonTypes.isText(receiver)) {
      return TextMethods.call(frame, receiver, name, arguments);
    }
    if (receiver instanceof Map<?, ?> dict) {
      return callDict(dict, name, arguments);
    }
    if (receiver instanceof List<?> list) {
      return callList(list, name, arguments);
    }
    if (receiver instanceof Tuple tuple) {
      return callList(tuple.parts(), name, arguments);
    }
    return receiver instanceof Double number
        ? callFloat(number, name, arguments)
        : callInteger(receiver, name, arguments);
  }

  private static Object callDict(Map<?, ?> dict, String name, CallArguments arguments) {
    if (name.equals("get")) {
      Object[] given = OF_GET.bind(name, arguments);
      return Dicts.get(dict, given[0], given[1]);
    }
    if (!name.equals("fromkeys")) {
      Signature.EMPTY.bind(name, arguments);
    }
    return switch (name) {
      case "keys" -> new DictView(DictView.Kind.KEYS, dict);
      case "values" -> new DictView(DictView.Kind.VALUES, dict);
      case "items" -> new DictView(DictView.Kind.ITEMS, dict);
      case "copy" -> Dicts.copy(dict);
      default -> throw unavailable(dict, name);
    };
  }

  private static Object callList(List<?> list, String name, CallArguments arguments) {
    return switch (name) {
      case "count" -> {
        Object wanted = OF_COUNT.bind(name, arguments)[0];
        yield list.stream()
            .filter(own -> own == wanted || PythonCompare.equal(own, wanted))
            .count();
      }
      case "index" -> index(list, OF_INDEX.bind(name, arguments));
      default -> {
        Signature.EMPTY.bind(name, arguments);
        yield new ArrayList<Object>(list);
      }
    };
  }

  private static Object index(List<?> list, Object[] given) {
    List<?> part = (List<?>) Slicing.slice(new ArrayList<Object>(list), given[1], given[2], 1L);
    int start =
        list.size()
            - ((List<?>) Slicing.slice(new ArrayList<Object>(list), given[1], PythonNone.NONE, 1L))
                .size();
    for (int i = 0; i < part.size(); i++) {
      if (PythonCompare.equal(part.get(i), given[0])) {
        return (long) start + i;
      }
    }
    throw PythonErrors.value(PythonTypes.describe(given[0]) + " is not in the list");
  }

  private static Object callInteger(Object receiver, String name, CallArguments arguments) {
    Signature.EMPTY.bind(name, arguments);
    BigInteger number = PythonNumbers.big(receiver);
    return switch (name) {
      case "bit_length" -> (long) number.abs().bitLength();
      case "bit_count" -> (long) number.abs().bitCount();
      case "conjugate" -> PythonNumbers.integer(number);
      case "as_integer_ratio" -> Tuple.of(PythonNumbers.integer(number), 1L);
      default -> throw unavailable(receiver, name);
    };
  }

  private static Object callFloat(Double receiver, String name, CallArguments arguments) {
    Signature.EMPTY.bind(name, arguments);
    return switch (name) {
      case "is_integer" -> !receiver.isInfinite() && receiver == Math.rint(receiver);
      case "conjugate" -> receiver;
      default -> throw unavailable(receiver, name);
    };
  }

  static RuntimeException unavailable(Object receiver, String name) {
    return PythonErrors.type(
        "the method \"" + name + "\" of " + PythonTypes.name(receiver) + " is not available");
  }
}
