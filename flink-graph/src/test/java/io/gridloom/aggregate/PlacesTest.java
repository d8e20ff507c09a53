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
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Places and folds of entries that were sorted in buckets, against a recount of all entries. */
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

    String notesOfGroup(List<Plain> all) {
      return all.stream()
          .filter(this::isOfGroup)
          .sorted(ORDER)
          .map(entry -> new String(entry.note(), StandardCharsets.UTF_8))
          .collect(Collectors.joining());
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
    SortedMap<Integer, SortedEntries> buckets = sortedBuckets(all, random);
    Map<Integer, Carry> carries = Carry.of(summaries(buckets), NOTES);
    List<String> places = new ArrayList<>();
    buckets.forEach(
        (number, bucket) ->
            Places.forEach(
                bucket,
                Objects.requireNonNull(carries.get(number)),
                place -> places.add(place.row() + ": " + text(place))));
    assertThat(places)
        .containsExactlyElementsOf(
            all.stream()
                .sorted(Plain.ORDER)
                .map(entry -> entry.row + ": " + entry.place(all))
                .toList());
  }

  /** An accumulator is the notes of its entries in their order. */
  private static final GroupFolding NOTES =
      new GroupFolding() {
        @Override
        public byte[] fold(SortedEntries sorted, int from, int to) {
          ByteArrayOutputStream notes = new ByteArrayOutputStream();
          notes.write('|'); // never empty
          for (int entry = from; entry < to; entry++) {
            notes.writeBytes(sorted.note(entry));
          }
          return notes.toByteArray();
        }

        @Override
        public byte[] merge(int column, byte[] left, byte[] right) {
          ByteArrayOutputStream both = new ByteArrayOutputStream();
          both.writeBytes(left);
          both.write(right, 1, right.length - 1);
          return both.toByteArray();
        }
      };

  /** The accumulator of the whole group that an entry is in. */
  private static byte[] fold(SortedEntries bucket, Carry carry, int from, int to) {
    if (from == 0 && carry.firstFold().length > 0) {
      return carry.firstFold();
    }
    boolean isLast = to == bucket.size() && carry.lastFold().length > 0;
    return isLast ? carry.lastFold() : NOTES.fold(bucket, from, to);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("io.gridloom.testing.Seeds#first300")
  void foldGroupsAcrossBuckets(long seed) throws IOException {
    Random random = new Random(seed);
    List<Plain> all = entries(random);
    SortedMap<Integer, SortedEntries> buckets = sortedBuckets(all, random);
    Map<Integer, Carry> carries = Carry.of(summaries(buckets), NOTES);
    List<String> folds = new ArrayList<>();
    buckets.forEach(
        (number, bucket) -> {
          Carry carry = Objects.requireNonNull(carries.get(number));
          int to;
          for (int from = 0; from < bucket.size(); from = to) {
            to = bucket.endOfGroup(from);
            String fold = new String(fold(bucket, carry, from, to), StandardCharsets.UTF_8);
            for (int entry = from; entry < to; entry++) {
              folds.add(bucket.row(entry) + ": " + fold);
            }
          }
        });
    assertThat(folds)
        .containsExactlyElementsOf(
            all.stream()
                .sorted(Plain.ORDER)
                .map(entry -> entry.row + ": |" + entry.notesOfGroup(all))
                .toList());
  }

  private static SortedMap<Integer, SortedEntries> sortedBuckets(List<Plain> all, Random random)
      throws IOException {
    List<SortedEntries> buckets = buckets(all, random);
    SortedMap<Integer, SortedEntries> sorted = new TreeMap<>();
    for (int b = 0; b < buckets.size(); b++) {
      if (buckets.get(b).size() > 0) {
        buckets.get(b).sort();
        sorted.put(b, buckets.get(b));
      }
    }
    return sorted;
  }

  private static SortedMap<Integer, Summary> summaries(SortedMap<Integer, SortedEntries> buckets) {
    SortedMap<Integer, Summary> summaries = new TreeMap<>();
    buckets.forEach((number, bucket) -> summaries.put(number, Summary.of(bucket, NOTES)));
    return summaries;
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
        sample.add(entries.key(entries.size() - 1, 64));
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
