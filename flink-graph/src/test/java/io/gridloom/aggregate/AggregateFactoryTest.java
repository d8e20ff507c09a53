package io.gridloom.aggregate;

import static io.gridloom.config.AggregateFunction.TOP_K;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gridloom.config.AggregateConfig;
import io.gridloom.config.AggregateFunction;
import io.gridloom.config.DatasetConfig;
import io.gridloom.generator.BarrierGenerator;
import io.gridloom.generator.CellException;
import io.gridloom.generator.GeneratorContext;
import io.gridloom.generator.GeneratorRegistry;
import io.gridloom.row.NoValue;
import io.gridloom.row.Row;
import io.gridloom.row.RowBuilder;
import io.gridloom.row.RowLayout;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AggregateFactoryTest {

  private static final RowLayout LAYOUT =
      new RowLayout(List.of("city", "tier", "price", "units", "day", "weight"));
  private static final int K = 3;
  private static final MathContext WIDE = new MathContext(60);

  /** Functions whose result for a group is small. */
  static List<AggregateFunction> unsorted() {
    return Arrays.stream(AggregateFunction.values())
        .filter(function -> function.compareTo(AggregateFunction.SHARE) <= 0 || function == TOP_K)
        .toList();
  }

  @Test
  void isFoundBesideTheRegistry() {
    assertThat(GeneratorRegistry.builtIn().factory("aggregate").orElseThrow())
        .isInstanceOf(AggregateFactory.class);
  }

  @ParameterizedTest
  @MethodSource("unsorted")
  void givesTheSameBitsInAnyOrderAndPartition(AggregateFunction function) throws Exception {
    List<Row> rows = randomRows(7, 600);
    for (String target : List.of("price", "units", "weight")) {
      for (List<String> by : List.of(List.<String>of(), List.of("city"), List.of("tier", "day"))) {
        var generator = generator(function, target, by);
        List<Object> cells = cells(generator, rows, rows, new Random(0), 1);
        for (int trial = 1; trial < 6; trial++) {
          List<Row> shuffled = new ArrayList<>(rows);
          Collections.shuffle(shuffled, new Random(trial));
          assertThat(cells(generator, shuffled, rows, new Random(trial), 1 + trial))
              .isEqualTo(cells);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("unsorted")
  void givesWhatANaiveRecountGives(AggregateFunction function) throws Exception {
    List<Row> rows = randomRows(11, 90);
    for (String target : List.of("price", "units")) {
      for (List<String> by : List.of(List.<String>of(), List.of("city"), List.of("tier", "city"))) {
        List<Object> cells = cells(generator(function, target, by), rows, rows, new Random(1), 3);
        for (int i = 0; i < rows.size(); i++) {
          Object expected = naive(function, target, by, rows.get(i), rows);
          assertSame(cells.get(i), expected);
        }
      }
    }
  }

  private static void assertSame(Object cell, Object expected) {
    if (expected instanceof BigDecimal number) {
      double value = number.doubleValue();
      assertThat((Double) cell)
          .isCloseTo(value, Offset.offset(1e-14 * Math.max(1, Math.abs(value))));
    } else {
      assertThat(cell).isEqualTo(expected);
    }
  }

  /** In decimals, a quadratic number of times; BigDecimal where the last bits are not told. */
  private static Object naive(
      AggregateFunction function, String target, List<String> by, Row row, List<Row> rows) {
    Object own = value(row, target);
    if (own == NoValue.NULL) {
      return NoValue.NULL;
    }
    List<BigDecimal> values =
        rows.stream()
            .filter(r -> by.stream().allMatch(k -> Objects.equals(value(r, k), value(row, k))))
            .map(r -> value(r, target))
            .filter(v -> v != NoValue.NULL)
            .map(AggregateFactoryTest::decimal)
            .toList();
    boolean integer = own instanceof Long;
    BigDecimal n = BigDecimal.valueOf(values.size());
    BigDecimal x = decimal(own);
    BigDecimal sum = values.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal min = Collections.min(values);
    BigDecimal max = Collections.max(values);
    BigDecimal mean = sum.divide(n, WIDE);
    BigDecimal variance =
        values.stream()
            .map(v -> v.subtract(mean).pow(2))
            .reduce(BigDecimal.ZERO, BigDecimal::add)
            .divide(n, WIDE);
    BigDecimal stddev =
        values.stream().distinct().count() == 1 ? BigDecimal.ZERO : variance.sqrt(WIDE);
    return switch (function) {
      case COUNT -> (long) values.size();
      case SUM -> typed(sum, integer);
      case MIN -> typed(min, integer);
      case MAX -> typed(max, integer);
      case MEAN -> mean.doubleValue();
      case STDDEV -> stddev.doubleValue();
      case ZSCORE -> stddev.signum() == 0 ? (Object) 0.0 : x.subtract(mean).divide(stddev, WIDE);
      case MINMAX ->
          min.compareTo(max) == 0 ? (Object) 0.0 : x.subtract(min).divide(max.subtract(min), WIDE);
      case SHARE -> sum.signum() == 0 ? NoValue.NULL : x.divide(sum, WIDE);
      case TOP_K -> mostFrequent(values, integer);
      default -> throw new IllegalArgumentException(function.toString());
    };
  }

  private static List<Object> mostFrequent(List<BigDecimal> values, boolean integer) {
    Comparator<BigDecimal> rarity = Comparator.comparing(v -> -Collections.frequency(values, v));
    return values.stream()
        .distinct()
        .sorted(rarity.thenComparing(Comparator.naturalOrder()))
        .limit(K)
        .map(value -> typed(value, integer))
        .toList();
  }

  private static Object typed(BigDecimal number, boolean integer) {
    return integer ? (Object) number.longValueExact() : (Object) number.doubleValue();
  }

  private static BigDecimal decimal(Object value) {
    return value instanceof Long whole ? BigDecimal.valueOf(whole) : new BigDecimal((Double) value);
  }

  private static Object value(Row row, String column) {
    int slot = LAYOUT.slot(column);
    return row.hasValue(slot) ? row.value(slot) : NoValue.NULL;
  }

  @Test
  void sharesRowsWhereThereIsNoTarget() throws Exception {
    List<Row> rows =
        List.of(row(0, "a", 1.0), row(1, "b", 1.0), row(2, "a", NoValue.NULL), row(3, "a", 2.0));
    assertThat(cells(generator(AggregateFunction.SHARE, null, List.of("city")), rows))
        .containsExactly(0.75, 0.25, 0.75, 0.75);
    assertThat(cells(generator(AggregateFunction.COUNT, null, List.of("city")), rows))
        .containsExactly(3L, 1L, 3L, 3L);
    assertThat(cells(generator(AggregateFunction.COUNT, "price", List.of("city")), rows))
        .containsExactly(2L, 1L, NoValue.NULL, 2L);
  }

  @Test
  void leavesAGroupOfNullsNull() throws Exception {
    List<Row> rows = List.of(row(0, "a", 1.0), row(1, "b", NoValue.NULL));
    for (AggregateFunction function : unsorted()) {
      assertThat(cells(generator(function, "price", List.of("city")), rows).get(1))
          .isEqualTo(NoValue.NULL);
    }
  }

  @Test
  void isZeroWhereAllValuesAreTheSame() throws Exception {
    List<Row> rows = List.of(row(0, "a", 0.1), row(1, "a", 0.1), row(2, "a", 0.1));
    assertThat(cells(generator(AggregateFunction.ZSCORE, "price", List.of()), rows))
        .containsExactly(0.0, 0.0, 0.0);
    assertThat(cells(generator(AggregateFunction.MINMAX, "price", List.of()), rows))
        .containsExactly(0.0, 0.0, 0.0);
    assertThat(cells(generator(AggregateFunction.STDDEV, "price", List.of()), rows))
        .containsExactly(0.0, 0.0, 0.0);
  }

  @Test
  void hasNoShareOfNothing() throws Exception {
    List<Row> rows = List.of(row(0, "a", 1.0), row(1, "a", -1.0));
    assertThat(cells(generator(AggregateFunction.SHARE, "price", List.of()), rows))
        .containsExactly(NoValue.NULL, NoValue.NULL);
  }

  @Test
  void givesUpTheRowsOfAGroupWhoseIntegerSumIsTooLarge() throws Exception {
    var generator = generator(AggregateFunction.SUM, "units", List.of("city"));
    List<Row> rows =
        List.of(units(0, "a", Long.MAX_VALUE), units(1, "a", 1L), units(2, "b", Long.MIN_VALUE));
    var result = result(generator, rows);
    assertThatThrownBy(() -> generator.cell(rows.get(0), result))
        .isInstanceOf(CellException.class)
        .hasMessage("the sum 9223372036854775808 is no int of 64 bits");
    assertThat(generator.cell(rows.get(2), result)).isEqualTo(Long.MIN_VALUE);
  }

  @Test
  void refusesTextWhereItNeedsNumbers() {
    var generator = generator(AggregateFunction.MEAN, "city", List.of());
    assertThatThrownBy(() -> result(generator, List.of(row(0, "a", 1.0))))
        .isInstanceOf(CellException.class)
        .hasMessage("'a' is no number");
  }

  @Test
  void findsTheLeastAndGreatestOfAnyType() throws Exception {
    List<Row> rows = randomRows(3, 100);
    List<Object> days = cells(generator(AggregateFunction.MAX, "day", List.of()), rows);
    LocalDateTime latest =
        rows.stream()
            .map(r -> value(r, "day"))
            .filter(LocalDateTime.class::isInstance)
            .map(LocalDateTime.class::cast)
            .max(LocalDateTime::compareTo)
            .orElseThrow();
    assertThat(days).contains(latest).containsOnly(latest, NoValue.NULL);
    assertThat(cells(generator(AggregateFunction.MIN, "city", List.of()), rows))
        .contains("Bonn")
        .containsOnly("Bonn", NoValue.NULL);
  }

  @Test
  void followsIeeeForNanAndInfinity() throws Exception {
    List<Row> nan = List.of(row(0, "a", Double.NaN), row(1, "a", 1.0));
    List<Row> infinite = List.of(row(0, "a", Double.POSITIVE_INFINITY), row(1, "a", 1.0));
    for (AggregateFunction function : unsorted()) {
      if (function != AggregateFunction.COUNT && function != TOP_K) {
        assertThat(cells(generator(function, "price", List.of()), nan)).containsOnly(Double.NaN);
      }
    }
    assertThat(cells(generator(AggregateFunction.SUM, "price", List.of()), infinite))
        .containsOnly(Double.POSITIVE_INFINITY);
    assertThat(cells(generator(AggregateFunction.STDDEV, "price", List.of()), infinite))
        .containsOnly(Double.NaN);
    assertThat(cells(generator(AggregateFunction.SHARE, "price", List.of()), infinite))
        .containsExactly(Double.NaN, 0.0);
  }

  @Test
  void scoresValuesFarFromZeroWithoutCancellation() throws Exception {
    List<Row> rows = List.of(row(0, "a", 1e15), row(1, "a", 1e15 + 1), row(2, "a", 1e15 + 3));
    List<Object> scores = cells(generator(AggregateFunction.ZSCORE, "price", List.of()), rows);
    double mean = 4.0 / 3;
    double stddev = Math.sqrt((10.0 / 3) - mean * mean);
    assertThat((Double) scores.get(0)).isCloseTo(-mean / stddev, Offset.offset(1e-15));
    assertThat((Double) scores.get(2)).isCloseTo((3 - mean) / stddev, Offset.offset(1e-15));
  }

  @Test
  void scoresIntegersThatNoDoubleHolds() throws Exception {
    long base = 1L << 60;
    List<Row> rows = List.of(units(0, "a", base), units(1, "a", base + 1), units(2, "a", base + 5));
    List<Object> scores = cells(generator(AggregateFunction.ZSCORE, "units", List.of()), rows);
    double stddev = Math.sqrt(26.0 / 3 - 4);
    assertThat((Double) scores.get(0)).isCloseTo(-2 / stddev, Offset.offset(1e-15));
    assertThat((Double) scores.get(1)).isCloseTo(-1 / stddev, Offset.offset(1e-15));
    assertThat((Double) scores.get(2)).isCloseTo(3 / stddev, Offset.offset(1e-15));
    assertThat(cells(generator(AggregateFunction.MINMAX, "units", List.of()), rows))
        .containsExactly(0.0, 0.2, 1.0);
  }

  @Test
  void groupsByValuesOfEveryType() throws Exception {
    List<Object> keys =
        List.of(
            true,
            false,
            0L,
            -1L,
            Long.MIN_VALUE,
            0.5,
            Double.NaN,
            "",
            "Größe 😀",
            "x".repeat(70_000),
            LocalDateTime.of(1901, 2, 3, 4, 5, 6, 7_000),
            List.of(),
            List.of(1L, NoValue.NULL),
            List.of(List.of(1L), List.of()),
            Map.of("a", LocalDateTime.of(1901, 2, 3, 4, 5)),
            NoValue.NULL);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 3 * keys.size(); i++) {
      rows.add(builder(i).set("city", keys.get(i % keys.size())).set("units", 1L << i).build());
    }
    List<Object> sums = cells(generator(AggregateFunction.SUM, "units", List.of("city")), rows);
    for (int i = 0; i < rows.size(); i++) {
      long first = 1L << (i % keys.size());
      assertThat(sums.get(i)).isEqualTo(first + (first << 16) + (first << 32));
    }
  }

  @Test
  void takesBothZerosForOneGroup() throws Exception {
    Row positive = builder(0).weight(0.0);
    Row negative = builder(1).weight(-0.0);
    assertThat(
            cells(
                generator(AggregateFunction.COUNT, null, List.of("weight")),
                List.of(positive, negative)))
        .containsExactly(2L, 2L);
  }

  @Test
  void takesBothZerosInListsAndRecordsForOneValue() throws Exception {
    List<Row> rows = new ArrayList<>();
    for (double zero : new double[] {-0.0, 0.0}) {
      Object value = List.of(1.5, Map.of("f", List.of(zero)));
      rows.add(builder(rows.size()).set("city", value).build());
    }
    assertThat(cells(generator(AggregateFunction.COUNT, null, List.of("city")), rows))
        .containsExactly(2L, 2L);
    Object one = rows.get(1).value(0);
    assertThat(cells(generator(TOP_K, "city", List.of()), rows)).containsOnly(List.of(one));
    assertThat(cells(generator(AggregateFunction.MIN, "city", List.of()), rows)).containsOnly(one);
  }

  @Test
  void ordersListsElementByElement() throws Exception {
    List<Object> values = new ArrayList<>();
    values.add(List.of());
    values.add(List.of(NoValue.NULL, 9L));
    values.add(List.of(1L));
    values.add(List.of(1L, 2L, 3L));
    values.add(List.of(2L));
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      rows.add(builder(i).set("city", values.get(i * 7 % values.size())).build());
    }
    assertThat(cells(generator(AggregateFunction.MIN, "city", List.of()), rows))
        .containsOnly(values.get(0));
    assertThat(cells(generator(AggregateFunction.MAX, "city", List.of()), rows))
        .containsOnly(values.get(4));
    assertThat(cells(generator(TOP_K, "city", List.of()), rows)).containsOnly(values.subList(0, K));
  }

  @Test
  void findsNoOrderBetweenAListAndANumber() {
    var generator = generator(AggregateFunction.MIN, "city", List.of());
    List<Row> rows =
        List.of(builder(0).set("city", 1L).build(), builder(1).set("city", List.of(1L)).build());
    assertThatThrownBy(() -> result(generator, rows))
        .isInstanceOf(CellException.class)
        .hasMessage("no order between [1] and 1");
  }

  @Test
  void refusesBytesOfAnotherVersion() {
    var generator = generator(AggregateFunction.COUNT, null, List.of());
    DataInputStream other = new DataInputStream(new ByteArrayInputStream(new byte[] {2, 0, 0}));
    assertThatThrownBy(() -> generator.readAccumulator(other))
        .isInstanceOf(IOException.class)
        .hasMessage("aggregate of version 2; 1 can be read");
  }

  // Rows and generators.

  private static Row row(long number, String city, Object price) {
    return builder(number).set("city", city).set("price", price).build();
  }

  private static Row units(long number, String city, Object units) {
    return builder(number).set("city", city).set("units", units).build();
  }

  private static Filled builder(long number) {
    return new Filled(number);
  }

  /** A row of nulls but for what is set. */
  private static final class Filled {
    private final RowBuilder builder = new RowBuilder();

    Filled(long number) {
      builder.start(number, LAYOUT.slots());
      IntStream.range(0, LAYOUT.slots()).forEach(slot -> builder.set(slot, NoValue.NULL));
    }

    Filled set(String column, Object value) {
      builder.set(LAYOUT.slot(column), value);
      return this;
    }

    Row weight(double weight) {
      return set("weight", weight).build();
    }

    Row build() {
      return builder.build();
    }
  }

  private static List<Row> randomRows(long seed, int count) {
    Random random = new Random(seed);
    double[] prices = ExactSumTest.adversarial(random, count);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double price = i % 2 == 0 ? random.nextInt(50) / 10.0 : random.nextGaussian();
      rows.add(
          builder(i)
              .set("city", some(random, List.of("Bonn", "Kiel", "Ulm", NoValue.NULL)))
              .set("tier", some(random, List.of(1L, 2L, NoValue.NULL)))
              .set("price", some(random, List.of(price, price, NoValue.NULL)))
              .set(
                  "units", some(random, List.of((long) random.nextInt(100) - 20, NoValue.NULL, 5L)))
              .set(
                  "day",
                  some(
                      random,
                      List.of(LocalDate.of(2026, 1, 1 + i % 3).atStartOfDay(), NoValue.NULL)))
              .set("weight", prices[i])
              .build());
    }
    return rows;
  }

  private static Object some(Random random, List<Object> values) {
    return values.get(random.nextInt(values.size()));
  }

  private static BarrierGenerator<Groups, GroupOutcomes> generator(
      AggregateFunction function, @Nullable String target, List<String> by) {
    AggregateConfig config =
        new AggregateConfig(
            "a",
            false,
            function,
            Optional.ofNullable(target),
            by,
            OptionalInt.empty(),
            OptionalInt.of(K));
    DatasetConfig dataset = new DatasetConfig(List.of(config), List.of(), List.of());
    GeneratorContext context = new GeneratorContext(1, LocalDate.of(2026, 1, 1), LAYOUT, dataset);
    return (AggregateGenerator) new AggregateFactory().create(config, context);
  }

  private static List<Object> cells(
      BarrierGenerator<Groups, GroupOutcomes> generator, List<Row> rows) throws Exception {
    return cells(generator, rows, rows, new Random(1), 2);
  }

  private static GroupOutcomes result(
      BarrierGenerator<Groups, GroupOutcomes> generator, List<Row> rows) throws Exception {
    Groups groups = generator.createAccumulator();
    for (Row row : rows) {
      generator.add(groups, row);
    }
    return generator.result(groups);
  }

  /** Cells of {@code rows} after {@code order} went through so many parts and through bytes. */
  private static <A, R> List<Object> cells(
      BarrierGenerator<A, R> generator, List<Row> order, List<Row> rows, Random random, int parts)
      throws Exception {
    List<A> accumulators = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      accumulators.add(generator.createAccumulator());
    }
    for (Row row : order) {
      int part = random.nextInt(parts);
      generator.add(accumulators.get(part), row);
      if (random.nextInt(30) == 0) {
        accumulators.set(part, restored(generator, accumulators.get(part)));
      }
    }
    Collections.shuffle(accumulators, random);
    A merged = generator.createAccumulator();
    for (A accumulator : accumulators) {
      A copy = restored(generator, accumulator);
      merged = random.nextBoolean() ? generator.merge(merged, copy) : generator.merge(copy, merged);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    generator.writeResult(generator.result(merged), new DataOutputStream(bytes));
    R result =
        generator.readResult(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    List<Object> cells = new ArrayList<>();
    for (Row row : rows) {
      cells.add(generator.cell(row, result));
    }
    return cells;
  }

  private static <A> A restored(BarrierGenerator<A, ?> generator, A accumulator)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    generator.writeAccumulator(accumulator, new DataOutputStream(bytes));
    return generator.readAccumulator(
        new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
  }
}
