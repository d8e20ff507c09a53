package io.gridloom.sampler;

import static io.gridloom.sampler.Samplers.column;
import static org.assertj.core.api.Assertions.assertThat;

import io.gridloom.config.SamplerParams;
import io.gridloom.config.TimeUnit;
import io.gridloom.generator.CellException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.Year;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each sampler's values fit its distribution; beside it, that those of a wrong one would not. */
class DistributionTest {

  private static final int ROWS = 100_000;
  private static final double FAR = 1.95; // Kolmogorov–Smirnov, one of a thousand
  private static final double ODD = 3.1; // chi-square as normal deviate, one of a thousand
  private static final LocalDateTime START = LocalDateTime.of(2024, 1, 1, 0, 0);

  @Test
  void uniformIsUniform() throws CellException {
    double[] values = numbers(new SamplerParams.Uniform(-3, 7, OptionalInt.empty()));
    assertThat(Fit.distance(values, x -> (x + 3) / 10)).isLessThan(FAR);
    assertThat(Fit.distance(values, x -> (x + 3) / 10.2)).isGreaterThan(FAR);
    assertThat(DoubleStream.of(values)).allMatch(x -> x >= -3 && x < 7);
  }

  @Test
  void uniformIsTheConstantBetweenEqualBounds() throws CellException {
    assertThat(
            Samplers.of(1, column("c", new SamplerParams.Uniform(2.5, 2.5, OptionalInt.empty())))
                .numbers(100))
        .containsOnly(2.5);
  }

  @Test
  void uniformStaysBelowItsUpperBoundAlsoBetweenNeighbours() throws CellException {
    double low = 1e16;
    double high = Math.nextUp(low);
    assertThat(
            Samplers.of(1, column("c", new SamplerParams.Uniform(low, high, OptionalInt.empty())))
                .numbers(1_000))
        .containsOnly(low);
    assertThat(
            Samplers.of(
                    1,
                    column(
                        "c",
                        new SamplerParams.Uniform(
                            -Double.MAX_VALUE, Double.MAX_VALUE, OptionalInt.empty())))
                .numbers(1_000))
        .doesNotContain(Double.NaN)
        .doesNotContain(Double.POSITIVE_INFINITY)
        .doesNotContain(Double.NEGATIVE_INFINITY);
  }

  @Test
  void gaussianIsNormal() throws CellException {
    double[] values = numbers(new SamplerParams.Gaussian(10, 2, OptionalInt.empty()));
    assertThat(Fit.distance(values, x -> Fit.normal((x - 10) / 2))).isLessThan(FAR);
    assertThat(Fit.distance(values, x -> Fit.normal((x - 10.05) / 2))).isGreaterThan(FAR);
    assertThat(Fit.distance(values, x -> Fit.normal((x - 10) / 2.06))).isGreaterThan(FAR);
  }

  @Test
  void gaussianWithoutDeviationIsItsMean() throws CellException {
    assertThat(
            Samplers.of(1, column("c", new SamplerParams.Gaussian(4, 0, OptionalInt.empty())))
                .numbers(100))
        .containsOnly(4);
  }

  @Test
  void bernoulliIsOneWithItsProbability() throws CellException {
    Object[] cells = cells(new SamplerParams.Bernoulli(0.3));
    assertThat(Fit.deviation(cells, Map.of(1L, 0.3, 0L, 0.7))).isLessThan(ODD);
    assertThat(Fit.deviation(cells, Map.of(1L, 0.31, 0L, 0.69))).isGreaterThan(ODD);
    assertThat(Samplers.of(1, column("c", new SamplerParams.Bernoulli(1))).cells(100))
        .containsOnly(1L);
    assertThat(Samplers.of(1, column("c", new SamplerParams.Bernoulli(0))).cells(100))
        .containsOnly(0L);
  }

  @ParameterizedTest(name = "mean {0}")
  @ValueSource(doubles = {0.01, 0.7, 3, 9.99, 10, 15.5, 40, 250, 5_000})
  void poissonHasTheProbabilitiesOfItsMean(double mean) throws CellException {
    Object[] cells = cells(new SamplerParams.Poisson(mean));
    int last = (int) (mean + 12 * Math.sqrt(mean) + 20);
    assertThat(Fit.deviation(cells, Fit.poisson(mean, last))).isLessThan(ODD);
    double wrong = mean + 0.05 * Math.sqrt(mean);
    assertThat(Fit.deviation(cells, Fit.poisson(wrong, last))).isGreaterThan(ODD);
  }

