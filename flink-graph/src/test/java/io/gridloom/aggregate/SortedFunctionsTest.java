package io.gridloom.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gridloom.config.DatasetConfig;
import io.gridloom.config.SortedConfig;
import io.gridloom.config.SortedFunction;
import io.gridloom.generator.CellException;
import io.gridloom.generator.GeneratorContext;
import io.gridloom.generator.SortedGenerator;
import io.gridloom.row.NoValue;
import io.gridloom.row.Row;
import io.gridloom.row.RowBuilder;
import io.gridloom.row.RowLayout;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rank, percentile, split and exact dedupe against recounts that look at all rows for each. */
class SortedFunctionsTest {

  private static final List<String> COLUMNS =
      List.of("long", "double", "flag", "text", "day", "tags", "kind", "tier");
  private static final RowLayout LAYOUT = new RowLayout(COLUMNS);

  /** A row's cell from its value and those of its group, its own among them. */
  private interface Recount {
    Object cell(Object own, List<Object> values);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("io.gridloom.testing.Seeds#first300")
  void tellARowsPlaceAmongValuesOfAnyType(long seed) throws Exception {
    Random random = new Random(seed);
    List<Row> rows = rows(random, 1 + random.nextInt(60));
    String target = COLUMNS.get(random.nextInt(6));
    List<String> by =
        List.of(List.<String>of(), List.of("kind"), List.of("kind", "tier"), List.of("tags"))
            .get(random.nextInt(4));
    assertRecounted(
        new SortedFunction.Rank(false, false),
        target,
        by,
        rows,
        (own, values) -> 1 + values.stream().filter(v -> compare(v, own) < 0).count());
    assertRecounted(
        new SortedFunction.Rank(false, true),
        target,
        by,
        rows,
        (own, values) -> 1 + values.stream().filter(v -> compare(v, own) > 0).count());
    assertRecounted(
        new SortedFunction.Rank(true, false),
        target,
        by,
        rows,
        (own, values) -> values.stream().distinct().filter(v -> compare(v, own) <= 0).count());
    assertRecounted(
        new SortedFunction.Rank(true, true),
        target,
        by,
        rows,
        (own, values) -> values.stream().distinct().filter(v -> compare(v, own) >= 0).count());
    assertRecounted(
        new SortedFunction.Percentile(),
        target,
        by,
        rows,
        (own, values) ->
            (double) values.stream().filter(v -> compare(v, own) <= 0).count() / values.size());
  }

  private static void assertRecounted(
      SortedFunction function, String target, List<String> by, List<Row> rows, Recount recount)
      throws Exception {
    List<Object> cells = cells(generator(function, List.of(target), by), rows);
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      List<Object> values =
          rows.stream()
              .filter(other -> key(other, by).equals(key(row, by)))
              .map(other -> value(other, target))
              .filter(value -> value != NoValue.NULL)
              .toList();
      Object own = value(row, target);
      Object expected = own == NoValue.NULL ? own : recount.cell(own, values);
      assertThat(cells.get(i))
          .as("%s of %s by %s: %s", function, target, by, row)
          .isEqualTo(expected);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("io.gridloom.testing.Seeds#first300")
  void keepTheLowestRowOfEqualOnes(long seed) throws Exception {
    Random random = new Random(seed);
    List<Row> rows = rows(random, 1 + random.nextInt(60));
    List<String> target = COLUMNS.subList(random.nextInt(4), 4 + random.nextInt(3));
    List<String> by = random.nextBoolean() ? List.of() : List.of("tier");
    List<Object> cells = cells(dedupe(target, by, false), rows);
    Map<Object, Long> lowest = new HashMap<>();
    for (Row row : rows) {
      lowest.merge(List.of(key(row, target), key(row, by)), row.row(), Math::min);
    }
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      long first = lowest.getOrDefault(List.of(key(row, target), key(row, by)), -1L);
      boolean isNull = key(row, target).stream().allMatch(value -> value == NoValue.NULL);
      assertThat(cells.get(i)).isEqualTo(isNull ? NoValue.NULL : (Object) (first == row.row()));
    }
  }

