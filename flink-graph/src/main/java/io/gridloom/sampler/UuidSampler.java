package io.gridloom.sampler;

import io.gridloom.config.SamplerParams;
import io.gridloom.row.Cells;
import java.nio.charset.StandardCharsets;
import org.apache.commons.rng.UniformRandomProvider;

/** A random version-4 UUID: 32 hexadecimal digits, or the first 8 of them. */
final class UuidSampler implements FromRow<Object> {

  private static final int SHORT = 8;
  private static final byte[] LOWER = "0123456789abcdef".getBytes(StandardCharsets.ISO_8859_1);
  private static final byte[] UPPER = "0123456789ABCDEF".getBytes(StandardCharsets.ISO_8859_1);
  private static final int DIGITS_PER_LONG = 16;

  private final UniformRandomProvider random;
  private final String prefix;
  private final byte[] alphabet;
  private final byte[] digits;

  UuidSampler(SamplerParams.Uuid params, UniformRandomProvider random) {
    this.random = random;
    this.prefix = params.prefix().orElse("");
    this.alphabet = params.uppercase() ? UPPER : LOWER;
    this.digits = new byte[params.shortForm() ? SHORT : 2 * DIGITS_PER_LONG];
  }

  @Override
  public Object of(Cells row) {
    long high = random.nextLong();
    if (digits.length == SHORT) {
      write(high >>> Integer.SIZE, 0, SHORT);
    } else {
      write((high & ~0xF000L) | 0x4000L, 0, DIGITS_PER_LONG);
      long low = random.nextLong();
      write((low >>> 2) | 0x8000_0000_0000_0000L, DIGITS_PER_LONG, DIGITS_PER_LONG);
    }
    String text = new String(digits, StandardCharsets.ISO_8859_1);
    return prefix.isEmpty() ? text : prefix.concat(text);
  }

  private void write(long number, int from, int count) {
    long rest = number;
    for (int i = from + count - 1; i >= from; i--) {
      digits[i] = alphabet[(int) rest & 0xF];
      rest >>>= 4;
    }
  }
}
