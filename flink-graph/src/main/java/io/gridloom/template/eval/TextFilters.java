package io.gridloom.template.eval;

import io.gridloom.template.PythonNone;
import io.gridloom.template.TemplateException;
import io.gridloom.template.value.CodePoints;
import io.gridloom.template.value.DictView;
import io.gridloom.template.value.Markup;
import io.gridloom.template.value.PythonErrors;
import io.gridloom.template.value.PythonText;
import io.gridloom.template.value.PythonTypes;
import io.gridloom.template.value.TextCase;
import io.gridloom.template.value.Undefined;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Filters that give texts. */
final class TextFilters {
  private static final long LEEWAY = 5;

  static final Map<String, Filter> ALL =
      Map.ofEntries(
          Map.entry("upper", text(TextCase::upper)),
          Map.entry("lower", text(TextCase::lower)),
          Map.entry("capitalize", text(TextCase::capitalize)),
          Map.entry(
              "title",
              new Filter(
                  Signature.EMPTY,
                  (frame, input, given) -> TextCase.titleWords(PythonText.str(input)))),
          Map.entry("string", new Filter(Signature.EMPTY, (frame, input, given) -> soft(input))),
          Map.entry(
              "escape", new Filter(Signature.EMPTY, (frame, input, given) -> Markup.escape(input))),
          Map.entry(
              "forceescape",
              new Filter(
                  Signature.EMPTY,
                  (frame, input, given) -> new Markup(Markup.escapeText(PythonText.str(input))))),
          Map.entry(
              "trim",
              new Filter(
                  Signature.EMPTY.optional("chars", PythonNone.NONE),
                  (frame, input, given) -> trim(input, given[0]))),
          Map.entry(
              "replace",
              new Filter(
                  Signature.of("old", "new").optional("count", PythonNone.NONE),
                  (frame, input, given) -> replace(frame, input, given))),
          Map.entry(
              "truncate",
              new Filter(
                  Signature.EMPTY
                      .optional("length", 255L)
                      .optional("killwords", false)
                      .optional("end", "...")
                      .optional("leeway", PythonNone.NONE),
                  (frame, input, given) -> truncate(input, given))),
          Map.entry(
              "urlencode", new Filter(Signature.EMPTY, (frame, input, given) -> urlEncode(input))));

  private TextFilters() {}

  private static Filter text(UnaryOperator<String> change) {
    return new Filter(
        Signature.EMPTY,
        (frame, input, given) ->
            input instanceof Markup markup
                ? new Markup(change.apply(markup.text()))
                : change.apply(PythonText.str(input)));
  }

  /** A value's text; escaped text stays escaped. */
  private static Object soft(Object value) {
    return value instanceof Markup ? value : PythonText.str(value);
  }

  private static Object trim(Object input, Object chars) {
    String trimmed = TextMethods.strip(PythonText.str(input), "strip", chars);
    return input instanceof Markup ? new Markup(trimmed) : trimmed;
  }

  private static Object replace(Frame frame, Object input, Object[] given) {
    int most = given[2] instanceof PythonNone ? -1 : TextMethods.integer(given[2]);
    if (!frame.autoescape()) {
      return TextMethods.replace(
          PythonText.str(input), PythonText.str(given[0]), PythonText.str(given[1]), most);
    }
    boolean escape =
        given[0] instanceof Markup || (given[1] instanceof Markup && !(input instanceof Markup));
    Object text = escape ? Markup.escape(input) : soft(input);
    if (text instanceof Markup markup) {
      return new Markup(
          TextMethods.replace(
              markup.text(), Markup.escape(given[0]).text(), Markup.escape(given[1]).text(), most));
    }
    return TextMethods.replace(
        PythonText.str(text), PythonText.str(given[0]), PythonText.str(given[1]), most);
  }

  private static Object truncate(Object input, Object[] given) {
    int length = TextMethods.integer(given[0]);
    String end = TextMethods.requireText(given[2]);
    int leeway = given[3] instanceof PythonNone ? (int) LEEWAY : TextMethods.integer(given[3]);
    int endLength = CodePoints.length(end);
    if (length < endLength || leeway < 0) {
      throw TemplateException.raised(
          "AssertionError",
          "truncate needs a length of at least "
              + endLength
              + ", its end's, and a leeway of at least 0");
    }
    if (PythonTypes.length(input) <= (long) length + leeway) {
      return input;
    }
    Object cut = Slicing.slice(input, PythonNone.NONE, (long) length - endLength, PythonNone.NONE);
    if (!PythonTypes.isText(cut)) {
      throw PythonErrors.type("truncate needs a text, not " + PythonTypes.describe(input));
    }
    String kept = cut.toString();
    int blank = PythonTypes.truth(given[1]) ? -1 : kept.lastIndexOf(' ');
    String text = (blank < 0 ? kept : kept.substring(0, blank)) + end;
    return input instanceof Markup ? new Markup(text) : text;
  }

  private static String urlEncode(Object input) {
    if (PythonTypes.isText(input) || !PythonTypes.isIterable(input)) {
      return quote(PythonText.str(input), false);
    }
    StringBuilder out = new StringBuilder();
    Object pairs = input instanceof Map<?, ?> map ? new DictView(DictView.Kind.ITEMS, map) : input;
    for (Object pair : PythonTypes.parts(pairs)) {
      List<Object> parts =
          PythonTypes.isIterable(pair) && !(pair instanceof Undefined)
              ? PythonTypes.parts(pair)
              : List.of();
      if (parts.size() != 2) {
        throw PythonErrors.value(
            "urlencode needs a text, or pairs, not " + PythonTypes.describe(pair));
      }
      out.append(out.length() == 0 ? "" : "&").append(quote(PythonText.str(parts.get(0)), true));
      out.append('=').append(quote(PythonText.str(parts.get(1)), true));
      TextMethods.bound(out.length());
    }
    return out.toString();
  }

  private static String quote(String text, boolean query) {
    StringBuilder out = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || "_.-~".indexOf(c) >= 0;
      if (plain || (c == '/' && !query)) {
        out.append(c);
      } else if (c == ' ' && query) {
        out.append('+');
      } else {
        out.append('%').append(Character.toUpperCase(Character.forDigit(c >> 4, 16)));
        out.append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
      }
    }
    return out.toString();
  }
}
