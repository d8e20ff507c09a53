package io.gridloom.sampler;

import io.gridloom.config.SamplerParams;
import io.gridloom.generator.CellException;
import io.gridloom.row.Cells;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import org.apache.commons.rng.UniformRandomProvider;

/** The reference plus n units, n a whole number of [min, max). */
final class TimedeltaSampler implements FromRow<LocalDateTime> {

  private final UniformRandomProvider random;
  private final long min;
  private final long max;
  private final long unitSeconds;
  private final FromRow<LocalDateTime> reference;

  TimedeltaSampler(
      SamplerParams.Timedelta params,
      FromRow<LocalDateTime> reference,
      UniformRandomProvider random) {
    this.random = random;
    this.min = params.min();
    this.max = params.max();
    this.unitSeconds = Seconds.of(params.unit());
    this.reference = reference;
  }

  @Override
  public LocalDateTime of(Cells row) throws CellException {
    LocalDateTime from = reference.of(row);
    long units = random.nextLong(min, max);
    try {
      return from.plusSeconds(Math.multiplyExact(units, unitSeconds));
    } catch (ArithmeticException | DateTimeException e) {
      throw new CellException(from + " plus " + units + " units is no date", 1);
    }
  }
}
