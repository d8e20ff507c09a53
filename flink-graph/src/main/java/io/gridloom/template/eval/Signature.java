package io.gridloom.template.eval;

import io.gridloom.template.PythonNone;
import io.gridloom.template.value.PythonErrors;
import java.util.ArrayList;
import java.util.List;

/** The parameters of a filter, a test or a method. */
final class Signature {
  static final Signature EMPTY = new Signature(List.of(), List.of(), 0);

  private final List<String> names;
  private final List<Object> defaults; // None stands for those that are required
  private final int required;

  private Signature(List<String> names, List<Object> defaults, int required) {
    this.names = names;
    this.defaults = defaults;
    this.required = required;
  }

  /** Parameters that must be given. */
  static Signature of(String... required) {
    Signature signature = EMPTY;
    for (String name : required) {
      signature = signature.with(name, PythonNone.NONE, 1);
    }
    return signature;
  }

  /** One more, which need not be given. */
  Signature optional(String name, Object fallback) {
    return with(name, fallback, 0);
  }

  private Signature with(String name, Object fallback, int more) {
    List<String> allNames = new ArrayList<>(names);
    allNames.add(name);
    List<Object> allDefaults = new ArrayList<>(defaults);
    allDefaults.add(fallback);
    return new Signature(List.copyOf(allNames), List.copyOf(allDefaults), required + more);
  }

  int size() {
    return names.size();
  }

  Object fallback(int index) {
    return defaults.get(index);
  }

  /**
   * For each parameter the index of the argument it takes, -1 for its default; arguments without a
   * name come first.
   *
   * @throws io.gridloom.template.TemplateException if they do not fit
   */
  int[] match(String function, int positional, List<String> keywords) {
    if (positional > names.size()) {
      throw PythonErrors.type(
          function + " takes " + names.size() + " arguments at most, not " + positional);
    }
    int[] taken = new int[names.size()];
    for (int i = 0; i < taken.length; i++) {
      taken[i] = i < positional ? i : -1;
    }
    for (int i = 0; i < keywords.size(); i++) {
      int index = names.indexOf(keywords.get(i));
      if (index < 0) {
        throw PythonErrors.type(
            function
                + " has no argument \""
                + keywords.get(i)
                + "\"; it has "
                + String.join(" ", names));
      }
      if (taken[index] >= 0) {
        throw PythonErrors.type(function + " is given \"" + keywords.get(i) + "\" twice");
      }
      taken[index] = positional + i;
    }
    for (int i = 0; i < required; i++) {
      if (taken[i] < 0) {
        throw PythonErrors.type(function + " needs the argument \"" + names.get(i) + "\"");
      }
    }
    return taken;
  }

  /** The values of all parameters. */
  Object[] bind(String function, CallArguments arguments) {
    int[] taken = match(function, arguments.positional().size(), arguments.names());
    Object[] values = new Object[taken.length];
    for (int i = 0; i < taken.length; i++) {
      values[i] = taken[i] < 0 ? defaults.get(i) : arguments.get(taken[i]);
    }
    return values;
  }
}