  @Test
  void dropADuplicateForTheRowItEquals() throws Exception {
    List<Row> rows = List.of(text(3, "x"), text(7, "y"), text(9, "x"));
    var barrier = new SortInMemory(dedupe(List.of("text"), List.of(), true));
    Map<Long, Long> result = result(barrier, rows);
    assertThat(barrier.cell(rows.get(0), result)).isEqualTo(true);
    assertThatThrownBy(() -> barrier.cell(rows.get(2), result))
        .isInstanceOf(CellException.class)
        .hasMessage("duplicate of row 3");
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("io.gridloom.testing.Seeds#first300")
  void splitEachGroupByLargestRemainders(long seed) throws Exception {
    Random random = new Random(seed);
    List<Row> rows = rows(random, 1 + random.nextInt(90));
    int[] percent = {1 + random.nextInt(60), 1 + random.nextInt(38)};
    Map<String, Double> parts = new LinkedHashMap<>();
    parts.put("train", percent[0] / 100.0);
    parts.put("test", percent[1] / 100.0);
    parts.put("rest", (100 - percent[0] - percent[1]) / 100.0);
    List<String> by = List.of("kind");
    List<Object> cells = cells(generator(new SortedFunction.Split(parts), List.of(), by), rows);
    Map<Object, Map<Object, Long>> counts = new HashMap<>();
    Map<Object, Long> sizes = new HashMap<>();
    for (int i = 0; i < rows.size(); i++) {
      sizes.merge(key(rows.get(i), by), 1L, Long::sum);
      counts
          .computeIfAbsent(key(rows.get(i), by), k -> new HashMap<>())
          .merge(cells.get(i), 1L, Long::sum);
    }
    counts.forEach(
        (group, ofGroup) ->
            assertThat(ofGroup)
                .isEqualTo(hamilton(sizes.getOrDefault(group, 0L), percent[0], percent[1])));
  }

  /** In hundredths, which are whole numbers. */
  private static Map<Object, Long> hamilton(long size, long train, long test) {
    List<String> names = List.of("train", "test", "rest");
    long[] hundredths = {size * train, size * test, size * (100 - train - test)};
    Map<Object, Long> counts = new HashMap<>();
    List<Integer> order = new ArrayList<>(List.of(0, 1, 2));
    order.sort((a, b) -> Long.compare(hundredths[b] % 100, hundredths[a] % 100));
    long left = size;
    for (int i = 0; i < 3; i++) {
      counts.put(names.get(i), hundredths[i] / 100);
      left -= hundredths[i] / 100;
    }
    for (int i = 0; i < left; i++) {
      counts.merge(names.get(order.get(i)), 1L, Long::sum);
    }
    counts.values().removeIf(count -> count == 0);
    return counts;
  }

  @Test
  void drawOtherRowsIntoAPartWithAnotherSeed() throws Exception {
    List<Row> rows = Stream.iterate(0L, row -> row + 1).limit(1000).map(r -> text(r, "x")).toList();
    SortedFunction halves = new SortedFunction.Split(Map.of("a", 0.5, "b", 0.5));
    List<Object> one = cells(generator(halves, List.of(), List.of(), 1), rows);
    List<Object> other = cells(generator(halves, List.of(), List.of(), 2), rows);
    long same =
        Stream.iterate(0, i -> i + 1)
            .limit(1000)
            .filter(i -> one.get(i).equals(other.get(i)))
            .count();
    assertThat(same).isBetween(430L, 570L);
    assertThat(one.subList(0, 500)).contains("a", "b");
  }

  // Rows and generators.

  private static Row text(long number, String text) {
    RowBuilder builder = new RowBuilder();
    builder.start(number, LAYOUT.slots());
    COLUMNS.forEach(name -> builder.set(LAYOUT.slot(name), NoValue.NULL));
    builder.set(LAYOUT.slot("text"), text);
    return builder.build();
  }

  private static List<Row> rows(Random random, int count) {
    List<Row> rows = new ArrayList<>();
    for (long row = 0; row < count; row++) {
      RowBuilder builder = new RowBuilder();
      builder.start(row, LAYOUT.slots());
      for (String column : COLUMNS) {
        builder.set(
            LAYOUT.slot(column), random.nextInt(6) == 0 ? NoValue.NULL : cell(column, random));
      }
      rows.add(builder.build());
    }
    return rows;
  }

  private static Object cell(String column, Random random) {
    return switch (column) {
      case "long", "tier" -> random.nextInt(7) - 3L;
      case "double" -> (random.nextInt(9) + 1) / 4.0 * (random.nextBoolean() ? 1 : -1);
      case "flag" -> random.nextBoolean();
      case "tags" -> random.longs(random.nextInt(3), 0, 2).boxed().toList();
      case "day" -> LocalDateTime.of(1969, 12, 29, 0, 0).plusDays(random.nextInt(6));
      default -> "xyzé".substring(random.nextInt(4)).repeat(random.nextInt(20));
    };
  }

  private static SortedGenerator dedupe(List<String> target, List<String> by, boolean drop) {
    return generator(new SortedFunction.Dedupe(OptionalDouble.empty(), drop), target, by);
  }

  private static SortedGenerator generator(
      SortedFunction function, List<String> target, List<String> by) {
    return generator(function, target, by, 1);
  }

  private static SortedGenerator generator(
      SortedFunction function, List<String> target, List<String> by, long seed) {
    SortedConfig config = new SortedConfig("a", false, function, target, by, OptionalInt.empty());
    DatasetConfig dataset = new DatasetConfig(List.of(config), List.of(), List.of());
    return (SortedGenerator)
        new AggregateFactory()
            .create(config, new GeneratorContext(seed, LocalDate.EPOCH, LAYOUT, dataset));
  }

  private static Map<Long, Long> result(SortInMemory barrier, List<Row> rows) throws Exception {
    List<Row> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, new Random(rows.size()));
    SortedEntries entries = barrier.createAccumulator();
    for (Row row : shuffled) {
      barrier.add(entries, row);
    }
    return barrier.result(entries);
  }

  private static List<Object> cells(SortedGenerator generator, List<Row> rows) throws Exception {
    SortInMemory barrier = new SortInMemory(generator);
    Map<Long, Long> result = result(barrier, rows);
    List<Object> cells = new ArrayList<>();
    for (Row row : rows) {
      cells.add(barrier.cell(row, result));
    }
    return cells;
  }

  private static Object value(Row row, String column) {
    int slot = LAYOUT.slot(column);
    return row.hasValue(slot) ? row.value(slot) : NoValue.NULL;
  }

  private static List<Object> key(Row row, List<String> columns) {
    return columns.stream().map(column -> value(row, column)).toList();
  }

  @SuppressWarnings("unchecked")
  private static int compare(Object left, Object right) {
    if (left instanceof List<?> one && right instanceof List<?> other) {
      return Arrays.compare(one.toArray(), other.toArray(), SortedFunctionsTest::compare);
    }
    return ((Comparable<Object>) left).compareTo(right);
  }
}
