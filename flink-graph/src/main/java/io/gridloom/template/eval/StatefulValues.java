package io.gridloom.template.eval;

import io.gridloom.template.PythonNone;
import io.gridloom.template.value.PythonErrors;
import io.gridloom.template.value.PythonText;
import io.gridloom.template.value.PythonTypes;
import io.gridloom.template.value.Undefined;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Jinja2's small objects: {@code cycler}, {@code joiner} and {@code namespace}. Each lives for one
 * render.
 */
final class StatefulValues {
  private StatefulValues() {}

  static Object cycler(CallArguments arguments) {
    requireNoKeywords("cycler", arguments);
    if (arguments.positional().isEmpty()) {
      throw PythonErrors.type("cycler needs a value at least");
    }
    return new Cycler(arguments.positional());
  }

  static Object joiner(CallArguments arguments) {
    Object separator = Signature.EMPTY.optional("sep", ", ").bind("joiner", arguments)[0];
    return new Joiner(separator);
  }

  static Object namespace(CallArguments arguments) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Object given : arguments.positional()) {
      if (!(given instanceof Map<?, ?> map)) {
        throw PythonErrors.type("namespace needs a dict, not " + PythonTypes.describe(given));
      }
      map.forEach((key, value) -> values.put(key.toString(), value));
    }
    values.putAll(arguments.keywords());
    return new Namespace(values);
  }

  private static void requireNoKeywords(String function, CallArguments arguments) {
    if (!arguments.keywords().isEmpty()) {
      throw PythonErrors.type(function + " has no arguments with names");
    }
  }

  /** A method of one of these. */
  record Method(String name, Body body) implements Function {
    /** What it does. */
    interface Body {
      Object call(CallArguments arguments);
    }

    @Override
    public String typeName() {
      return "method";
    }

    @Override
    public String text() {
      return "<bound method " + name + ">";
    }

    @Override
    public Object call(Frame frame, CallArguments arguments) {
      return body.call(arguments);
    }
  }

  /** Gives its values in turn. */
  private static final class Cycler implements Attributed {
    private final List<Object> values;
    private int at;

    Cycler(List<Object> values) {
      this.values = values;
    }

    @Override
    public String typeName() {
      return "Cycler";
    }

    @Override
    public String text() {
      return "<jinja2.utils.Cycler object>";
    }

    @Override
    public Optional<Object> attribute(String name) {
      return switch (name) {
        case "current" -> Optional.of(values.get(at));
        case "next" -> Optional.of(new Method("next", arguments -> next()));
        case "reset" -> Optional.of(new Method("reset", arguments -> reset()));
        case "pos" -> Optional.of((long) at);
        default -> Optional.empty();
      };
    }

    private Object next() {
      Object value = values.get(at);
      at = (at + 1) % values.size();
      return value;
    }

    private Object reset() {
      at = 0;
      return PythonNone.NONE;
    }
  }

  /** Gives nothing at its first call, then its separator. */
  private static final class Joiner implements Function {
    private final Object separator;
    private boolean used;

    Joiner(Object separator) {
      this.separator = separator;
    }

    @Override
    public String typeName() {
      return "Joiner";
    }

    @Override
    public String text() {
      return "<jinja2.utils.Joiner object>";
    }

    @Override
    public Object call(Frame frame, CallArguments arguments) {
      Signature.EMPTY.bind("joiner", arguments);
      Object given = used ? separator : "";
      used = true;
      return given;
    }
  }

  /** Holds values under names. */
  private record Namespace(Map<String, Object> values) implements Attributed {
    @Override
    public String typeName() {
      return "Namespace";
    }

    @Override
    public String text() {
      return "<Namespace " + PythonText.repr(values) + ">";
    }

    @Override
    public Optional<Object> attribute(String name) {
      Object value = values.get(name);
      return Optional.of(value == null ? Undefined.missing(this, name) : value);
    }
  }
}
