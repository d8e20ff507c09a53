package io.gridloom.problem;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** Collects the problems of one input, so that all of them are told at once. Not thread-safe. */
public final class Problems {

  private final Function<String, Place> places;
  private final List<Problem> found = new ArrayList<>();

  /**
   * @param places where the value at a path such as {@code columns[2].params} stands
   */
  public Problems(Function<String, Place> places) {
    this.places = places;
  }

  /** Problems of an input that was built in code. */
  public static Problems ofCode() {
    return new Problems(path -> Place.NOWHERE);
  }

  /** Adds a problem; the arguments are those of {@link Problem}. */
  public void add(String path, String reason, String fix) {
    found.add(new Problem(places.apply(path), path, reason, fix));
  }

  /** Adds a problem whose reason says what to do. */
  public void add(String path, String reason) {
    add(path, reason, "");
  }

  /** Adds a problem that has its own place. */
  public void add(Problem problem) {
    found.add(problem);
  }

  /** How many there are so far. */
  public int size() {
    return found.size();
  }

  public boolean isEmpty() {
    return found.isEmpty();
  }

  /** All problems so far, in the order in which they stand in the input. */
  public List<Problem> list() {
    return found.stream().sorted(Comparator.comparing(Problem::place)).toList();
  }

  /** Throws {@link InputException} with all problems, if there are any. */
  public void throwIfAny() {
    if (!found.isEmpty()) {
      throw new InputException(list());
    }
  }
}
