package io.gridloom.column;

import io.gridloom.config.SamplerParams.Datetime;
import io.gridloom.config.TimeUnit;
import io.gridloom.generator.Fields;
import io.gridloom.problem.Shown;
import io.gridloom.schema.CellType;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

/** Draws points in time. */
final class DatetimeKind implements SamplerKind<Datetime> {

  @Override
  public Class<Datetime> paramsType() {
    return Datetime.class;
  }

  @Override
  public Datetime read(Fields params) {
    Optional<LocalDateTime> start = moment(params, "start");
    Optional<LocalDateTime> end = moment(params, "end");
    if (start.isPresent() && end.isPresent() && !start.get().isBefore(end.get())) {
      String found = "start is " + start.get() + " and end is " + end.get();
      params.problem("start", found + "; start must be before end", "");
    }
    TimeUnit unit = Units.read(params, List.of(TimeUnit.values()));
    return new Datetime(start.orElse(LocalDateTime.MIN), end.orElse(LocalDateTime.MAX), unit);
  }

  private static Optional<LocalDateTime> moment(Fields params, String key) {
    String text = params.text(key);
    if (!params.accepted(key)) {
      return Optional.empty();
    }
    Optional<LocalDateTime> moment = DateText.read(text);
    if (moment.isEmpty()) {
      params.problem(
          key,
          "found " + Shown.quoted(text) + ", which is no date",
          "Write YYYY-MM-DD or YYYY-MM-DDTHH:MM:SS");
    }
    return moment;
  }

  @Override
  public CellType cellType(Datetime params) {
    return CellType.DATETIME;
  }

  @Override
  public Conversion conversion() {
    return Conversion.PATTERN;
  }
}
