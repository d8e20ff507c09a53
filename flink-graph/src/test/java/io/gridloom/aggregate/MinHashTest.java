package io.gridloom.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridloom.row.NoValue;
import io.gridloom.row.Row;
import io.gridloom.row.RowBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Near-duplicates against a comparison of all pairs. */
class MinHashTest {

  private static final int TEXTS = 1000;
  private static final double THRESHOLD = 0.85;
  private static final double STANDARD_ERROR = 0.04; // of an estimate, at 0.7

  /** Texts of words; half of them another one with some words changed, by few or by many. */
  private static List<String> corpus(Random random) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < TEXTS; i++) {
      List<String> words = new ArrayList<>();
      if (i > 0 && random.nextBoolean()) {
        words.addAll(List.of(texts.get(random.nextInt(texts.size())).split(" ")));
        for (int edits = random.nextInt(8); edits > 0; edits--) {
          words.set(random.nextInt(words.size()), word(random));
        }
      } else {
        for (int w = 0; w < 60 + random.nextInt(40); w++) {
          words.add(word(random));
        }
      }
      texts.add(String.join(" ", words));
    }
    return texts;
  }

  /** One of 3,000 words of two to eight letters, common ones more often. */
  private static String word(Random random) {
    int rank = (int) (3000 * Math.pow(random.nextDouble(), 3));
    Random letters = new Random(rank);
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < 2 + rank % 7; i++) {
      word.append((char) ('a' + letters.nextInt(26)));
    }
    return word.toString();
  }

  /** Of sorted distinct numbers. */
  private static double similarity(int[] one, int[] other) {
    int both = 0;
    for (int i = 0, j = 0; i < one.length && j < other.length; ) {
      both += one[i] == other[j] ? 1 : 0;
      boolean step = one[i] <= other[j];
      j += one[i] >= other[j] ? 1 : 0;
      i += step ? 1 : 0;
    }
    return (double) both / (one.length + other.length - both);
  }

  /** Numbers that stand for the shingles; hashes of equal texts are equal, of others seldom. */
  private static int[] shingles(String text) {
    return IntStream.rangeClosed(0, text.length() - Shingles.LENGTH)
        .map(at -> text.substring(at, at + Shingles.LENGTH).hashCode())
        .sorted()
        .distinct()
        .toArray();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void findsAlmostAllRowsThatAreLikeALowerOne(long seed) throws Exception {
    List<String> texts = corpus(new Random(seed));
    List<int[]> shingles = texts.stream().map(MinHashTest::shingles).toList();
    Map<Long, Long> outcomes = outcomes(texts);
    int duplicates = 0;
    int found = 0;
    int wrong = 0;
    for (int i = 0; i < TEXTS; i++) {
      double closest = 0;
      for (int lower = 0; lower < i; lower++) {
        closest = Math.max(closest, similarity(shingles.get(i), shingles.get(lower)));
      }
      boolean goes = outcomes.getOrDefault((long) i, -1L) < i;
      duplicates += closest >= THRESHOLD ? 1 : 0;
      found += closest >= THRESHOLD && goes ? 1 : 0;
      wrong += closest < THRESHOLD - 4 * STANDARD_ERROR && goes ? 1 : 0;
    }
    double recall = (double) found / duplicates;
    assertThat(duplicates).isGreaterThan(TEXTS / 10);
    assertThat(recall).as("of %s duplicates", duplicates).isGreaterThan(0.88);
    assertThat(wrong).as("rows that are like none").isZero();
  }

  @Test
  void takesNoNoticeOfCaseAndWhiteSpace() throws Exception {
    assertThat(outcomes(List.of("A quick  brown\nfox", "x", " a quick brown fox ")))
        .containsExactlyInAnyOrderEntriesOf(Map.of(0L, 0L, 1L, 1L, 2L, 0L));
    assertThat(outcomes(List.of("", "ab", "AB", ""))).containsEntry(2L, 1L).containsEntry(3L, 0L);
  }

  @Test
  void leavesANullAlone() throws Exception {
    RowBuilder builder = new RowBuilder();
    builder.start(0, 1);
    builder.set(0, NoValue.NULL);
    SortInMemory barrier = barrier();
    SortedEntries entries = barrier.createAccumulator();
    Row row = builder.build();
    barrier.add(entries, row);
    assertThat(barrier.cell(row, barrier.result(entries))).isEqualTo(NoValue.NULL);
  }

  private static SortInMemory barrier() {
    return new SortInMemory(new MinHash(THRESHOLD, new RowBytes(new int[0]), new int[] {0}, false));
  }

  private static Map<Long, Long> outcomes(List<String> texts) throws Exception {
    SortInMemory barrier = barrier();
    SortedEntries entries = barrier.createAccumulator();
    for (int i = 0; i < texts.size(); i++) {
      RowBuilder builder = new RowBuilder();
      builder.start(i, 1);
      builder.set(0, texts.get(i));
      barrier.add(entries, builder.build());
    }
    return barrier.result(entries);
  }
}
