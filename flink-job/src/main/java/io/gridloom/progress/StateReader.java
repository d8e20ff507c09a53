package io.gridloom.progress;

import io.gridloom.rundir.LocalPath;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.state.api.OperatorIdentifier;
import org.apache.flink.state.api.SavepointReader;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;

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
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(cluster);
    env.setParallelism(1);
    SavepointReader reader = SavepointReader.read(env, LocalPath.uri(checkpoint));
    Optional<DataStream<Tuple2<Integer, byte[]>>> all = Optional.empty();
    for (int i = 0; i < names.size(); i++) {
      int name = i;
      DataStream<Tuple2<Integer, byte[]>> one =
          reader
              .readListState(
                  OperatorIdentifier.forUid(names.get(i).uid()), names.get(i).state(), BYTES)
              .map(bytes -> Tuple2.of(name, bytes))
              .returns(Types.TUPLE(Types.INT, BYTES));
      all = Optional.of(all.isPresent() ? all.get().union(one) : one);
    }
    Map<ListName, List<byte[]>> entries = new HashMap<>();
    names.forEach(name -> entries.put(name, new ArrayList<>()));
    try (CloseableIterator<Tuple2<Integer, byte[]>> read =
        all.orElseThrow().executeAndCollect("gridloom progress")) {
      read.forEachRemaining(
          entry -> Objects.requireNonNull(entries.get(names.get(entry.f0))).add(entry.f1));
    }
    return entries;
  }
}
