package io.gridloom.problem;

/**
 * One thing that is wrong with an input.
 *
 * @param place where it stands
 * @param path the key's path in the input, such as {@code columns[2].params.p}; empty for the whole
 * @param reason what was found and what is allowed, in one line
 * @param fix what to do, in one line; empty when the reason says it all
 */
public record Problem(Place place, String path, String reason, String fix) {

  /** {@code file:line:column: path: reason. fix}; parts that are unknown are left out. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(place.toString());
    if (!text.isEmpty()) {
      text.append(": ");
    }
    if (!path.isEmpty()) {
      text.append(path).append(": ");
    }
    text.append(reason);
    if (!fix.isEmpty()) {
      text.append(". ").append(fix);
    }
    return text.toString();
  }
}
