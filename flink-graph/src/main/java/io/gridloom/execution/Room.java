package io.gridloom.execution;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many rows a stage of the chain takes. Whoever stands in front of a stage that holds rows back
 * asks for room before it sends one, so that nothing has to block: rows are pulled. One thread runs
 * a whole chain and all its rooms; they are found by the name of the stage.
 */
public final class Room {

  private static final ThreadLocal<Map<String, Room>> CHAIN = ThreadLocal.withInitial(HashMap::new);

  private int capacity = Integer.MAX_VALUE; // of a stage that holds nothing back
  private int used;
  private @Nullable Room behind; // asked for each row: no Optional
  private Runnable waiting = () -> {};

  private Room() {}

  /** The room of a stage of the calling thread's chain. */
  public static Room of(String stage) {
    return CHAIN.get().computeIfAbsent(stage, name -> new Room());
  }

  /** The stage takes so many rows at once. */
  public void limit(int rows) {
    capacity = rows;
  }

  /** The stage hands on each row that it takes: there must be room in {@code next} too. */
  public void passesTo(Room next) {
    behind = next;
  }

  public boolean isFree() {
    return used < capacity && (behind == null || behind.isFree());
  }

  /** A row, or something else that takes its place, comes in. */
  public void take() {
    used++;
  }

  /** A row has left; whoever waits looks again. */
  public void give() {
    used--;
    Runnable next = waiting;
    waiting = () -> {};
    next.run();
  }

  /** Runs {@code action} once, as soon as there may be room again. */
  public void whenFree(Runnable action) {
    if (used < capacity && behind != null) {
      behind.whenFree(action);
    } else {
      waiting = action;
    }
  }
}
