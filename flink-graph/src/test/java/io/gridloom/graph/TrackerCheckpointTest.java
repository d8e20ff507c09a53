package io.gridloom.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.gridloom.testing.RandomGraphs;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code writeTo} writes and {@code readFrom} reads. */
class TrackerCheckpointTest {

  private static final long ROWS = 70L * RowLeaf.ROWS + 99;

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("io.gridloom.testing.Seeds#first300")
  void everyCompleteNodeOfAGraphIsRestored(long seed) throws IOException {
    ExecutionGraph graph = RandomGraphs.of(seed);
    CompletionTracker tracker = CompletionTracker.forGraph(graph);
    Random random = new Random(seed);
    for (NodeId node : graph.nodes()) {
      if (random.nextInt(3) > 0) {
        tracker.markComplete(node);
      }
    }
    byte[] bytes = bytes(tracker);
    for (CompletionTracker restored :
        List.of(read(bytes), CompletionTracker.readFrom(in(bytes), graph))) {
      assertThat(restored.size()).isEqualTo(tracker.size());
      assertThat(graph.nodes()).allMatch(node -> restored.contains(node) == tracker.contains(node));
      assertThat(bytes(restored)).isEqualTo(bytes);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("io.gridloom.testing.Seeds#first30")
  void manyLeavesOfEveryKindAreRestored(long seed) throws IOException {
    CompletionTracker tracker = large(seed);
    byte[] bytes = bytes(tracker);
    CompletionTracker restored = read(bytes);
    assertThat(restored.numRecords()).isEqualTo(ROWS);
    assertThat(restored.size()).isEqualTo(tracker.size());
    assertThat(bytes(restored)).isEqualTo(bytes);
    Random random = new Random(seed);
    for (int i = 0; i < 2000; i++) {
      NodeId cell = new CellNodeId(random.nextLong(ROWS), "c" + random.nextInt(3));
      assertThat(restored.contains(cell)).isEqualTo(tracker.contains(cell));
    }
    for (String column : List.of("c0", "c1", "c2")) {
      assertThat(restored.markComplete(column, 0, ROWS))
          .isEqualTo(ROWS - tracker.columnCompletionCount(column));
    }
  }

  private static CompletionTracker large(long seed) {
    Random random = new Random(seed);
    CompletionTracker tracker = new CompletionTracker(ROWS);
    for (int i = 0; i < 3; i++) {
      String column = "c" + i;
      tracker.markComplete(column, 0, random.nextLong(ROWS / 2) * random.nextInt(2));
      for (int run = 0; run < 6; run++) {
        long from = random.nextLong(ROWS);
        tracker.markComplete(column, from, Math.min(ROWS, from + random.nextInt(400_000)));
      }
      long scattered = random.nextLong(ROWS - RowLeaf.ROWS);
      int stride = 2 + random.nextInt(60);
      for (long row = scattered; row < scattered + RowLeaf.ROWS; row += stride) {
        tracker.markComplete(new CellNodeId(row, column));
      }
    }
    tracker.markComplete(new BarrierNodeId("c1"));
    tracker.markComplete(new BarrierNodeId("only a barrier"));
    return tracker;
  }

  @Test
  void theFormIsTheSameForEver() throws IOException {
    CompletionTracker tracker = new CompletionTracker(1L << 40);
    tracker.markComplete("é", 0, 3);
    tracker.markComplete("é", 9, 11);
    tracker.markComplete("é", RowLeaf.ROWS, 5L * RowLeaf.ROWS + 1);
    tracker.markComplete(new BarrierNodeId("b"));
    byte[] expected =
        HexFormat.of()
            .parseHex(
                String.join(
                    "",
                    "474c4354" + "00000001" + "0000010000000000" + "00000002",
                    "00000001" + "0062" + "01" + "0000000000000000" + "00",
                    "00000001" + "00e9" + "00" + "0000000000000003",
                    "02" + "0000000000000000" + "0001" + "0009" + "000a",
                    "01" + "0000000000010000" + "0000000000050000",
                    "02" + "0000000000050000" + "0001" + "0000" + "0000",
                    "00"));
    byte[] bytes = bytes(tracker);
    assertThat(Arrays.copyOf(bytes, bytes.length - 4)).isEqualTo(expected);
    assertThat(ByteBuffer.wrap(bytes).getInt(bytes.length - 4)).isEqualTo(sum(expected));
  }

  @Test
  void theOrderOfMarksDoesNotShow() throws IOException {
    CompletionTracker inOrder = new CompletionTracker(200_000);
    CompletionTracker backwards = new CompletionTracker(200_000);
    for (int row = 0; row < 150_000; row++) {
      inOrder.markComplete(new CellNodeId(row, "a"));
      backwards.markComplete(new CellNodeId(149_999 - row, "a"));
    }
    assertThat(bytes(backwards)).isEqualTo(bytes(inOrder)).hasSizeLessThan(50);
  }

  @Test
  void anEmptyTrackerRestoresNothingAsComplete() throws IOException {
    ExecutionGraph graph = RandomGraphs.of(3);
    CompletionTracker empty = CompletionTracker.forGraph(graph);
    assertThat(graph.isComplete(empty)).isFalse();
    CompletionTracker restored = CompletionTracker.readFrom(in(bytes(empty)), graph);
    assertThat(restored.size()).isZero();
    assertThat(graph.nodes()).noneMatch(restored::contains);
    assertThat(graph.completedRowCount(restored)).isZero();
  }

  @Test
  void theStreamIsLeftJustBehindIt() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    large(1).writeTo(out);
    out.writeInt(77);
    large(2).writeTo(out);
    out.writeInt(78);
    DataInputStream in = in(bytes.toByteArray());
    assertThat(CompletionTracker.readFrom(in).size()).isEqualTo(large(1).size());
    assertThat(in.readInt()).isEqualTo(77);
    assertThat(CompletionTracker.readFrom(in).size()).isEqualTo(large(2).size());
    assertThat(in.readInt()).isEqualTo(78);
  }

  @Test
  void aBoundTrackerRejectsWhatItsGraphLacks() throws IOException {
    ExecutionGraph graph =
        ExecutionGraph.of(5, List.of(ColumnDescriptor.builder("a").sideEffects("s").build()));
    CompletionTracker tracker = new CompletionTracker(6);
    tracker.markComplete(new CellNodeId(1, "a"));
    tracker.markComplete(new BarrierNodeId("a"));
    tracker.markComplete(new CellNodeId(1, "b"));
    tracker.markComplete(new CellNodeId(1, "s"));
    byte[] bytes = bytes(tracker);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CompletionTracker.readFrom(in(bytes), graph))
        .withMessage(
            """
            the tracker is for 6 records, the graph has 5
            the tracker holds nodes of column "a" with its barrier, but in the graph it has none
            the tracker holds nodes of column "b", which the graph lacks
            the tracker holds nodes of column "s", which the graph lacks
            """
                .strip());
  }

