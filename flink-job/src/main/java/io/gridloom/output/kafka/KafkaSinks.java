package io.gridloom.output.kafka;

import io.gridloom.codec.CodecTypeInfo;
import io.gridloom.config.job.KafkaOutput;
import io.gridloom.config.job.KafkaOutput.Delivery;
import io.gridloom.output.DeadLetterForm;
import io.gridloom.output.OutputForm;
import io.gridloom.output.Projection;
import io.gridloom.row.DeadLetter;
import io.gridloom.row.Row;
import io.gridloom.row.RowLayout;
import java.util.Optional;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** Topics at the end of a job. */
public final class KafkaSinks {

  private KafkaSinks() {}

  /**
   * Writes rows to a topic.
   *
   * @param name of the output in messages and of its operators
   * @param uid where theirs begin
   * @return what can't be a record there
   */
  public static DataStream<DeadLetter> rows(
      DataStream<Row> rows,
      KafkaOutput output,
      Projection form,
      RowLayout layout,
      Optional<String> rowIdColumn,
      long seed,
      String name,
      String uid) {
    return write(rows, output, form, RowParts.of(output, layout, rowIdColumn, seed), name, uid);
  }

  /** Writes dead letters to a topic, likewise. */
  public static DataStream<DeadLetter> letters(
      DataStream<DeadLetter> letters, KafkaOutput output, String name, String uid) {
    return write(letters, output, new DeadLetterForm(), new LetterParts(), name, uid);
  }

  private static <T> DataStream<DeadLetter> write(
      DataStream<T> values,
      KafkaOutput output,
      OutputForm<T> form,
      RecordParts<T> parts,
      String name,
      String uid) {
    MessageMaker<T> maker =
        new MessageMaker<>(
            form,
            parts,
            output.format(),
            output.schemaFile().isEmpty(),
            ProducerProperties.maxRequestBytes(output),
            name);
    SingleOutputStreamOperator<KafkaMessage> messages =
        values
            .process(maker)
            .returns(CodecTypeInfo.of(KafkaMessage.class, KafkaMessageSerializer.INSTANCE))
            .name(name + " records")
            .uid(uid + "/records");
    messages.sinkTo(sink(output)).name(name).uid(uid);
    return messages.getSideOutput(MessageMaker.undelivered());
  }

  private static KafkaSink<KafkaMessage> sink(KafkaOutput output) {
    boolean once = output.delivery() == Delivery.EXACTLY_ONCE;
    var sink =
        KafkaSink.<KafkaMessage>builder()
            .setBootstrapServers(output.bootstrapServers())
            .setKafkaProducerConfig(ProducerProperties.of(output))
            .setRecordSerializer(new KafkaRecords(output.topic()))
            .setDeliveryGuarantee(
                once ? DeliveryGuarantee.EXACTLY_ONCE : DeliveryGuarantee.AT_LEAST_ONCE);
    if (once) {
      sink.setTransactionalIdPrefix(output.transactionalIdPrefix().orElseThrow());
    }
    return sink.build();
  }
}
