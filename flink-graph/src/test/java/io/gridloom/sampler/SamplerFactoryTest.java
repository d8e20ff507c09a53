package io.gridloom.sampler;

import static io.gridloom.sampler.Samplers.column;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gridloom.config.ConstraintConfig;
import io.gridloom.config.ConstraintConfig.Operator;
import io.gridloom.config.SamplerConfig;
import io.gridloom.config.SamplerParams;
import io.gridloom.config.TimeUnit;
import io.gridloom.generator.CellException;
import io.gridloom.generator.GeneratorRegistry;
import io.gridloom.row.Row;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SamplerFactoryTest {

  private static final LocalDateTime NEW_YEAR = LocalDateTime.of(2024, 1, 1, 0, 0);
  private static final LocalDateTime NEXT_YEAR = LocalDateTime.of(2025, 1, 1, 0, 0);

  /** A column of every sampler. */
  private static SamplerConfig[] everySampler() {
    Map<String, List<Object>> animals = new LinkedHashMap<>();
    animals.put("pet", List.of("cat", "dog"));
    animals.put("bird", List.of("hen", 4L));
    return new SamplerConfig[] {
      column("kind", new SamplerParams.Category(List.of("pet", "bird"), List.of(3.0, 1.0))),
      column("animal", new SamplerParams.Subcategory("kind", animals)),
      column("price", new SamplerParams.Uniform(1, 100, OptionalInt.of(2))),
      column("height", new SamplerParams.Gaussian(170, 10, OptionalInt.empty())),
      column("member", new SamplerParams.Bernoulli(0.3)),
      column("visits", new SamplerParams.Poisson(3.5)),
      column("clicks", new SamplerParams.Poisson(300)),
      column("born", new SamplerParams.Datetime(NEW_YEAR, NEXT_YEAR, TimeUnit.DAY)),
      column("seen", new SamplerParams.Timedelta(1, 90, "born", TimeUnit.HOUR), "%d/%m/%Y %H:%M"),
      column("id", new SamplerParams.Uuid(Optional.of("A-"), false, true)),
    };
  }

  @Test
  void isFoundBesideTheRegistry() {
    assertThat(GeneratorRegistry.builtIn().factory("sampler").orElseThrow())
        .isInstanceOf(SamplerFactory.class);
  }

  /** Rows of datasets already out there: whoever changes one changes them all. */
  @Test
  void makesTheSameRowsForEver() throws CellException {
    Samplers samplers = Samplers.of(42, everySampler());
    assertThat(samplers.row(0))
        .hasToString(
            "0: [pet, cat, 78.15, 176.21303701875814, 0, 6, 317, 2024-06-24T00:00, 24/06/2024 14:00, A-3AD836FB90D948D6B4DA33570155B461]");
    assertThat(samplers.row(1))
        .hasToString(
            "1: [bird, 4, 25.52, 166.4729285493183, 0, 3, 279, 2024-03-01T00:00, 02/03/2024 15:00, A-0CC1AAF31DBF4A4B854D702E1B89E1A9]");
    assertThat(samplers.row(4_000_000_000L))
        .hasToString(
            "4000000000: [pet, dog, 82.06, 172.2494573010669, 0, 6, 290, 2024-06-28T00:00, 28/06/2024 15:00, A-8184138163324AF887C94B91A643DD63]");
  }

  @Test
  void makesTheSameRowsInAnyOrder() throws CellException {
    Samplers forward = Samplers.of(7, everySampler());
    Map<Long, Row> rows = new HashMap<>();
    for (long row = 0; row < 500; row++) {
      rows.put(row, forward.row(row));
    }
    List<Long> shuffled = new ArrayList<>(rows.keySet());
    Collections.shuffle(shuffled, new Random(1));
    Samplers other = Samplers.of(7, everySampler());
    for (long row : shuffled) {
      assertThat(other.row(row)).isEqualTo(rows.get(row));
    }
  }

  @Test
  void makesTheSameColumnWhateverOthersThereAre() throws CellException {
    SamplerConfig[] all = everySampler();
    Samplers together = Samplers.of(7, all);
    Samplers alone = Samplers.of(7, all[3]);
    for (long row = 0; row < 100; row++) {
      assertThat(alone.row(row).value(0)).isEqualTo(together.row(row).value(3));
    }
  }

  @Test
  void makesOtherRowsForAnotherSeed() throws CellException {
    assertThat(Samplers.of(1, everySampler()).row(0))
        .isNotEqualTo(Samplers.of(2, everySampler()).row(0));
  }

  @Test
  void drawsAgainUntilConstraintsHold() throws CellException {
    Samplers samplers =
        Samplers.of(
            3,
            List.of(
                new ConstraintConfig.Column("sale", Operator.LE, "list"),
                new ConstraintConfig.Scalar("sale", Operator.GT, 1)),
            column("list", new SamplerParams.Uniform(2, 10, OptionalInt.of(1))),
            column("sale", new SamplerParams.Uniform(0, 10, OptionalInt.of(1))));
    for (int i = 0; i < 5_000; i++) {
      Row row = samplers.row(i);
      assertThat((Double) row.value(1)).isGreaterThan(1).isLessThanOrEqualTo((Double) row.value(0));
    }
  }

  @Test
  void givesUpTheRowThatNoDrawCanServe() {
    Samplers samplers =
        Samplers.of(
            3,
            List.of(new ConstraintConfig.Column("sale_price", Operator.LE, "list_price")),
            column("list_price", new SamplerParams.Uniform(20.31, 20.31, OptionalInt.of(2))),
            column("sale_price", new SamplerParams.Uniform(30, 40, OptionalInt.of(2))));
    assertThatThrownBy(() -> samplers.row(0))
        .isInstanceOf(CellException.class)
        .hasMessage("no draw of 1000 met sale_price <= list_price (= 20.31)")
        .extracting(e -> ((CellException) e).attempts())
        .isEqualTo(1000);
  }
}