  @Test
  void aRestoredBoundTrackerIsStillBound() throws IOException {
    ExecutionGraph graph = ExecutionGraph.of(5, List.of(ColumnDescriptor.builder("a").build()));
    byte[] bytes = bytes(CompletionTracker.forGraph(graph));
    CompletionTracker bound = CompletionTracker.readFrom(in(bytes), graph);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> bound.markComplete(new CellNodeId(0, "b")))
        .withMessageContaining("\"b\"");
    assertThat(read(bytes).markComplete(new CellNodeId(0, "b"))).isTrue();
  }

  @Test
  void aWrongMagicAndAnUnknownVersionAreNamed() throws IOException {
    byte[] bytes = bytes(new CompletionTracker(1));
    bytes[7] = 2;
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> read(bytes))
        .withMessageContaining("only version 1 is known, not 2");
    bytes[0] = 0;
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> read(bytes))
        .withMessageContaining("no completion tracker");
  }

  @Test
  void truncationAtEveryByteIsFound() throws IOException {
    CompletionTracker tracker = new CompletionTracker(ROWS);
    tracker.markComplete("a", 0, 77);
    tracker.markComplete("a", 80, 300_000);
    for (int row = 400_000; row < 450_000; row += 2) {
      tracker.markComplete(new CellNodeId(row, "a"));
    }
    tracker.markComplete(new BarrierNodeId("b"));
    byte[] bytes = bytes(tracker);
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatExceptionOfType(IOException.class).isThrownBy(() -> read(cut));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("io.gridloom.testing.Seeds#first30")
  void randomDamageIsFound(long seed) throws IOException {
    Random random = new Random(seed);
    byte[] bytes = bytes(large(seed));
    for (int i = 0; i < 100; i++) {
      byte[] damaged = damaged(bytes, random);
      assertThatExceptionOfType(IOException.class).isThrownBy(() -> read(damaged));
    }
  }

  /** Whoever makes the checksum fit still gets an {@link IOException} or a sound tracker. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("io.gridloom.testing.Seeds#first100")
  void damageUnderAFittingChecksumIsFoundOrHarmless(long seed) throws IOException {
    Random random = new Random(seed);
    byte[] bytes = bytes(large(seed % 3));
    for (int i = 0; i < 30; i++) {
      byte[] damaged = damaged(bytes, random);
      byte[] body = Arrays.copyOf(damaged, damaged.length - 4);
      ByteBuffer.wrap(damaged).putInt(body.length, sum(body));
      try {
        CompletionTracker tracker = read(damaged);
        assertThat(bytes(tracker)).isEqualTo(damaged);
      } catch (IOException e) {
        assertThat(e).hasNoCause();
      }
    }
  }

  private static byte[] damaged(byte[] bytes, Random random) {
    byte[] damaged = bytes.clone();
    int at = random.nextInt(random.nextBoolean() ? bytes.length : 100);
    for (int length = 1 + random.nextInt(4) * random.nextInt(4); length > 0; length--) {
      int old = damaged[at];
      while (damaged[at] == old) {
        damaged[at] = (byte) (random.nextBoolean() ? -random.nextInt(2) : random.nextInt());
      }
      at = Math.min(at + 1, bytes.length - 1);
    }
    return Arrays.equals(damaged, bytes) ? damaged(bytes, random) : damaged;
  }

  @Test
  void hostileLengthsAllocateNothing() {
    String head = "474c4354" + "00000001" + "7fffffffffffffff";
    for (String hostile :
        List.of(
            head + "7fffffff",
            head + "00000001" + "7fffffff" + "0062",
            head + "00000001" + "00000001" + "0062" + "00" + "7fffffffffffffff" + "00",
            head + "00000001" + "00000001" + "0062" + "00" + "0000000000000000" + "02ffffffff")) {
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> read(HexFormat.of().parseHex(hostile)));
    }
  }

  private static int sum(byte[] bytes) {
    CRC32C sum = new CRC32C();
    sum.update(bytes);
    return (int) sum.getValue();
  }

  private static byte[] bytes(CompletionTracker tracker) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    tracker.writeTo(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static CompletionTracker read(byte[] bytes) throws IOException {
    return CompletionTracker.readFrom(in(bytes));
  }

  private static DataInputStream in(byte[] bytes) {
    return new DataInputStream(new ByteArrayInputStream(bytes));
  }
}
