package io.gridloom.coordination;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GateFailuresTest {

  private final GateFailures failures = new GateFailures("all rows: z");
  private final Exception failure =
      new IllegalStateException("no checkpoint", new IOException("No space left on device\nat x"));

  @Test
  void areToldWithTheColumnsAndTheCauseFromTheSecondInARow() {
    assertThat(failures.failed(failure)).isEmpty();
    assertThat(failures.failed(failure).orElseThrow())
        .contains("all rows: z", "2 in a row", "IOException: No space left on device.")
        .hasLineCount(1);
  }

  @Test
  void areToldNowAndThenAfterwards() {
    long told = IntStream.range(0, 600).filter(i -> failures.failed(failure).isPresent()).count();
    assertThat(told).isEqualTo(10);
  }

  @Test
  void areForgottenWhenTheBarrierGoesOn() {
    failures.failed(failure);
    failures.passed();
    assertThat(failures.failed(failure)).isEmpty();
  }
}
