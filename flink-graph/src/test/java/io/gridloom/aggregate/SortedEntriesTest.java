package io.gridloom.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SortedEntriesTest {

  private static final byte[] NO_NOTE = {};

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("io.gridloom.testing.Seeds#first300")
  void sortTheirKeysAsUnsignedBytes(long seed) {
    Random random = new Random(seed);
    SortedEntries entries = new SortedEntries(1);
    List<byte[]> keys = new ArrayList<>();
    int alphabet = 1 + random.nextInt(3);
    int length = random.nextInt(30);
    for (int i = 0; i < random.nextInt(400); i++) {
      byte[] value = new byte[length]; // one length: none is the beginning of another
      for (int at = 0; at < length; at++) {
        value[at] = (byte) (random.nextInt(alphabet) * 100);
      }
      entries.add(random.nextInt(2), new byte[random.nextInt(3)], value, random.nextInt(), NO_NOTE);
      keys.add(entries.key(i, Integer.MAX_VALUE));
    }
    entries.sort();
    keys.sort(Arrays::compareUnsigned);
    for (int i = 0; i < keys.size(); i++) {
      assertThat(entries.key(i, Integer.MAX_VALUE)).isEqualTo(keys.get(i));
    }
  }

  @Test
  void mayHoldTheSameKeyManyTimes() {
    SortedEntries entries = new SortedEntries();
    for (int i = 0; i < 100; i++) {
      entries.add(0, new byte[1], new byte[1], 5, NO_NOTE);
    }
    entries.sort();
    assertThat(entries.size()).isEqualTo(100);
  }

  @Test
  void tellLongGroupsApartByTheirHash() {
    SortedEntries entries = new SortedEntries();
    byte[] one = new byte[5000];
    byte[] other = one.clone();
    other[4999] = 1;
    entries.add(0, one, new byte[1], 0, NO_NOTE);
    entries.add(0, other, new byte[1], 1, NO_NOTE);
    entries.add(0, one.clone(), new byte[1], 2, NO_NOTE);
    entries.sort();
    assertThat(entries.isSameGroup(0, 1) ^ entries.isSameGroup(1, 2)).isTrue();
    assertThat(entries.length()).isLessThan(200);
  }
}
