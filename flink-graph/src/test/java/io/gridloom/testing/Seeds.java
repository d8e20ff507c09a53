package io.gridloom.testing;

import java.util.stream.LongStream;

/** Seeds for parameterized tests; a failing test names its own. */
public final class Seeds {

  private Seeds() {}

  public static LongStream first30() {
    return LongStream.range(0, 30);
  }

  public static LongStream first100() {
    return LongStream.range(0, 100);
  }

  public static LongStream first300() {
    return LongStream.range(0, 300);
  }
}
