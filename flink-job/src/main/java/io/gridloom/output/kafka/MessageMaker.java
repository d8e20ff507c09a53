package io.gridloom.output.kafka;

import io.gridloom.codec.CodecTypeInfo;
import io.gridloom.config.job.KafkaOutput;
import io.gridloom.generator.CellException;
import io.gridloom.output.OutputForm;
import io.gridloom.row.DeadLetter;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Makes records of values. What can't be one leaves by a side output, with the cause: the producer
 * would fail the job.
 *
 * @param <T> a row or a dead letter
 */
final class MessageMaker<T> extends ProcessFunction<T, KafkaMessage> {

  private static final long serialVersionUID = 1;

  private final OutputForm<T> form;
  private final RecordParts<T> parts;
  private final KafkaOutput.Format format;
  private final boolean schemaInHeader;
  private final int maxBytes;
  private final String name;
  private transient @Nullable RecordValue<T> value;

  /**
   * @param maxBytes of a record
   * @param name of the output, for the letters
   */
  MessageMaker(
      OutputForm<T> form,
      RecordParts<T> parts,
      KafkaOutput.Format format,
      boolean schemaInHeader,
      int maxBytes,
      String name) {
    this.form = form;
    this.parts = parts;
    this.format = format;
    this.schemaInHeader = schemaInHeader;
    this.maxBytes = maxBytes;
    this.name = name;
  }

  /** What can't be delivered. */
  static OutputTag<DeadLetter> undelivered() {
    return new OutputTag<>("undelivered", CodecTypeInfo.DEAD_LETTER);
  }

  @Override
  public void open(OpenContext context) throws InterruptedException {
    parts.open();
    value =
        switch (format) {
          case JSON -> new JsonValue<>(form);
          case AVRO -> new AvroValue<>(form, schemaInHeader);
        };
  }

  @Override
  public void processElement(T element, Context context, Collector<KafkaMessage> out)
      throws IOException {
    try {
      KafkaMessage message =
          new KafkaMessage(
              parts.key(element), value().of(element), headers(element), parts.timestamp(element));
      if (message.size() > maxBytes) {
        throw new CellException(
            "record too large: %,d bytes, and max.request.size is %,d"
                .formatted(message.size(), maxBytes),
            1);
      }
      out.collect(message);
    } catch (CellException e) {
      context.output(
          undelivered(),
          new DeadLetter(parts.row(element), name, String.valueOf(e.getMessage()), 1));
    }
  }

  private RecordValue<T> value() {
    return Objects.requireNonNull(value, "not open");
  }

  private Map<String, byte[]> headers(T element) throws CellException {
    Map<String, byte[]> own = parts.headers(element);
    if (value().headers().isEmpty()) {
      return own;
    }
    Map<String, byte[]> all = new LinkedHashMap<>(own);
    all.putAll(value().headers());
    return all;
  }
}
