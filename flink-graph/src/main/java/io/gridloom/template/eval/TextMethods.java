package io.gridloom.template.eval;

import io.gridloom.template.PythonNone;
import io.gridloom.template.value.CodePoints;
import io.gridloom.template.value.Markup;
import io.gridloom.template.value.PythonErrors;
import io.gridloom.template.value.PythonNumbers;
import io.gridloom.template.value.PythonText;
import io.gridloom.template.value.PythonTypes;
import io.gridloom.template.value.TextBlanks;
import io.gridloom.template.value.TextCase;
import io.gridloom.template.value.TextSearch;
import io.gridloom.template.value.Tuple;
import java.math.BigInteger;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

/** The methods of Python's {@code str}. */
final class TextMethods {
  /** All of them; those that make bytes or tables cannot be called. */
  static final Set<String> NAMES =
      Set.of(
          "capitalize",
          "casefold",
          "center",
          "count",
          "encode",
          "endswith",
          "expandtabs",
          "find",
          "format",
          "format_map",
          "index",
          "isalnum",
          "isalpha",
          "isascii",
          "isdecimal",
          "isdigit",
          "isidentifier",
          "islower",
          "isnumeric",
          "isprintable",
          "isspace",
          "istitle",
          "isupper",
          "join",
          "ljust",
          "lower",
          "lstrip",
          "maketrans",
          "partition",
          "removeprefix",
          "removesuffix",
          "replace",
          "rfind",
          "rindex",
          "rjust",
          "rpartition",
          "rsplit",
          "rstrip",
          "split",
          "splitlines",
          "startswith",
          "strip",
          "swapcase",
          "title",
          "translate",
          "upper",
          "zfill");

  private static final Signature CHARS = Signature.EMPTY.optional("chars", PythonNone.NONE);
  private static final Signature SPLIT =
      Signature.EMPTY.optional("sep", PythonNone.NONE).optional("maxsplit", -1L);
  private static final Signature LINES = Signature.EMPTY.optional("keepends", false);
  private static final Signature REPLACE = Signature.of("old", "new").optional("count", -1L);
  private static final Signature SEARCH =
      Signature.of("sub").optional("start", PythonNone.NONE).optional("end", PythonNone.NONE);
  private static final Signature PAD = Signature.of("width").optional("fillchar", " ");
  private static final Signature ONE = Signature.of("value");
  private static final Signature TABS = Signature.EMPTY.optional("tabsize", 8L);

  private TextMethods() {}

  /** Calls a method; where the receiver is escaped text, so is a text that it gives. */
  static Object call(Frame frame, Object receiver, String name, CallArguments arguments) {
    boolean escaped = receiver instanceof Markup;
    Object result = call(receiver.toString(), name, arguments, escaped);
    return frame.charged(escaped && result instanceof String text ? new Markup(text) : result);
  }

  private static Object call(String text, String name, CallArguments arguments, boolean escaped) {
    return switch (name) {
      case "split", "rsplit" -> split(text, name, SPLIT.bind(name, arguments));
      case "splitlines" ->
          TextSplitting.lines(text, PythonTypes.truth(LINES.bind(name, arguments)[0]));
      case "join" -> join(text, ONE.bind(name, arguments)[0], escaped);
      case "format" -> new BraceFormat(arguments, escaped).format(text);
      case "format_map" -> BraceFormat.ofMap(ONE.bind(name, arguments)[0], escaped).format(text);
      case "replace" -> replace(text, REPLACE.bind(name, arguments), escaped);
      case "strip", "lstrip", "rstrip" -> strip(text, name, CHARS.bind(name, arguments)[0]);
      case "find", "index", "rfind", "rindex", "count" ->
          search(text, name, SEARCH.bind(name, arguments));
      case "startswith", "endswith" -> hasEnd(text, name, SEARCH.bind(name, arguments));
      case "center", "ljust", "rjust" -> pad(text, name, PAD.bind(name, arguments));
      case "zfill" -> zeroFill(text, integer(ONE.bind(name, arguments)[0]));
      case "partition", "rpartition" ->
          partition(text, name, requireText(ONE.bind(name, arguments)[0]));
      case "removeprefix", "removesuffix" ->
          remove(text, name, requireText(ONE.bind(name, arguments)[0]));
      case "expandtabs" -> TextSplitting.expandTabs(text, integer(TABS.bind(name, arguments)[0]));
      case "encode", "translate", "maketrans" -> throw Methods.unavailable(text, name);
      default -> {
        Signature.EMPTY.bind(name, arguments);
        yield name.startsWith("is") ? is(text, name) : changeCase(text, name);
      }
    };
  }

  private static String changeCase(String text, String name) {
    return switch (name) {
      case "upper" -> TextCase.upper(text);
      case "lower" -> TextCase.lower(text);
      case "title" -> TextCase.title(text);
      case "capitalize" -> TextCase.capitalize(text);
      case "swapcase" -> TextCase.swap(text);
      default -> TextCase.lower(text.replace("ß", "ss")); // casefold
    };
  }

