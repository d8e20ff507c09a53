package io.gridloom.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class CompletionTrackerTest {

  private static final ExecutionGraph GRAPH =
      ExecutionGraph.of(
          5,
          List.of(
              ColumnDescriptor.builder("a").sideEffects("a__trace").build(),
              ColumnDescriptor.builder("b").traits(ExecutionTrait.BARRIER).dependsOn("a").build()));

  private final CompletionTracker tracker = new CompletionTracker(5);

  @Test
  void nothingIsCompleteAtFirst() {
    assertThat(tracker.numRecords()).isEqualTo(5);
    assertThat(tracker.size()).isZero();
    assertNothingIsKnownOf("a");
    assertThat(GRAPH.isComplete(tracker)).isFalse();
  }

  private void assertNothingIsKnownOf(String column) {
    assertThat(tracker.contains(new CellNodeId(0, column))).isFalse();
    assertThat(tracker.contains(new BarrierNodeId(column))).isFalse();
    assertThat(tracker.isColumnComplete(column)).isFalse();
    assertThat(tracker.isBarrierComplete(column)).isFalse();
    assertThat(tracker.columnCompletionCount(column)).isZero();
  }

  @Test
  void aNodeIsNewlyCompleteOnce() {
    assertThat(tracker.markComplete(new CellNodeId(3, "a"))).isTrue();
    assertThat(tracker.markComplete(new CellNodeId(3, "a"))).isFalse();
    assertThat(tracker.markComplete(new BarrierNodeId("a"))).isTrue();
    assertThat(tracker.markComplete(new BarrierNodeId("a"))).isFalse();
    assertThat(tracker.contains(new CellNodeId(3, "a"))).isTrue();
    assertThat(tracker.contains(new BarrierNodeId("a"))).isTrue();
    assertThat(tracker.columnCompletionCount("a")).isEqualTo(1);
    assertThat(tracker.size()).isEqualTo(2);
  }

  @Test
  void aRangeTellsHowManyCellsAreNew() {
    assertThat(tracker.markComplete(new CellNodeId(2, "a"))).isTrue();
    assertThat(tracker.markComplete("a", 1, 4)).isEqualTo(2);
    assertThat(tracker.markComplete("a", 4, 4)).isZero();
    assertThat(tracker.isColumnComplete("a")).isFalse();
    assertThat(tracker.markComplete("a", 0, 5)).isEqualTo(2);
    assertThat(tracker.isColumnComplete("a")).isTrue();
    assertThat(tracker.isBarrierComplete("a")).isFalse();
    assertThat(tracker.size()).isEqualTo(5);
  }

  @Test
  void aRowBeyondTheLastIsIncompleteWhenAsked() {
    assertThat(tracker.markComplete("a", 0, 5)).isEqualTo(5);
    assertThat(tracker.contains(new CellNodeId(5, "a"))).isFalse();
    assertThat(tracker.contains(new CellNodeId(Long.MAX_VALUE, "a"))).isFalse();
  }

  @Test
  void rowsOutsideAreRejectedAndChangeNothing() {
    assertRejected(
        () -> tracker.markComplete(new CellNodeId(5, "a")),
        "column \"a\": row 5 is outside 0 to 4");
    assertRejected(
        () -> tracker.markComplete("a", 3, 6),
        "column \"a\": rows from 3 to before 6 are not within 0 to 5");
    assertRejected(
        () -> tracker.markComplete("a", -1, 2),
        "column \"a\": rows from -1 to before 2 are not within 0 to 5");
    assertRejected(
        () -> tracker.markComplete("a", 3, 2),
        "column \"a\": rows from 3 to before 2 are not within 0 to 5");
    assertRejected(() -> tracker.markComplete(" ", 0, 1), "blank column name \" \"");
    assertNothingIsKnownOf("a");
    assertThat(tracker.size()).isZero();
  }

  @Test
  void aBoundTrackerRejectsWhatItsGraphLacks() {
    CompletionTracker bound = CompletionTracker.forGraph(GRAPH);
    assertThat(bound.numRecords()).isEqualTo(5);
    assertRejected(
        () -> bound.markComplete(new CellNodeId(0, "c")),
        "column \"c\" is no primary name in the graph");
    assertRejected(
        () -> bound.markComplete("a__trace", 0, 0),
        "column \"a__trace\" is no primary name in the graph");
    assertRejected(
        () -> bound.markComplete(new CellNodeId(5, "a")), "column \"a\": row 5 is outside 0 to 4");
    assertRejected(() -> bound.markComplete(new BarrierNodeId("a")), "column \"a\" has no barrier");
    assertRejected(
        () -> bound.markComplete(new BarrierNodeId("c")),
        "column \"c\" is no primary name in the graph");
    assertThat(bound.size()).isZero();
    assertThat(bound.markComplete(new BarrierNodeId("b"))).isTrue();
    assertThat(bound.contains(new CellNodeId(0, "c"))).isFalse();
  }

  @Test
  void aBoundTrackerStaysBoundWhenAskedAboutAnotherGraph() {
    ExecutionGraph other =
        ExecutionGraph.of(5, List.of(ColumnDescriptor.builder("elsewhere").build()));
    CompletionTracker bound = CompletionTracker.forGraph(GRAPH);
    assertThat(other.readyNodes(bound).size()).isEqualTo(5);
    assertRejected(
        () -> bound.markComplete("elsewhere", 0, 1),
        "column \"elsewhere\" is no primary name in the graph");
  }

  @Test
  void noRecordsAreRejected() {
    assertRejected(() -> new CompletionTracker(0), "0 records: at least 1 is needed");
    assertRejected(() -> new CompletionTracker(-3), "-3 records: at least 1 is needed");
  }

  @Test
  @SuppressWarnings("NullAway")
  void nullIsRejected() {
    assertThatNullPointerException().isThrownBy(() -> tracker.markComplete(null));
    assertThatNullPointerException().isThrownBy(() -> tracker.markComplete(null, 0, 1));
    assertThatNullPointerException().isThrownBy(() -> tracker.contains(null));
    assertThatNullPointerException().isThrownBy(() -> tracker.isColumnComplete(null));
    assertThatNullPointerException().isThrownBy(() -> tracker.isBarrierComplete(null));
    assertThatNullPointerException().isThrownBy(() -> tracker.columnCompletionCount(null));
    assertThatNullPointerException().isThrownBy(() -> CompletionTracker.forGraph(null));
    assertThatNullPointerException().isThrownBy(() -> CompletionTracker.readFrom(null));
    assertThatNullPointerException().isThrownBy(() -> tracker.writeTo(null));
  }

  @Test
  void moreNodesThanALongCountsAreCountedAsItsMost() {
    CompletionTracker huge = new CompletionTracker(Long.MAX_VALUE);
    for (String column : List.of("a", "b", "c")) {
      assertThat(huge.markComplete(column, 0, Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
      assertThat(huge.isColumnComplete(column)).isTrue();
      assertThat(huge.size()).isEqualTo(Long.MAX_VALUE);
    }
  }

  private static void assertRejected(ThrowingCallable call, String message) {
    assertThatIllegalArgumentException().isThrownBy(call).withMessage(message);
  }
}
