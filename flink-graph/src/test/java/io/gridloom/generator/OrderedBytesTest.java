package io.gridloom.generator;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridloom.row.NoValue;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OrderedBytesTest {

  private static final List<String> PIECES =
      List.of("", "\0", "\0\0", "\0\1", "a", "a\0", "a\0b", "ab", "b", "\u00ff", "\uFFFD", "😀");

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("io.gridloom.testing.Seeds#first300")
  void areInTheOrderOfTheValues(long seed) {
    Random random = new Random(seed);
    assertOrder(random, r -> r.nextInt(4) == 0 ? r.nextInt(5) - 2L : r.nextLong());
    assertOrder(random, OrderedBytesTest::number);
    assertOrder(random, Random::nextBoolean);
    assertOrder(random, OrderedBytesTest::time, LocalDateTime::compareTo);
    Comparator<String> codePoints =
        Comparator.comparing(text -> text.codePoints().toArray(), Arrays::compare);
    assertOrder(random, OrderedBytesTest::text, codePoints);
    Comparator<Object> integers =
        nullFirst((left, right) -> Long.compare((Long) left, (Long) right));
    Comparator<Object> lists = nullFirst((left, right) -> compareLists(left, right, integers));
    assertOrder(random, r -> list(r, OrderedBytesTest::small), lists);
    Function<Random, Object> pairs =
        r -> List.of(list(r, OrderedBytesTest::small), list(r, OrderedBytesTest::small));
    assertOrder(random, pairs, (left, right) -> compareLists(left, right, lists));
    assertOrder(
        random,
        r -> fields((List<?>) pairs.apply(r)),
        Comparator.comparing(
            fields -> List.copyOf(((Map<?, ?>) fields).values()),
            (left, right) -> compareLists(left, right, lists)));
  }

  private static Object small(Random random) {
    return random.nextInt(4) - 1L;
  }

  /** Short, and often the beginning of another; now and then null. */
  private static Object list(Random random, Function<Random, Object> element) {
    if (random.nextInt(8) == 0) {
      return NoValue.NULL;
    }
    return Stream.generate(() -> random.nextInt(4) == 0 ? NoValue.NULL : element.apply(random))
        .limit(random.nextInt(4))
        .toList();
  }

  private static Object fields(List<?> values) {
    Map<String, Object> fields = new LinkedHashMap<>();
    values.forEach(value -> fields.put("f" + fields.size(), value));
    return fields;
  }

  private static Comparator<Object> nullFirst(Comparator<Object> others) {
    return (left, right) ->
        left == NoValue.NULL || right == NoValue.NULL
            ? Boolean.compare(left != NoValue.NULL, right != NoValue.NULL)
            : others.compare(left, right);
  }

  private static int compareLists(Object left, Object right, Comparator<Object> elements) {
    List<?> one = (List<?>) left;
    List<?> other = (List<?>) right;
    for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
      int order = elements.compare(one.get(i), other.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(one.size(), other.size());
  }

  private static double number(Random random) {
    return switch (random.nextInt(5)) {
      case 0 -> 1.0 + random.nextInt(5); // both zeros are one
      case 1 -> Double.longBitsToDouble(random.nextLong());
      case 2 -> random.nextBoolean() ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
      case 3 -> Double.MIN_VALUE * random.nextInt(3);
      default -> random.nextGaussian();
    };
  }

  private static LocalDateTime time(Random random) {
    long second = random.nextLong() % 200_000_000_000L;
    return LocalDateTime.ofEpochSecond(second, random.nextInt(3) * 1000, ZoneOffset.UTC);
  }

  private static String text(Random random) {
    return PIECES.get(random.nextInt(PIECES.size())) + PIECES.get(random.nextInt(PIECES.size()));
  }

  private static <T extends Comparable<T>> void assertOrder(
      Random random, Function<Random, T> value) {
    assertOrder(random, value, Comparator.naturalOrder());
  }

  private static <T> void assertOrder(
      Random random, Function<Random, T> value, Comparator<? super T> order) {
    for (int i = 0; i < 50; i++) {
      T left = value.apply(random);
      T right = value.apply(random);
      byte[] one = OrderedBytes.of(left);
      byte[] other = OrderedBytes.of(right);
      int expected = Integer.signum(order.compare(left, right));
      assertThat(compare(one, other)).as("%s and %s", left, right).isEqualTo(expected);
      if (expected != 0) {
        assertThat(Arrays.mismatch(one, other))
            .as("neither begins the other")
            .isLessThan(Math.min(one.length, other.length));
        assertThat(compare(OrderedBytes.reversed(one), OrderedBytes.reversed(other)))
            .isEqualTo(-expected);
      }
    }
  }

  private static int compare(byte[] one, byte[] other) {
    return Integer.signum(Arrays.compareUnsigned(one, other));
  }

  @Test
  void takeBothZerosAndAllNansForOneAndNullForTheLeast() {
    assertThat(OrderedBytes.of(-0.0)).isEqualTo(OrderedBytes.of(0.0));
    assertThat(OrderedBytes.of(List.of(-0.0))).isEqualTo(OrderedBytes.of(List.of(0.0)));
    double other = Double.longBitsToDouble(0xFFF8_0000_0000_0001L);
    assertThat(OrderedBytes.of(other)).isEqualTo(OrderedBytes.of(Double.NaN));
    for (Object value : List.of(false, Long.MIN_VALUE, Double.NEGATIVE_INFINITY, "")) {
      assertThat(compare(OrderedBytes.of(NoValue.NULL), OrderedBytes.of(value))).isNegative();
      assertThat(compare(OrderedBytes.of(value), OrderedBytes.of(List.of()))).isNegative();
    }
  }
}