  @ParameterizedTest(name = "mean {0}")
  @ValueSource(doubles = {1e7, 3.25e12, 1e17})
  void poissonOfLargeMeanIsNearlyNormal(double mean) throws CellException {
    Object[] cells = cells(new SamplerParams.Poisson(mean));
    double[] scores =
        Arrays.stream(cells)
            .mapToDouble(n -> ((Long) n - (long) mean - (mean - (long) mean)) / Math.sqrt(mean))
            .toArray();
    // Cornish–Fisher: the skewness, 1 / sqrt(mean), is out of sight beyond 1e7.
    assertThat(Fit.distance(scores, Fit::normal)).isLessThan(FAR);
    assertThat(Fit.distance(scores, x -> Fit.normal(x + 0.025))).isGreaterThan(FAR);
    assertThat(Fit.distance(scores, x -> Fit.normal(x * 1.03))).isGreaterThan(FAR);
    assertThat(Fit.deviation(lastDigits(cells), evenly(10))).isLessThan(ODD);
  }

  private static Object[] lastDigits(Object[] cells) {
    return Arrays.stream(cells).map(n -> (int) ((Long) n % 10)).toArray();
  }

  private static Map<Object, Double> evenly(int values) {
    Map<Object, Double> probabilities = new HashMap<>();
    IntStream.range(0, values).forEach(i -> probabilities.put(i, 1.0 / values));
    return probabilities;
  }

  @Test
  void poissonOfMeanZeroIsZero() throws CellException {
    assertThat(Samplers.of(1, column("c", new SamplerParams.Poisson(0))).cells(100))
        .containsOnly(0L);
  }

  @Test
  void categoryIsDrawnByWeight() throws CellException {
    Object[] cells =
        cells(
            new SamplerParams.Category(
                List.of("a", "b", "c", "a", "never"), List.of(2.0, 5.0, 1.0, 2.0, 0.0)));
    assertThat(Fit.deviation(cells, Map.of("a", 0.4, "b", 0.5, "c", 0.1))).isLessThan(ODD);
    assertThat(Fit.deviation(cells, Map.of("a", 0.41, "b", 0.5, "c", 0.09))).isGreaterThan(ODD);
    assertThat(cells).doesNotContain("never");
  }

  @Test
  void categoryWithoutWeightsIsDrawnEvenly() throws CellException {
    Object[] cells = cells(new SamplerParams.Category(List.of("a", "b", "c"), List.of()));
    assertThat(Fit.deviation(cells, Map.of("a", 1 / 3.0, "b", 1 / 3.0, "c", 1 / 3.0)))
        .isLessThan(ODD);
    assertThat(Fit.deviation(cells, Map.of("a", 0.343, "b", 0.333, "c", 0.324))).isGreaterThan(ODD);
  }

  @Test
  void subcategoryIsDrawnEvenlyFromTheListOfItsCategory() throws CellException {
    Map<String, List<Object>> lists = new LinkedHashMap<>();
    lists.put("a", List.of("a1", "a2"));
    lists.put("b", List.of("b1", "b2", "b3"));
    Object[] cells =
        Samplers.of(
                5,
                column("k", new SamplerParams.Category(List.of("a", "b"), List.of(0.6, 0.4))),
                column("s", new SamplerParams.Subcategory("k", lists)))
            .cells(ROWS);
    double third = 0.4 / 3;
    assertThat(
            Fit.deviation(
                cells, Map.of("a1", 0.3, "a2", 0.3, "b1", third, "b2", third, "b3", third)))
        .isLessThan(ODD);
    assertThat(
            Fit.deviation(
                cells, Map.of("a1", 0.31, "a2", 0.29, "b1", third, "b2", third, "b3", third)))
        .isGreaterThan(ODD);
  }

  @Test
  void datetimeIsUniformOverTheSeconds() throws CellException {
    LocalDateTime end = START.plusDays(1000);
    Object[] cells = cells(new SamplerParams.Datetime(START, end, TimeUnit.SECOND));
    double length = Duration.between(START, end).toSeconds();
    double[] seconds =
        Arrays.stream(cells)
            .mapToDouble(t -> Duration.between(START, (LocalDateTime) t).toSeconds())
            .toArray();
    assertThat(DoubleStream.of(seconds)).allMatch(s -> s >= 0 && s < length);
    assertThat(Fit.distance(seconds, s -> (s + 0.5) / length)).isLessThan(FAR);
    assertThat(Fit.distance(seconds, s -> (s + 0.5) / (length * 1.02))).isGreaterThan(FAR);
  }

