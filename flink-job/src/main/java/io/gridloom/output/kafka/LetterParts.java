package io.gridloom.output.kafka;

import io.gridloom.row.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Those of a dead letter: its row is the key. */
record LetterParts() implements RecordParts<DeadLetter> {

  private static final long serialVersionUID = 1;

  @Override
  public void open() {}

  @Override
  public long row(DeadLetter letter) {
    return letter.row();
  }

  @Override
  public Optional<byte[]> key(DeadLetter letter) {
    return Optional.of(Long.toString(letter.row()).getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public Map<String, byte[]> headers(DeadLetter letter) {
    return Map.of();
  }

  @Override
  public OptionalLong timestamp(DeadLetter letter) {
    return OptionalLong.empty();
  }
}
