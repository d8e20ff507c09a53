package io.gridloom.config.read;

import io.gridloom.problem.Place;
import io.gridloom.problem.Problem;
import io.gridloom.problem.Problems;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Problems of an input, each noted once, at the value or at the key that a path leads to. */
final class Findings {

  private final Optional<Problems> problems;
  private final Function<String, Place> keyPlaces;
  private final Set<String> noted = new HashSet<>();

  private Findings(Optional<Problems> problems, Function<String, Place> keyPlaces) {
    this.problems = problems;
    this.keyPlaces = keyPlaces;
  }

  Findings(Problems problems, Function<String, Place> keyPlaces) {
    this(Optional.of(problems), keyPlaces);
  }

  /** For the fields of a mapping that is not there: its absence was told. */
  static Findings ignored() {
    return new Findings(Optional.empty(), path -> Place.NOWHERE);
  }

  void atValue(String path, String reason, String fix) {
    if (noted.add(path + "\n" + reason)) {
      problems.ifPresent(all -> all.add(path, reason, fix));
    }
  }

  void atKey(String path, String reason, String fix) {
    if (noted.add(path + "\n" + reason)) {
      problems.ifPresent(all -> all.add(new Problem(keyPlaces.apply(path), path, reason, fix)));
    }
  }
}
