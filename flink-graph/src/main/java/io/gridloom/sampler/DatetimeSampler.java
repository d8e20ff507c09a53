package io.gridloom.sampler;

import io.gridloom.config.SamplerParams;
import io.gridloom.config.TimeUnit;
import io.gridloom.row.Cells;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.apache.commons.rng.UniformRandomProvider;

/** A whole second of [start, end), cut to the unit; may so lie before the start. */
final class DatetimeSampler implements FromRow<LocalDateTime> {

  private final UniformRandomProvider random;
  private final long start;
  private final long seconds;
  private final TimeUnit unit;

  DatetimeSampler(SamplerParams.Datetime params, UniformRandomProvider random) {
    this.random = random;
    this.start = params.start().toEpochSecond(ZoneOffset.UTC);
    this.seconds = params.end().toEpochSecond(ZoneOffset.UTC) - start;
    this.unit = params.unit();
  }

  @Override
  public LocalDateTime of(Cells row) {
    return cut(start + random.nextLong(seconds));
  }

  private LocalDateTime cut(long second) {
    return switch (unit) {
      case SECOND -> LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
      case MINUTE, HOUR, DAY ->
          LocalDateTime.ofEpochSecond(
              second - Math.floorMod(second, Seconds.of(unit)), 0, ZoneOffset.UTC);
      case MONTH -> midnight(date(second).withDayOfMonth(1));
      case YEAR -> midnight(date(second).withDayOfYear(1));
    };
  }

  private static LocalDate date(long second) {
    return LocalDate.ofEpochDay(Math.floorDiv(second, Seconds.of(TimeUnit.DAY)));
  }

  private static LocalDateTime midnight(LocalDate date) {
    return LocalDateTime.of(date, LocalTime.MIDNIGHT);
  }
}
