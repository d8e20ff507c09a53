package io.gridloom.graph;

import java.util.Arrays;
import java.util.stream.Collectors;

/** A set of {@link ExecutionTrait}s. Immutable, compared by value. */
public final class ExecutionTraits {

  private static final int ALL_BITS = 15;

  private final int bits;

  private ExecutionTraits(int bits) {
    this.bits = bits;
  }

  /** The set of the given traits; repeats count once. */
  public static ExecutionTraits of(ExecutionTrait... traits) {
    int bits = 0;
    for (ExecutionTrait trait : traits) {
      bits |= trait.bit();
    }
    return new ExecutionTraits(bits);
  }

  /**
   * The set with the given {@linkplain #bits() bits}.
   *
   * @throws IllegalArgumentException if a bit belongs to no trait
   */
  public static ExecutionTraits fromBits(int bits) {
    if ((bits & ~ALL_BITS) != 0) {
      throw new IllegalArgumentException(
          "trait bits " + bits + ": only sums of 1, 2, 4 and 8 are allowed, 0 to " + ALL_BITS);
    }
    return new ExecutionTraits(bits);
  }

  /** The sum of the traits' bits, 0 to 15. */
  public int bits() {
    return bits;
  }

  public boolean contains(ExecutionTrait trait) {
    return (bits & trait.bit()) != 0;
  }

  /** This set and the trait; this set itself stays as it is. */
  public ExecutionTraits with(ExecutionTrait trait) {
    return new ExecutionTraits(bits | trait.bit());
  }

  /** This set but for the trait; this set itself stays as it is. */
  public ExecutionTraits without(ExecutionTrait trait) {
    return new ExecutionTraits(bits & ~trait.bit());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ExecutionTraits traits && traits.bits == bits;
  }

  @Override
  public int hashCode() {
    return bits;
  }

  /** Such as {@code ExecutionTraits.START|CELL_BY_CELL}, in the order of the bits. */
  @Override
  public String toString() {
    return Arrays.stream(ExecutionTrait.values())
        .filter(this::contains)
        .map(ExecutionTrait::name)
        .collect(
            Collectors.collectingAndThen(
                Collectors.joining("|"),
                names -> "ExecutionTraits." + (names.isEmpty() ? "NONE" : names)));
  }
}
