package io.gridloom.problem;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that somebody probably meant. */
public final class NearMiss {

  private NearMiss() {}

  /**
   * The allowed name nearest to {@code written} by edit distance (insert, delete, replace, swap of
   * neighbours; case ignored), if at most a third of the longer one's letters differ.
   */
  public static Optional<String> of(String written, Collection<String> allowed) {
    return allowed.stream()
        .filter(name -> distance(written, name) <= Math.max(name.length(), written.length()) / 3)
        .min(Comparator.comparingInt(name -> distance(written, name)));
  }

  /** {@code Did you mean "x"?}, or the text {@code otherwise} where nothing is near. */
  public static String hint(String written, Collection<String> allowed, String otherwise) {
    return of(written, allowed).map(name -> "Did you mean \"" + name + "\"?").orElse(otherwise);
  }

  private static int distance(String left, String right) {
    String a = left.toLowerCase(Locale.ROOT);
    String b = right.toLowerCase(Locale.ROOT);
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : step(a, b, i, j, cost);
      }
    }
    return cost[a.length()][b.length()];
  }

  private static int step(String a, String b, int i, int j, int[][] cost) {
    int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
    int best = Math.min(cost[i - 1][j - 1] + same, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
  }
}