  @Test
  void datetimeIsCutToItsUnit() throws CellException {
    LocalDateTime start = LocalDateTime.of(2025, 1, 15, 10, 30, 20);
    LocalDateTime end = LocalDateTime.of(2026, 2, 3, 4, 5, 6);
    for (TimeUnit unit : TimeUnit.values()) {
      Object[] cut =
          Samplers.of(1, column("c", new SamplerParams.Datetime(start, end, unit))).cells(2_000);
      Object[] whole =
          Samplers.of(1, column("c", new SamplerParams.Datetime(start, end, TimeUnit.SECOND)))
              .cells(2_000);
      for (int i = 0; i < cut.length; i++) {
        LocalDateTime second = (LocalDateTime) whole[i];
        LocalDateTime expected =
            switch (unit) {
              case YEAR -> Year.of(second.getYear()).atDay(1).atStartOfDay();
              case MONTH -> second.toLocalDate().withDayOfMonth(1).atStartOfDay();
              case DAY -> second.toLocalDate().atStartOfDay();
              case HOUR -> second.withMinute(0).withSecond(0);
              case MINUTE -> second.withSecond(0);
              case SECOND -> second;
            };
        assertThat(cut[i]).isEqualTo(expected);
      }
    }
  }

  @Test
  void datetimeKnowsSecondsBefore1970() throws CellException {
    Object[] cells =
        Samplers.of(
                1,
                column(
                    "c",
                    new SamplerParams.Datetime(
                        LocalDateTime.of(1901, 1, 1, 0, 0),
                        LocalDateTime.of(1902, 1, 1, 0, 0),
                        TimeUnit.DAY)))
            .cells(1_000);
    assertThat(cells)
        .allSatisfy(t -> assertThat(((LocalDateTime) t).getYear()).isEqualTo(1901))
        .allSatisfy(t -> assertThat(((LocalDateTime) t).toLocalTime()).hasToString("00:00"));
  }

  @Test
  void timedeltaIsAUniformNumberOfUnitsAfterItsReference() throws CellException {
    Samplers samplers =
        Samplers.of(
            9,
            column("t", new SamplerParams.Datetime(START, START.plusYears(1), TimeUnit.DAY)),
            column("d", new SamplerParams.Timedelta(2, 7, "t", TimeUnit.HOUR)));
    Object[] hours = new Object[ROWS];
    for (int i = 0; i < ROWS; i++) {
      var row = samplers.row(i);
      Duration between =
          Duration.between((LocalDateTime) row.value(0), (LocalDateTime) row.value(1));
      assertThat(between.toSeconds() % 3_600).isEqualTo(0);
      hours[i] = (int) between.toHours() - 2;
    }
    assertThat(Fit.deviation(hours, evenly(5))).isLessThan(ODD);
    assertThat(Fit.deviation(hours, Map.of(0, 0.21, 1, 0.19, 2, 0.2, 3, 0.2, 4, 0.2)))
        .isGreaterThan(ODD);
  }

  @Test
  void uuidHasEvenDigitsButForVersionAndVariant() throws CellException {
    Object[] cells = cells(new SamplerParams.Uuid(Optional.empty(), false, false));
    for (int place = 0; place < 32; place++) {
      int at = place;
      Object[] digits =
          Arrays.stream(cells).map(u -> Character.digit(((String) u).charAt(at), 16)).toArray();
      if (place == 12) {
        assertThat(digits).containsOnly(4);
      } else if (place == 16) {
        assertThat(Fit.deviation(digits, Map.of(8, 0.25, 9, 0.25, 10, 0.25, 11, 0.25)))
            .isLessThan(ODD);
      } else {
        assertThat(Fit.deviation(digits, evenly(16))).as("digit %d", place).isLessThan(3.9);
      }
    }
    assertThat(new HashSet<>(Arrays.asList(cells))).hasSize(ROWS);
    Map<Object, Double> wrong = evenly(16);
    wrong.put(3, 1 / 16.0 + 0.004);
    wrong.put(4, 1 / 16.0 - 0.004);
    Object[] first =
        Arrays.stream(cells).map(u -> Character.digit(((String) u).charAt(0), 16)).toArray();
    assertThat(Fit.deviation(first, wrong)).isGreaterThan(3.9);
  }

  @Test
  void uuidIsShortUpperAndPrefixedAsAsked() throws CellException {
    assertThat(
            Samplers.of(1, column("c", new SamplerParams.Uuid(Optional.of("Ü-"), true, true)))
                .cells(1_000))
        .allSatisfy(u -> assertThat((String) u).matches("Ü-[0-9A-F]{8}"));
    assertThat(
            Samplers.of(1, column("c", new SamplerParams.Uuid(Optional.of("id"), false, false)))
                .cells(1_000))
        .allSatisfy(
            u -> assertThat((String) u).matches("id[0-9a-f]{12}4[0-9a-f]{3}[89ab][0-9a-f]{15}"));
  }

  private static double[] numbers(SamplerParams params) throws CellException {
    return Samplers.of(2026, column("c", params)).numbers(ROWS);
  }

  private static Object[] cells(SamplerParams params) throws CellException {
    return Samplers.of(2026, column("c", params)).cells(ROWS);
  }
}
