package io.gridloom.sampler;

import java.util.Optional;
import java.util.OptionalInt;

/** Drawn numbers as they are written: rounded, converted, boxed once. */
final class Numbers {

  private Numbers() {}

  static FromRow<Object> of(LongDraw draw, Optional<String> convertTo) {
    Optional<Conversion> conversion = Conversion.named(convertTo);
    if (conversion.isEmpty()) {
      return row -> draw.draw();
    }
    Conversion to = conversion.get();
    return row -> to.of(draw.draw());
  }

  /**
   * Converts to integers before it rounds, as the config's order of work is; then only tens and
   * more can change. Text shows what was rounded.
   */
  static FromRow<Object> of(DoubleDraw draw, OptionalInt places, Optional<String> convertTo) {
    Optional<Conversion> conversion = Conversion.named(convertTo);
    DoubleDraw rounded = places.isEmpty() ? draw : rounded(draw, new Rounding(places.getAsInt()));
    if (conversion.isEmpty()) {
      return row -> rounded.draw();
    }
    Conversion to = conversion.get();
    if (to != Conversion.INT) {
      return row -> to.of(rounded.draw());
    }
    if (places.isEmpty() || places.getAsInt() >= 0) {
      return row -> to.of(draw.draw());
    }
    Rounding rounding = new Rounding(places.getAsInt());
    return row -> to.of(rounding.of(Math.rint(draw.draw())));
  }

  private static DoubleDraw rounded(DoubleDraw draw, Rounding rounding) {
    return () -> rounding.of(draw.draw());
  }
}
