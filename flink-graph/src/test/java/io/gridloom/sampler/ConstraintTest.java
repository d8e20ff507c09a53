package io.gridloom.sampler;

import static io.gridloom.sampler.Samplers.column;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gridloom.config.ConstraintConfig;
import io.gridloom.config.ConstraintConfig.Operator;
import io.gridloom.config.SamplerParams;
import io.gridloom.config.TimeUnit;
import io.gridloom.generator.CellException;
import io.gridloom.row.Row;
import java.time.LocalDateTime;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConstraintTest {

  private static final SamplerParams YEAR =
      new SamplerParams.Datetime(
          LocalDateTime.of(2024, 1, 1, 0, 0), LocalDateTime.of(2025, 1, 1, 0, 0), TimeUnit.DAY);
  private static final SamplerParams TWO_YEARS =
      new SamplerParams.Datetime(
          LocalDateTime.of(2024, 1, 1, 0, 0), LocalDateTime.of(2026, 1, 1, 0, 0), TimeUnit.DAY);
  private static final SamplerParams UNIT = new SamplerParams.Uniform(0, 10, OptionalInt.of(0));

  @ParameterizedTest
  @EnumSource(Operator.class)
  void holdsForTheValueThatIsWritten(Operator operator) throws CellException {
    Samplers samplers =
        Samplers.of(
            1, List.of(new ConstraintConfig.Scalar("c", operator, 5)), column("c", UNIT, "str"));
    for (Object text : samplers.cells(2_000)) {
      double written = Double.parseDouble((String) text);
      assertThat(operator.holds(Double.compare(written, 5))).isTrue();
    }
  }

  @Test
  void keepsTheDistributionOfTheValuesThatMeetIt() throws CellException {
    double[] values =
        Samplers.of(
                4,
                List.of(new ConstraintConfig.Scalar("c", Operator.GE, 4)),
                column("c", new SamplerParams.Uniform(0, 10, OptionalInt.empty())))
            .numbers(100_000);
    assertThat(Fit.distance(values, x -> (x - 4) / 6)).isLessThan(1.95);
  }

  @Test
  void leavesValuesAloneThatMeetItAnyway() throws CellException {
    assertThat(
            Samplers.of(
                    1,
                    List.of(new ConstraintConfig.Scalar("c", Operator.LE, 10)),
                    column("c", UNIT))
                .cells(100))
        .isEqualTo(Samplers.of(1, column("c", UNIT)).cells(100));
  }

  @Test
  void comparesDatesByTheRealTimestampNotByTheirText() throws CellException {
    Samplers samplers =
        Samplers.of(
            1,
            List.of(new ConstraintConfig.Column("end", Operator.GE, "start")),
            column("start", YEAR, "%d/%m/%Y"),
            column("end", TWO_YEARS, "%d/%m/%Y"));
    Strftime format = new Strftime("%d/%m/%Y");
    Samplers raw =
        Samplers.of(
            1,
            List.of(new ConstraintConfig.Column("end", Operator.GE, "start")),
            column("start", YEAR),
            column("end", TWO_YEARS));
    for (int i = 0; i < 1_000; i++) {
      Row formatted = samplers.row(i);
      Row dates = raw.row(i);
      assertThat((LocalDateTime) dates.value(1)).isAfterOrEqualTo((LocalDateTime) dates.value(0));
      assertThat(formatted.value(0)).isEqualTo(format.format((LocalDateTime) dates.value(0)));
      assertThat(formatted.value(1)).isEqualTo(format.format((LocalDateTime) dates.value(1)));
    }
  }

  /** Each reference is formatted, so each timestamp is drawn anew by the next in the chain. */
  @Test
  void countsTimedeltasFromTheRealTimestampsOfAWholeChain() throws CellException {
    List<ConstraintConfig> constraints =
        List.of(new ConstraintConfig.Column("b", Operator.GE, "bound"));
    SamplerParams b = new SamplerParams.Timedelta(0, 40, "a", TimeUnit.DAY);
    SamplerParams c = new SamplerParams.Timedelta(1, 10, "b", TimeUnit.SECOND);
    Samplers formatted =
        Samplers.of(
            6,
            constraints,
            column("a", YEAR, "%Y"),
            column("bound", new SamplerParams.Timedelta(10, 20, "a", TimeUnit.DAY), "%B"),
            column("b", b, "%d"),
            column("c", c));
    Samplers raw =
        Samplers.of(
            6,
            constraints,
            column("a", YEAR),
            column("bound", new SamplerParams.Timedelta(10, 20, "a", TimeUnit.DAY)),
            column("b", b),
            column("c", c));
    for (int i = 0; i < 500; i++) {
      assertThat(formatted.row(i).value(3)).isEqualTo(raw.row(i).value(3));
      assertThat((LocalDateTime) raw.row(i).value(2))
          .isAfterOrEqualTo((LocalDateTime) raw.row(i).value(1));
    }
  }

  @Test
  void tellsHowManyDrawsMetEachOfSeveral() {
    Samplers samplers =
        Samplers.of(
            1,
            List.of(
                new ConstraintConfig.Scalar("c", Operator.GT, 9),
                new ConstraintConfig.Scalar("c", Operator.LT, 1)),
            column("c", new SamplerParams.Uniform(0, 10, OptionalInt.empty())));
    assertThatThrownBy(() -> samplers.row(0))
        .isInstanceOf(CellException.class)
        .message()
        .matches("no draw of 1000 met all of: c > 9\\.0 \\(\\d+ did\\), c < 1\\.0 \\(\\d+ did\\)");
  }

  @Test
  void comparesIntegersAndFloatsExactly() throws CellException {
    long large = (1L << 53) + 1;
    assertThat(Ordering.holds(large, Operator.GT, 0x1p53)).isTrue();
    assertThat(Ordering.holds(0x1p53, Operator.GE, large)).isFalse();
    assertThat(Ordering.holds(Long.MAX_VALUE, Operator.LT, 0x1p63)).isTrue();
    assertThat(Ordering.holds(3L, Operator.LE, 3.0)).isTrue();
    assertThat(Ordering.holds(1L, Operator.LT, Double.POSITIVE_INFINITY)).isTrue();
    assertThat(Ordering.holds(-0.0, Operator.GE, 0.0)).isTrue();
    assertThat(Ordering.holds(Double.NaN, Operator.GE, 0.0)).isFalse();
    assertThat(Ordering.holds(Double.NaN, Operator.LT, 0.0)).isFalse();
    assertThat(Ordering.holds("10.5", Operator.GT, 9L)).isTrue();
    assertThat(Ordering.holds("apple", Operator.LT, "pear")).isTrue();
  }

  @Test
  void refusesWhatHasNoOrder() {
    LocalDateTime date = LocalDateTime.of(2024, 1, 1, 0, 0);
    assertThatThrownBy(() -> Ordering.holds("x", Operator.LT, 1.0))
        .isInstanceOf(CellException.class)
        .hasMessage("no order between x and 1.0");
    assertThatThrownBy(() -> Ordering.holds(date, Operator.LT, 1.0))
        .hasMessage("no order between 2024-01-01T00:00 and 1.0");
  }
}