  private static boolean is(String text, String name) {
    return switch (name) {
      case "isupper" -> TextCase.isUpper(text);
      case "islower" -> TextCase.isLower(text);
      case "istitle" -> TextCase.isTitle(text);
      case "isascii" -> text.chars().allMatch(c -> c < 128);
      case "isprintable" -> text.codePoints().allMatch(TextMethods::isPrintable);
      case "isidentifier" -> isIdentifier(text);
      case "isalpha" -> all(text, Character::isLetter);
      case "isdecimal" -> all(text, Character::isDigit);
      case "isdigit" -> all(text, c -> Character.isDigit(c) || isSuperscript(c));
      case "isnumeric" -> all(text, TextMethods::isNumeric);
      case "isalnum" -> all(text, c -> Character.isLetter(c) || isNumeric(c));
      default -> all(text, TextBlanks::isBlank); // isspace
    };
  }

  private static boolean all(String text, IntPredicate wanted) {
    return !text.isEmpty() && text.codePoints().allMatch(wanted);
  }

  private static boolean isPrintable(int c) {
    return PythonText.repr(Character.toString(c)).codePointAt(1) == c || c == '\\' || c == '\'';
  }

  private static boolean isIdentifier(String text) {
    return !text.isEmpty()
        && (text.charAt(0) == '_' || Character.isUnicodeIdentifierStart(text.codePointAt(0)))
        && text.codePoints()
            .allMatch(
                c -> Character.isUnicodeIdentifierPart(c) && !Character.isIdentifierIgnorable(c));
  }

  private static boolean isSuperscript(int c) {
    return c == 0xb2
        || c == 0xb3
        || c == 0xb9
        || c == 0x2070
        || (c >= 0x2074 && c <= 0x2079)
        || (c >= 0x2080 && c <= 0x2089);
  }

  private static boolean isNumeric(int c) {
    return Character.isDigit(c)
        || Character.getType(c) == Character.OTHER_NUMBER
        || Character.getType(c) == Character.LETTER_NUMBER;
  }

  private static Object split(String text, String name, Object[] given) {
    int most = integer(given[1]);
    boolean fromEnd = name.equals("rsplit");
    if (given[0] instanceof PythonNone) {
      return TextSplitting.words(text, most, fromEnd);
    }
    String separator = requireText(given[0]);
    if (separator.isEmpty()) {
      throw PythonErrors.value("the separator of " + name + " is empty");
    }
    TextSearch.requireWork(text, separator);
    return fromEnd
        ? TextSplitting.splitEnd(text, separator, most)
        : TextSplitting.split(text, separator, most);
  }

  private static String join(String separator, Object parts, boolean escaped) {
    if (!PythonTypes.isIterable(parts)) {
      throw PythonErrors.type("join needs a list of texts, not " + PythonTypes.describe(parts));
    }
    StringBuilder out = new StringBuilder();
    String between = "";
    for (Object part : PythonTypes.parts(parts)) {
      if (!escaped && !PythonTypes.isText(part)) {
        throw PythonErrors.type(
            "join needs texts, found " + PythonTypes.describe(part) + " in the list");
      }
      out.append(between).append(escaped ? Markup.escape(part).text() : part);
      between = separator;
      bound(out.length());
    }
    return out.toString();
  }

  static void bound(long length) {
    if (length > PythonText.LONGEST) {
      throw PythonErrors.tooLarge("a text of more than " + PythonText.LONGEST + " characters");
    }
  }

  private static String replace(String text, Object[] given, boolean escaped) {
    String old = escaped ? Markup.escape(requireText(given[0])).text() : requireText(given[0]);
    String by = escaped ? Markup.escape(requireText(given[1])).text() : requireText(given[1]);
    return replace(text, old, by, integer(given[2]));
  }

  /** At most {@code most} times, if that is not negative. */
  static String replace(String text, String old, String by, int most) {
    TextSearch.requireWork(text, old);
    StringBuilder out = new StringBuilder();
    int left = most < 0 ? Integer.MAX_VALUE : most;
    int at = 0;
    int from = 0;
    while (left-- > 0) {
      int found = text.indexOf(old, from);
      if (found < 0 || from > text.length()) {
        break;
      }
      out.append(text, at, found).append(by);
      bound(out.length());
      at = found + old.length();
      from = old.isEmpty() ? (at < text.length() ? text.offsetByCodePoints(at, 1) : at + 1) : at;
    }
    return out.append(text, at, text.length()).toString();
  }

