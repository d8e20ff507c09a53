package io.gridloom.table;

import io.gridloom.dataset.Dataset;
import io.gridloom.row.RowLayout;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.connector.ProviderContext;
import org.apache.flink.table.connector.source.DataStreamScanProvider;
import org.apache.flink.table.data.RowData;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One scan of a table: the stages of the columns that it asks for.
 *
 * @param name of the table
 * @param columns asked for
 * @param type of rows with these columns
 * @param session settings that Flink puts over those of the environment
 */
record DatasetScan(
    String name,
    DatasetTable table,
    List<String> columns,
    TypeInformation<RowData> type,
    ReadableConfig session)
    implements DataStreamScanProvider {

  private static final Logger LOG = LoggerFactory.getLogger(DatasetScan.class);

  @Override
  public boolean isBounded() {
    return table.settings().isBounded();
  }

  @Override
  public DataStream<RowData> produceDataStream(
      ProviderContext provider, StreamExecutionEnvironment env) {
    Dataset dataset = table.dataset(columns);
    ScanSettings settings = table.settings();
    String uid = uid(provider, dataset);
    LOG.info(
        "table {}: {} rows of {}, seed {}, date {}",
        name,
        settings.rows(),
        dataset.layout().names(),
        settings.seed(),
        settings.date());
    return settings
        .generating(dataset)
        .name(uid)
        .attachTo(apart(env))
        .rows()
        .map(new RowDataForm(slots(dataset.layout())))
        .returns(type)
        .name("rows of " + name)
        .uid(uid + "/table");
  }

  /**
   * What the uids of the operators start with: the same for a statement that is planned again, so
   * that it goes on from its savepoint, and another for other rows, so that none goes on from them.
   * Flink has uids of its own only where it is told to.
   */
  private String uid(ProviderContext provider, Dataset dataset) {
    ScanSettings settings = table.settings();
    int values =
        Objects.hash(dataset.fingerprint(), settings.rows(), settings.seed(), settings.date());
    return "%s-%08x".formatted(provider.generateUid("gridloom").orElse(name), values);
  }

  /** The planner's environment knows nothing of the session's settings, which the job will have. */
  private StreamExecutionEnvironment apart(StreamExecutionEnvironment env) {
    StreamExecutionEnvironment apart =
        new StreamExecutionEnvironment(Configuration.fromMap(env.getConfiguration().toMap()));
    apart.configure(session);
    return apart.setParallelism(env.getParallelism());
  }

  private int[] slots(RowLayout layout) {
    return columns.stream()
        .mapToInt(column -> table.isRowId(column) ? RowDataForm.ROW_ID : layout.slot(column))
        .toArray();
  }
}
