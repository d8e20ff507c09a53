package io.gridloom.template.eval;

import io.gridloom.template.PythonNone;
import io.gridloom.template.TemplateException;
import io.gridloom.template.value.CodePoints;
import io.gridloom.template.value.DictView;
import io.gridloom.template.value.Markup;
import io.gridloom.template.value.PythonErrors;
import io.gridloom.template.value.PythonIterator;
import io.gridloom.template.value.PythonTypes;
import io.gridloom.template.value.Undefined;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Filters over what holds several values. */
final class SequenceFilters {
  private static final Signature BY_ATTRIBUTE =
      Signature.EMPTY.optional("case_sensitive", false).optional("attribute", PythonNone.NONE);

  static final Map<String, Filter> ALL =
      Map.ofEntries(
          Map.entry(
              "length",
              new Filter(
                  Signature.EMPTY, (frame, input, given) -> (long) PythonTypes.length(input))),
          Map.entry("first", new Filter(Signature.EMPTY, (frame, input, given) -> first(input))),
          Map.entry("last", new Filter(Signature.EMPTY, (frame, input, given) -> last(input))),
          Map.entry(
              "list",
              new Filter(
                  Signature.EMPTY,
                  (frame, input, given) -> new ArrayList<>(PythonTypes.parts(input)))),
          Map.entry(
              "random", new Filter(Signature.EMPTY, (frame, input, given) -> random(frame, input))),
          Map.entry(
              "reverse", new Filter(Signature.EMPTY, (frame, input, given) -> reverse(input))),
          Map.entry("items", new Filter(Signature.EMPTY, (frame, input, given) -> items(input))),
          Map.entry(
              "sort",
              new Filter(
                  Signature.EMPTY
                      .optional("reverse", false)
                      .optional("case_sensitive", false)
                      .optional("attribute", PythonNone.NONE),
                  (frame, input, given) -> SortKeys.sort(input, given))),
          Map.entry(
              "unique",
              new Filter(BY_ATTRIBUTE, (frame, input, given) -> SortKeys.unique(input, given))),
          Map.entry(
              "min",
              new Filter(
                  BY_ATTRIBUTE, (frame, input, given) -> SortKeys.extreme(input, given, "min"))),
          Map.entry(
              "max",
              new Filter(
                  BY_ATTRIBUTE, (frame, input, given) -> SortKeys.extreme(input, given, "max"))),
          Map.entry(
              "jsonpath",
              new Filter(
                  Signature.of("path"), (frame, input, given) -> JsonPath.find(input, given[0]))));

  private SequenceFilters() {}

  private static Object first(Object input) {
    Iterator<Object> parts = PythonTypes.iterator(input);
    return parts.hasNext() ? parts.next() : Undefined.because("there is no first of nothing");
  }

  private static Object last(Object input) {
    if (input instanceof PythonIterator iterator) {
      throw PythonErrors.type("a " + iterator.typeName() + " has no last value; put | list before");
    }
    List<Object> parts = PythonTypes.parts(input);
    return parts.isEmpty()
        ? Undefined.because("there is no last of nothing")
        : parts.get(parts.size() - 1);
  }

  private static Object random(Frame frame, Object input) {
    int size = PythonTypes.length(input);
    if (size == 0) {
      return Undefined.because("there is nothing to choose from");
    }
    if (input instanceof Map || input instanceof DictView) {
      throw TemplateException.raised(
          "KeyError", "random needs a list, not " + PythonTypes.describe(input));
    }
    return Slicing.part(input, frame.draw(size));
  }

  private static Object reverse(Object input) {
    if (PythonTypes.isText(input)) {
      String reversed = CodePoints.reverse(input.toString());
      return input instanceof Markup ? new Markup(reversed) : reversed;
    }
    if (!PythonTypes.isIterable(input)) {
      throw TemplateException.raised(
          "FilterArgumentError",
          "reverse needs a text or a list, not " + PythonTypes.describe(input));
    }
    List<Object> parts = new ArrayList<>(PythonTypes.parts(input));
    Collections.reverse(parts);
    return input instanceof PythonIterator
        ? parts
        : new PythonIterator("reversed list", parts.iterator());
  }

  private static Object items(Object input) {
    if (input instanceof Undefined) {
      return new PythonIterator("generator", Collections.emptyIterator());
    }
    if (!(input instanceof Map<?, ?> map)) {
      throw PythonErrors.type("items needs a dict, not " + PythonTypes.describe(input));
    }
    return new PythonIterator(
        "generator", new DictView(DictView.Kind.ITEMS, map).parts().iterator());
  }
}