  static String strip(String text, String name, Object chars) {
    String set = chars instanceof PythonNone ? "" : requireText(chars);
    IntPredicate gone =
        chars instanceof PythonNone ? TextBlanks::isBlank : c -> set.indexOf(c) >= 0;
    int start = 0;
    int end = text.length();
    while (!name.equals("rstrip") && start < end && gone.test(text.codePointAt(start))) {
      start += Character.charCount(text.codePointAt(start));
    }
    while (!name.equals("lstrip") && end > start && gone.test(text.codePointBefore(end))) {
      end -= Character.charCount(text.codePointBefore(end));
    }
    return text.substring(start, end);
  }

  /**
   * The UTF-16 indexes of the part that {@code start} and {@code end} leave; the first is -1 if it
   * is beyond the text.
   */
  private static int[] part(String text, Object start, Object end) {
    int size = CodePoints.length(text);
    int from = start instanceof PythonNone ? 0 : index(integer(start), size);
    int to = end instanceof PythonNone ? size : Math.min(index(integer(end), size), size);
    if (from > size || from > to) {
      return new int[] {-1, 0};
    }
    return new int[] {CodePoints.offset(text, from), CodePoints.offset(text, to)};
  }

  private static int index(int given, int size) {
    return given < 0 ? Math.max(0, given + size) : given;
  }

  private static Object search(String text, String name, Object[] given) {
    String wanted = requireText(given[0]);
    int[] part = part(text, given[1], given[2]);
    TextSearch.requireWork(text, wanted);
    String within = part[0] < 0 ? "" : text.substring(part[0], part[1]);
    if (name.equals("count")) {
      return part[0] < 0 ? 0L : TextSplitting.count(within, wanted);
    }
    int found = name.startsWith("r") ? within.lastIndexOf(wanted) : within.indexOf(wanted);
    found = part[0] < 0 || found < 0 ? -1 : CodePoints.index(text, part[0] + found);
    if (found < 0 && name.endsWith("index")) {
      throw PythonErrors.value(PythonTypes.describe(wanted) + " is not in the text");
    }
    return (long) found;
  }

  private static Object hasEnd(String text, String name, Object[] given) {
    int[] part = part(text, given[1], given[2]);
    List<Object> ends = given[0] instanceof Tuple tuple ? tuple.parts() : List.of(given[0]);
    boolean found = false;
    for (Object end : ends) {
      String wanted = requireText(end);
      String within = part[0] < 0 ? "" : text.substring(part[0], part[1]);
      boolean fits =
          name.equals("startswith") ? within.startsWith(wanted) : within.endsWith(wanted);
      found |= part[0] >= 0 && fits;
    }
    return found;
  }

  private static String pad(String text, String name, Object[] given) {
    int width = integer(given[0]);
    String fill = requireText(given[1]);
    if (CodePoints.length(fill) != 1) {
      throw PythonErrors.type("the fill character must be one character");
    }
    int missing = width - CodePoints.length(text);
    if (missing <= 0) {
      return text;
    }
    bound(width);
    int left =
        switch (name) {
          case "ljust" -> 0;
          case "rjust" -> missing;
          default -> missing / 2 + (missing & width & 1);
        };
    return fill.repeat(left) + text + fill.repeat(missing - left);
  }

  private static String zeroFill(String text, int width) {
    int missing = width - CodePoints.length(text);
    if (missing <= 0) {
      return text;
    }
    bound(width);
    boolean signed = text.startsWith("-") || text.startsWith("+");
    return text.substring(0, signed ? 1 : 0) + "0".repeat(missing) + text.substring(signed ? 1 : 0);
  }

  private static Object partition(String text, String name, String separator) {
    if (separator.isEmpty()) {
      throw PythonErrors.value("the separator of " + name + " is empty");
    }
    TextSearch.requireWork(text, separator);
    boolean fromEnd = name.equals("rpartition");
    int found = fromEnd ? text.lastIndexOf(separator) : text.indexOf(separator);
    if (found < 0) {
      return fromEnd ? Tuple.of("", "", text) : Tuple.of(text, "", "");
    }
    return Tuple.of(
        text.substring(0, found), separator, text.substring(found + separator.length()));
  }

  private static String remove(String text, String name, String end) {
    if (name.equals("removeprefix")) {
      return text.startsWith(end) ? text.substring(end.length()) : text;
    }
    return text.endsWith(end) ? text.substring(0, text.length() - end.length()) : text;
  }

  static String requireText(Object value) {
    if (!PythonTypes.isText(value)) {
      throw PythonErrors.type("a text is needed here, not " + PythonTypes.describe(value));
    }
    return value.toString();
  }

  /** An int as Java's; beyond that range, the nearest. */
  static int integer(Object value) {
    if (!PythonTypes.isInteger(value)) {
      throw PythonErrors.type("an int is needed here, not " + PythonTypes.describe(value));
    }
    BigInteger number = PythonNumbers.big(value);
    return number.bitLength() < 32 ? number.intValue() : number.signum() * Integer.MAX_VALUE;
  }
}
