package io.gridloom.cluster;

import io.gridloom.flinkinternal.FatalFailure;
import io.gridloom.row.DeadLetter;
import io.gridloom.state.OperatorUids;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Takes nothing, and fails the job on a machine that lacks a path. Flink opens the operators of a
 * task from its end, so this is before the first row: rows in a folder that only one machine sees
 * would be lost without a word.
 */
final class PathCheck implements Sink<DeadLetter> {

  private static final long serialVersionUID = 1;

  private final List<String> paths;

  private PathCheck(List<String> paths) {
    this.paths = List.copyOf(paths);
  }

  /** Adds the check to a program. */
  static void attach(JobProgram program, List<String> paths) {
    program
        .dropped()
        .sinkTo(new PathCheck(paths))
        .name("path check")
        .uid(OperatorUids.DEFAULT_NAME + "/path-check");
  }

  @Override
  public SinkWriter<DeadLetter> createWriter(WriterInitContext context) {
    for (String path : paths) {
      if (!Files.exists(Path.of(path))) {
        throw FatalFailure.of(
            "machine %s of the cluster does not see %s; put it on a path that all machines share"
                .formatted(machine(), path));
      }
    }
    return new Nothing();
  }

  private static String machine() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "without a name";
    }
  }

  private static final class Nothing implements SinkWriter<DeadLetter> {
    @Override
    public void write(DeadLetter letter, Context context) {}

    @Override
    public void flush(boolean endOfInput) {}

    @Override
    public void close() {}
  }
}
