package io.gridloom.template.eval;

import java.util.List;
import java.util.Random;

/** Expressions of any kind over given names; most of them fail when they are evaluated. */
final class RandomExpressions {
  private static final List<String> LITERALS =
      List.of(
          "0",
          "1",
          "-1",
          "2",
          "10",
          "0.5",
          "1e3",
          "99999999999999999999",
          "''",
          "'a'",
          "'x,y'",
          "'%s %d'",
          "'{} {:>9}'",
          "none",
          "true",
          "[]",
          "[1, 2]",
          "(1, 'a')",
          "{}",
          "{'a': 1, 1: 2}",
          "range(5)",
          "1e308",
          "'héé😀'");

  private static final List<String> OPERATORS =
      List.of(
          "+", "-", "*", "/", "//", "%", "**", "~", "<", "<=", "==", "!=", "in", "not in", "and",
          "or", "if");

  private static final List<String> FILTERS =
      List.of(
          "abs",
          "capitalize",
          "escape",
          "first",
          "float",
          "int(7)",
          "int(0, 36)",
          "items | list",
          "last",
          "length",
          "list",
          "lower",
          "max",
          "min",
          "random",
          "replace('a', '')",
          "replace('', 'z', 2)",
          "reverse | list",
          "round(2)",
          "round(-3)",
          "round(1, 'ceil')",
          "sort",
          "sort(true, false, 'a')",
          "string",
          "title",
          "trim('x')",
          "truncate(3)",
          "truncate(5, true, '', 0)",
          "unique | list",
          "upper",
          "urlencode",
          "max(attribute='a.b')",
          "items",
          "reverse",
          "jsonpath('$..a[0]')",
          "sort(attribute='a,b')");

  private static final List<String> TESTS =
      List.of(
          "defined",
          "none",
          "string",
          "number",
          "sequence",
          "iterable",
          "callable",
          "upper",
          "even",
          "divisibleby 0",
          "divisibleby 2",
          "sameas none",
          "in [1]",
          "lt 2",
          "filter",
          "escaped",
          "not mapping");

  private static final List<String> METHODS =
      List.of(
          "upper()",
          "title()",
          "split()",
          "split('a', 1)",
          "rsplit(none, 1)",
          "splitlines(true)",
          "join([1])",
          "join('ab')",
          "replace('a', 'b', 1)",
          "startswith('a', -3)",
          "endswith(('a', 'b'))",
          "find('a', 1, -1)",
          "rindex('')",
          "count('')",
          "zfill(9)",
          "center(9, '😀')",
          "format(1, a=2)",
          "format_map({})",
          "isalpha()",
          "partition('a')",
          "expandtabs(0)",
          "get('a')",
          "keys()",
          "items()",
          "copy()",
          "index(1, -2)",
          "append(1)",
          "pop()",
          "bit_length()",
          "as_integer_ratio()",
          "is_integer()",
          "encode()",
          "upper",
          "__class__",
          "a",
          "0",
          "fromkeys([1])",
          "format(*[1])",
          "swapcase()",
          "removeprefix('a')",
          "get(**{'a': 1})");

  private static final List<String> SUBSCRIPTS =
      List.of(
          "0", "-1", "true", "'a'", "1:", "::-1", "::0", "5:1:-2", "none", "1.5", "(1,)", "[1]",
          "1:2, 3", "9 ** 30");

  private final Random random;
  private final List<String> names;

  RandomExpressions(Random random, List<String> names) {
    this.random = random;
    this.names = names;
  }

  /** An expression of up to {@code depth} operators, one within the other. */
  String next(int depth) {
    if (depth == 0) {
      return random.nextBoolean() ? one(names) : one(LITERALS);
    }
    String inner = "(" + next(depth - 1) + ")";
    return switch (random.nextInt(8)) {
      case 0, 1 -> inner + " " + one(OPERATORS) + " " + next(depth - 1);
      case 2 -> inner + " | " + one(FILTERS);
      case 3 -> inner + " is " + one(TESTS);
      case 4, 5 -> inner + "." + one(METHODS);
      case 6 -> inner + "[" + one(SUBSCRIPTS) + "]";
      default -> one(List.of("not ", "-", "+", "loop.", "dict(a=", "cycler(1).")) + inner;
    };
  }

  private String one(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
