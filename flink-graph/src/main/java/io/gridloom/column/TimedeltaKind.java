package io.gridloom.column;

import static io.gridloom.config.TimeUnit.DAY;
import static io.gridloom.config.TimeUnit.HOUR;
import static io.gridloom.config.TimeUnit.MINUTE;
import static io.gridloom.config.TimeUnit.SECOND;

import io.gridloom.config.DatasetConfig;
import io.gridloom.config.SamplerConfig;
import io.gridloom.config.SamplerParams.Datetime;
import io.gridloom.config.SamplerParams.Timedelta;
import io.gridloom.config.TimeUnit;
import io.gridloom.generator.Fields;
import io.gridloom.problem.Problems;
import io.gridloom.schema.CellType;
import java.util.List;
import java.util.Optional;

/** Draws a distance to another column's point in time. */
final class TimedeltaKind implements SamplerKind<Timedelta> {

  /** Seconds of some 270 years, the most that DD's timestamps can hold. */
  private static final long MAX_SECONDS = 8_500_000_000L;

  @Override
  public Class<Timedelta> paramsType() {
    return Timedelta.class;
  }

  @Override
  public Timedelta read(Fields params) {
    TimeUnit unit = Units.read(params, List.of(DAY, HOUR, MINUTE, SECOND));
    long min = distance(params, "dt_min", 0, unit);
    long max = distance(params, "dt_max", 1, unit);
    if (params.accepted("dt_min") && params.accepted("dt_max") && min >= max) {
      String found = "dt_min is " + min + " and dt_max is " + max;
      params.problem("dt_min", found + "; dt_min must be less than dt_max", "");
    }
    String reference = params.text("reference_column_name");
    return new Timedelta(min, max, reference, unit);
  }

  private static long distance(Fields params, String key, long least, TimeUnit unit) {
    long units = params.integer(key);
    long most = MAX_SECONDS / seconds(unit);
    if (params.accepted(key) && (units < least || units > most)) {
      params.problem(key, "found " + units + "; " + least + " to " + most + " is allowed", "");
    }
    return units;
  }

  private static long seconds(TimeUnit unit) {
    return switch (unit) {
      case DAY -> 86_400;
      case HOUR -> 3_600;
      case MINUTE -> 60;
      default -> 1;
    };
  }

  @Override
  public CellType cellType(Timedelta params) {
    return CellType.DATETIME;
  }

  @Override
  public Conversion conversion() {
    return Conversion.PATTERN;
  }

  @Override
  public Optional<String> reference(Timedelta params) {
    return Optional.of(params.reference());
  }

  @Override
  public void check(
      Timedelta params,
      SamplerConfig column,
      DatasetConfig dataset,
      String path,
      Problems problems) {
    SamplerReference.find(
            params.reference(), "a datetime or timedelta sampler", Datetime.class, Timedelta.class)
        .check(dataset, path + ".reference_column_name", problems);
  }
}
