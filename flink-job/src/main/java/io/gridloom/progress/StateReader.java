package io.gridloom.progress;

import io.gridloom.flinkinternal.FlinkJob;
import io.gridloom.flinkinternal.LocalCluster;
import io.gridloom.rundir.LocalPath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.accumulators.ListAccumulator;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.state.api.OperatorIdentifier;
import org.apache.flink.state.api.SavepointReader;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** Reads list states of bytes from a checkpoint with Flink's State Processor API. */
final class StateReader {

  private static final TypeInformation<byte[]> BYTES =
      PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO;

  private StateReader() {}

  /** A list state of an operator. */
  record ListName(String uid, String state) {}

  /**
   * The entries of these states, of all subtasks; none for one that the operator never had. One
   * small job on a cluster inside this process reads all of them.
   *
   * @param checkpoint its folder; it may be deleted as soon as the job runs if all of these states
   *     are small, since they are in its metadata then
   */
  static Map<ListName, List<byte[]>> read(
      Path checkpoint, List<ListName> names, Configuration cluster) throws Exception {
    Map<ListName, List<byte[]>> entries = new HashMap<>();
    try (FlinkJob job =
        LocalCluster.run(
            cluster,
            1,
            "gridloom progress",
            List.of(),
            () -> program(checkpoint, names, cluster))) {
      Optional<Throwable> failure = job.await().failure();
      if (failure.isPresent()) {
        throw new IOException("the checkpoint can't be read", failure.get());
      }
      for (ListName name : names) {
        entries.put(name, job.collected(name.toString()));
      }
    }
    return entries;
  }

  private static StreamExecutionEnvironment program(
      Path checkpoint, List<ListName> names, Configuration cluster) throws IOException {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(cluster);
    env.setParallelism(1);
    SavepointReader reader = SavepointReader.read(env, LocalPath.uri(checkpoint));
    for (ListName name : names) {
      reader
          .readListState(OperatorIdentifier.forUid(name.uid()), name.state(), BYTES)
          .map(new Collecting(name.toString()))
          .returns(BYTES)
          .sinkTo(new DiscardingSink<>());
    }
    return env;
  }

  /** Puts all values into an accumulator, which comes back with the job's result. */
  private static final class Collecting extends RichMapFunction<byte[], byte[]> {

    private final String name;
    private final ListAccumulator<byte[]> values = new ListAccumulator<>();

    Collecting(String name) {
      this.name = name;
    }

    @Override
    public void open(OpenContext context) {
      getRuntimeContext().addAccumulator(name, values);
    }

    @Override
    public byte[] map(byte[] value) {
      values.add(value);
      return value;
    }
  }
}
