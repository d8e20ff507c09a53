package io.gridloom.examples;

import io.gridloom.GeneratedRows;
import io.gridloom.Gridloom;
import io.gridloom.dataset.Dataset;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.formats.avro.typeutils.GenericRecordAvroTypeInfo;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Orders that Gridloom generates, each joined with the depot that sends its category: a stream of
 * the program's own. Rows come as Avro records and are from there on like any others.
 */
public final class OrdersByDepot {

  private OrdersByDepot() {}

  /** Prints the joined lines; {@code args[0]}: how many orders, 20 without. */
  public static void main(String[] args) throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.enableCheckpointing(1_000);
    long orders = args.length == 0 ? 20 : Long.parseLong(args[0]);
    DataStream<Tuple2<String, String>> depots =
        env.fromData(
            Tuple2.of("books", "Leipzig"),
            Tuple2.of("garden", "Venlo"),
            Tuple2.of("toys", "Billund"));
    join(env, orders, depots).print();
    env.execute("orders by depot");
  }

  /** The dataset, made in code; a file would do as well: {@code Dataset.read(path)}. */
  static Dataset orders() {
    return Dataset.builder()
        .category("category", "books", "garden", "toys")
        .uniform("price", 1, 100)
        .aggregate("price_z", "zscore", "price", "category")
        .build();
  }

  /**
   * The orders with their depots.
   *
   * @param depots a category and the town of its depot
   */
  static DataStream<String> join(
      StreamExecutionEnvironment env, long orders, DataStream<Tuple2<String, String>> depots) {
    GeneratedRows rows = Gridloom.of(orders()).rows(orders).seed(5).attachTo(env);
    return rows.stream()
        .keyBy(order -> order.get("category").toString())
        .connect(depots.keyBy(depot -> depot.f0))
        .process(new WithDepot(rows.schema()))
        .name("with depot")
        .uid("with-depot");
  }

  /** Orders wait in state until the depot of their category is known. */
  private static final class WithDepot
      extends KeyedCoProcessFunction<String, GenericRecord, Tuple2<String, String>, String> {

    private final String schema; // Avro's schemas travel as text
    private transient ListState<GenericRecord> waiting; // set by open
    private transient ValueState<String> town;

    WithDepot(Schema schema) {
      this.schema = schema.toString();
    }

    @Override
    public void open(OpenContext context) {
      var orders = new GenericRecordAvroTypeInfo(new Schema.Parser().parse(schema));
      waiting = getRuntimeContext().getListState(new ListStateDescriptor<>("waiting", orders));
      town = getRuntimeContext().getState(new ValueStateDescriptor<>("town", Types.STRING));
    }

    @Override
    public void processElement1(GenericRecord order, Context context, Collector<String> out)
        throws Exception {
      if (town.value() == null) {
        waiting.add(order);
      } else {
        out.collect(line(order, town.value()));
      }
    }

    @Override
    public void processElement2(
        Tuple2<String, String> depot, Context context, Collector<String> out) throws Exception {
      town.update(depot.f1);
      for (GenericRecord order : waiting.get()) {
        out.collect(line(order, depot.f1));
      }
      waiting.update(List.of());
    }

    private static String line(GenericRecord order, String town) {
      return "%s from %s for %.2f, %+.2f from the middle of its category"
          .formatted(
              order.get("category"),
              town,
              (double) order.get("price"),
              (double) order.get("price_z"));
    }
  }
}
