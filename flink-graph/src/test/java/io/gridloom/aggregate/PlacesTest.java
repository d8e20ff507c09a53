package io.gridloom.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridloom.generator.Place;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Places of entries that were sorted in buckets, against a recount of all entries. */
class PlacesTest {

  /** An entry as the oracle sees it; a place as text. */
  private record Plain(int column, String group, int value, long row) {

    private static final Comparator<Plain> ORDER =
        Comparator.comparing(Plain::column)
            .thenComparing(Plain::group)
            .thenComparing(Plain::value)
            .thenComparing(Plain::row);

    byte[] note() {
      return row % 3 == 0 ? new byte[0] : ("note of " + row).getBytes(StandardCharsets.UTF_8);
    }

    boolean isOfGroup(Plain other) {
      return column == other.column && group.equals(other.group);
    }

    String place(List<Plain> all) {
      List<Plain> mine = all.stream().filter(this::isOfGroup).sorted(ORDER).toList();
      List<Plain> run = mine.stream().filter(other -> other.value == value).toList();
      return String.join(
          " ",
          "" + mine.indexOf(this),
          "" + mine.size(),
          "" + mine.stream().filter(other -> other.value < value).count(),
          "" + mine.stream().filter(other -> other.value <= value).count(),
          "" + mine.stream().map(Plain::value).filter(v -> v <= value).distinct().count(),
          "" + run.get(0).row,
          Arrays.toString(note()),
          Arrays.toString(run.get(0).note()));
    }
  }

  private static String text(Place place) {
    return String.join(
        " ",
        "" + place.position(),
        "" + place.groupSize(),
        "" + place.smaller(),
        "" + place.notGreater(),
        "" + place.distinct(),
        "" + place.firstRow(),
        Arrays.toString(place.note()),
        Arrays.toString(place.firstNote()));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("io.gridloom.testing.Seeds#first300")
  void areThoseOfARecountForAnyBuckets(long seed) throws IOException {
    Random random = new Random(seed);
    List<Plain> all = entries(random);
    List<SortedEntries> buckets = buckets(all, random);
    SortedMap<Integer, Summary> summaries = new TreeMap<>();
    for (int b = 0; b < buckets.size(); b++) {
      buckets.get(b).sort();
      if (buckets.get(b).size() > 0) {
        summaries.put(b, Summary.of(buckets.get(b)));
      }
    }
    Map<Integer, Carry> carries = Carry.of(summaries);
    List<String> places = new ArrayList<>();
    for (int b : summaries.keySet()) {
      Places.forEach(
          buckets.get(b),
          Objects.requireNonNull(carries.get(b)),
          (column, place) -> places.add(column + " " + place.row() + ": " + text(place)));
    }
    assertThat(places)
        .containsExactlyElementsOf(
            all.stream()
                .sorted(Plain.ORDER)
                .map(entry -> entry.column + " " + entry.row + ": " + entry.place(all))
                .toList());
  }

  /** Few groups and values, so that groups and runs span buckets; groups longer than a hash. */
  private static List<Plain> entries(Random random) {
    int columns = 1 + random.nextInt(3);
    int groups = 1 + random.nextInt(4);
    int values = 1 + random.nextInt(random.nextBoolean() ? 3 : 300);
    List<Plain> all = new ArrayList<>();
    for (long row = 0; row < 1 + random.nextInt(150); row++) {
      for (int column = 0; column < columns; column++) {
        if (random.nextInt(10) > 0) {
          String group = "" + (char) ('a' + random.nextInt(groups));
          all.add(new Plain(column, group, random.nextInt(values), row));
        }
      }
    }
    return all;
  }

  private static List<SortedEntries> buckets(List<Plain> all, Random random) throws IOException {
    SortedEntries entries = new SortedEntries(16);
    List<byte[]> sample = new ArrayList<>();
    for (Plain entry : shuffled(all, random)) {
      byte[] value = ByteBuffer.allocate(Integer.BYTES).putInt(entry.value).array();
      entries.add(
          entry.column,
          entry.group.getBytes(StandardCharsets.UTF_8),
          value,
          entry.row,
          entry.note());
      if (random.nextInt(3) == 0) {
        sample.add(entries.key(entries.size() - 1, Splitters.KEY_BYTES));
      }
    }
    Splitters splitters = Splitters.of(sample, 1 + random.nextInt(9));
    List<SortedEntries> buckets = new ArrayList<>();
    for (int b = 0; b < splitters.buckets(); b++) {
      buckets.add(new SortedEntries());
    }
    for (int i = 0; i < entries.size(); i++) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      entries.write(i, bytes);
      buckets
          .get(splitters.bucketOf(entries, i))
          .read(new ByteArrayInputStream(bytes.toByteArray()), bytes.size());
    }
    return buckets;
  }

  private static List<Plain> shuffled(List<Plain> all, Random random) {
    List<Plain> copy = new ArrayList<>(all);
    Collections.shuffle(copy, random);
    return copy;
  }
}
