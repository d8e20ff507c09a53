package io.gridloom.model.provider;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** The pause that a response asks for: {@code retry-after-ms}, or else {@code Retry-After}. */
final class RetryAfter {

  private static final Duration LONGEST = Duration.ofMinutes(10); // of what is believed

  private RetryAfter() {}

  static Optional<Duration> of(HttpAnswer answer) {
    return answer
        .header("retry-after-ms")
        .flatMap(value -> number(value, 1))
        .or(() -> answer.header("retry-after").flatMap(value -> number(value, 1000)))
        .or(() -> answer.header("retry-after").flatMap(RetryAfter::date))
        .filter(pause -> !pause.isNegative())
        .map(pause -> pause.compareTo(LONGEST) > 0 ? LONGEST : pause);
  }

  private static Optional<Duration> number(String value, double unitMillis) {
    try {
      return Optional.of(Duration.ofMillis((long) (Double.parseDouble(value) * unitMillis)));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Optional<Duration> date(String value) {
    try {
      Instant until = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Optional.of(Duration.between(Instant.now(), until));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
