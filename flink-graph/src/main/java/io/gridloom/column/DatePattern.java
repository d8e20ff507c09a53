package io.gridloom.column;

import io.gridloom.problem.Shown;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks strftime patterns as Data Designer does: the text they make must be a date or a time of
 * day by itself, so a weekday or the number of a month alone will not do.
 */
final class DatePattern {

  /** All that C's strftime and Python know. */
  private static final String DIRECTIVES = "aAbBcCdDeFgGhHIjklmMnpPrRsStTuUVwWxXyYzZ%f";

  /** Each of them makes a date or a time of day: year, name of a month, hour, or several parts. */
  private static final String ENOUGH = "YyGgFDcxbBhHIklTRrX";

  /** A directive, perhaps without leading zeros as in {@code %-d}; the end if there is none. */
  private static final Pattern DIRECTIVE = Pattern.compile("%-?(.?)", Pattern.DOTALL);

  private DatePattern() {}

  /** What is wrong with the pattern; empty if nothing is. */
  static Optional<String> fault(String pattern) {
    boolean enough = pattern.isEmpty();
    Matcher directive = DIRECTIVE.matcher(pattern);
    while (directive.find()) {
      String letter = directive.group(1);
      if (letter.isEmpty() || !DIRECTIVES.contains(letter)) {
        String found = "found " + Shown.quoted(directive.group());
        return Optional.of(found + ", which strftime does not know");
      }
      enough |= ENOUGH.contains(letter);
    }
    String needed = "a strftime pattern with a year, a month's name or a time is needed";
    return enough
        ? Optional.empty()
        : Optional.of("found " + Shown.quoted(pattern) + "; " + needed);
  }
}
