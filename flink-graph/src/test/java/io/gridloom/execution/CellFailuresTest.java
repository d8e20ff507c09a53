package io.gridloom.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gridloom.config.job.OnError;
import io.gridloom.generator.CellException;
import io.gridloom.generator.StopRunException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class CellFailuresTest {

  private static CellException failure() {
    return new CellException("HTTP 500", 5);
  }

  private static CellFailures failures(OnError onError, double fraction) {
    return new CellFailures(new ErrorPolicy(onError, fraction), List.of("a", "b"));
  }

  /** The oracle keeps all cells and looks back at the last thousand. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("io.gridloom.testing.Seeds#first30")
  void stopTheRunExactlyWhenTooManyOfTheLastThousandFailed(long seed) {
    Random random = new Random(seed);
    double fraction = random.nextInt(1000) / 1000.0;
    CellFailures failures = failures(OnError.DROP, fraction);
    List<Boolean> cells = new ArrayList<>();
    boolean stopped = false;
    for (int i = 0; i < 5_000 && !stopped; i++) {
      double often = i < 2_500 ? fraction * 0.95 : fraction * 1.1 + 0.01;
      boolean fails = random.nextDouble() < often;
      cells.add(fails);
      long lately =
          cells.subList(Math.max(0, cells.size() - 1_000), cells.size()).stream()
              .filter(failed -> failed)
              .count();
      if (!fails) {
        failures.made(0);
      } else {
        try {
          assertThat(failures.failed(0, i, failure())).isPresent();
        } catch (StopRunException e) {
          stopped = true;
        }
        assertThat(stopped).isEqualTo(lately > (int) (fraction * 1000));
      }
    }
  }

  @Test
  void countTheCausesAndLookAtEachColumnByItself() {
    CellFailures failures = failures(OnError.DROP, 0.002);
    failures.failed(0, 1, new CellException("HTTP 500", 5));
    failures.failed(1, 1, new CellException("HTTP 500", 5));
    failures.failed(0, 2, new CellException("timeout", 1));
    assertThatThrownBy(() -> failures.failed(0, 3, new CellException("HTTP 500", 5)))
        .isInstanceOf(StopRunException.class)
        .hasMessage(
            "column \"a\": of the last 3 cells 3 failed, more than the fraction of 0.002 that is"
                + " allowed: 2 × HTTP 500; 1 × timeout");
  }

  @ParameterizedTest
  @EnumSource(OnError.class)
  void dropWhatIsDroppedOnPurposeWhateverThePolicySays(OnError onError) {
    CellFailures failures = failures(onError, 0);
    for (int row = 0; row < 2_000; row++) {
      assertThat(failures.failed(0, row, CellException.dropping("duplicate of row 0"))).isPresent();
    }
  }

  @Test
  void giveNullWhereThePolicySaysSoAndCountAllTheSame() {
    CellFailures failures = failures(OnError.NULL, 0.001);
    assertThat(failures.failed(0, 1, failure())).isEmpty();
    assertThatThrownBy(() -> failures.failed(0, 2, failure())).isInstanceOf(StopRunException.class);
  }

  @Test
  void stopTheRunWhenAGeneratorAsksForIt() {
    CellFailures failures = failures(OnError.DROP, 1);
    assertThatThrownBy(() -> failures.failed(1, 2, new StopRunException("the key is refused")))
        .hasMessage("column \"b\": the key is refused");
  }
}
