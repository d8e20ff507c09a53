package io.gridloom.config.read;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as people write them: {@code 500ms}, {@code 10s}, {@code 2m}, {@code 1h}. */
public final class Intervals {

  /** What is allowed, for messages. */
  public static final String ALLOWED = "a time such as 500ms, 10s or 2m, at least 10ms,";

  private static final Pattern FORM = Pattern.compile("([0-9]{1,9})(ms|s|m|h)");
  private static final Duration MIN = Duration.ofMillis(10); // Flink's limit

  private Intervals() {}

  /** The interval; empty if the text is none, or less than 10 ms. */
  public static Optional<Duration> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long count = Long.parseLong(matcher.group(1));
    Duration interval =
        switch (matcher.group(2)) {
          case "ms" -> Duration.ofMillis(count);
          case "s" -> Duration.ofSeconds(count);
          case "m" -> Duration.ofMinutes(count);
          default -> Duration.ofHours(count);
        };
    return Optional.of(interval).filter(time -> time.compareTo(MIN) >= 0);
  }

  /** What {@link #parse} reads, in the largest unit that is exact. */
  public static String text(Duration interval) {
    long millis = interval.toMillis();
    if (millis % 1_000 != 0) {
      return millis + "ms";
    }
    long seconds = interval.toSeconds();
    return seconds % 60 != 0
        ? seconds + "s"
        : seconds % 3_600 != 0 ? seconds / 60 + "m" : seconds / 3_600 + "h";
  }
}
