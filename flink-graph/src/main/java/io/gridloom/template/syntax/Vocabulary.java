package io.gridloom.template.syntax;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The names that the language itself has. */
public final class Vocabulary {
  /** Names that are no column: a column that is called so is never seen. */
  public static final Set<String> GLOBALS =
      Set.of("range", "dict", "lipsum", "cycler", "joiner", "namespace");

  /** Filters that an expression or a prompt may use. */
  public static final Set<String> FILTERS =
      Set.of(
          "abs",
          "capitalize",
          "escape",
          "first",
          "float",
          "forceescape",
          "int",
          "items",
          "jsonpath",
          "last",
          "length",
          "list",
          "lower",
          "max",
          "min",
          "random",
          "replace",
          "reverse",
          "round",
          "sort",
          "string",
          "title",
          "trim",
          "truncate",
          "unique",
          "upper",
          "urlencode");

  /** All filters of Jinja2: where one is known but not allowed, the message can say so. */
  static final Set<String> JINJA_FILTERS =
      Set.of(
          "abs",
          "attr",
          "batch",
          "capitalize",
          "center",
          "count",
          "d",
          "default",
          "dictsort",
          "e",
          "escape",
          "filesizeformat",
          "first",
          "float",
          "forceescape",
          "format",
          "groupby",
          "indent",
          "int",
          "items",
          "join",
          "last",
          "length",
          "list",
          "lower",
          "map",
          "max",
          "min",
          "pprint",
          "random",
          "reject",
          "rejectattr",
          "replace",
          "reverse",
          "round",
          "safe",
          "select",
          "selectattr",
          "slice",
          "sort",
          "string",
          "striptags",
          "sum",
          "title",
          "tojson",
          "trim",
          "truncate",
          "unique",
          "upper",
          "urlencode",
          "urlize",
          "wordcount",
          "wordwrap",
          "xmlattr");

  /** All tests; those that are operators can only be written as names of tests. */
  public static final Set<String> TESTS =
      Set.of(
          "!=",
          "<",
          "<=",
          "==",
          ">",
          ">=",
          "boolean",
          "callable",
          "defined",
          "divisibleby",
          "eq",
          "equalto",
          "escaped",
          "even",
          "false",
          "filter",
          "float",
          "ge",
          "greaterthan",
          "gt",
          "in",
          "integer",
          "iterable",
          "le",
          "lessthan",
          "lower",
          "lt",
          "mapping",
          "ne",
          "none",
          "number",
          "odd",
          "sameas",
          "sequence",
          "string",
          "test",
          "true",
          "undefined",
          "upper");

  private static final Map<String, String> INSTEAD_OF_FILTER =
      Map.ofEntries(
          Map.entry("join", "Write {{ ', '.join(xs) }}"),
          Map.entry("default", "Write {{ x or 'none' }}"),
          Map.entry("d", "Write {{ x or 'none' }}"),
          Map.entry("count", "Write {{ xs | length }}"),
          Map.entry("e", "Write {{ x | escape }}"),
          Map.entry("format", "Write {{ '%.2f' % x }}"),
          Map.entry("center", "Write {{ x.center(20) }}"),
          Map.entry("safe", "Leave it out: nothing is escaped unless asked for"),
          Map.entry("attr", "Write {{ x.name }}"),
          Map.entry("wordcount", "Write {{ x.split() | length }}"),
          Map.entry("map", "Write a loop: {% for x in xs %}{{ x | upper }}{% endfor %}"),
          Map.entry("select", "Write a loop: {% for x in xs if x is odd %}{{ x }}{% endfor %}"),
          Map.entry("reject", "Write a loop: {% for x in xs if x is not odd %}{{ x }}{% endfor %}"),
          Map.entry("selectattr", "Write a loop: {% for x in xs if x.a %}{{ x }}{% endfor %}"));

  private Vocabulary() {}

  /**
   * The message for a filter that may not be used: what was found, what is allowed, what to write
   * instead.
   */
  public static String unavailableFilter(String name) {
    String instead =
        Optional.ofNullable(INSTEAD_OF_FILTER.get(name)).map(hint -> ". " + hint).orElse("");
    return "filter \""
        + Excerpt.of(name)
        + "\" is not available; allowed are "
        + sorted(FILTERS)
        + instead;
  }

  /** The message for a test that does not exist. */
  public static String unknownTest(String name) {
    List<String> words = TESTS.stream().filter(test -> Character.isLetter(test.charAt(0))).toList();
    return "test \"" + Excerpt.of(name) + "\" does not exist; allowed are " + sorted(words);
  }

  private static String sorted(Iterable<String> names) {
    TreeSet<String> sorted = new TreeSet<>();
    names.forEach(sorted::add);
    return String.join(" ", sorted);
  }
}
