package io.gridloom.table;

import java.util.Arrays;
import java.util.List;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.connector.source.ScanTableSource;
import org.apache.flink.table.connector.source.abilities.SupportsProjectionPushDown;
import org.apache.flink.table.types.DataType;

/**
 * A table whose rows are generated when it is scanned. The planner tells which columns a statement
 * asks for; the others are not generated unless these need them.
 */
final class GridloomTableSource implements ScanTableSource, SupportsProjectionPushDown {

  private final String name;
  private final DatasetTable table;
  private final ReadableConfig session;
  private List<String> columns; // asked for
  private DataType produced;

  /**
   * @param name of the table
   * @param columns declared, by position
   * @param produced their row type
   * @param session settings that Flink puts over those of the environment
   */
  GridloomTableSource(
      String name,
      DatasetTable table,
      List<String> columns,
      DataType produced,
      ReadableConfig session) {
    this.name = name;
    this.table = table;
    this.columns = columns;
    this.produced = produced;
    this.session = session;
  }

  @Override
  public boolean supportsNestedProjection() {
    return false; // a cell is made as a whole
  }

  @Override
  public void applyProjection(int[][] projectedFields, DataType producedDataType) {
    List<String> all = columns;
    columns = Arrays.stream(projectedFields).map(path -> all.get(path[0])).toList();
    produced = producedDataType;
  }

  @Override
  public ChangelogMode getChangelogMode() {
    return ChangelogMode.insertOnly();
  }

  @Override
  public ScanRuntimeProvider getScanRuntimeProvider(ScanContext context) {
    return new DatasetScan(name, table, columns, context.createTypeInformation(produced), session);
  }

  @Override
  public DynamicTableSource copy() {
    return new GridloomTableSource(name, table, columns, produced, session);
  }

  @Override
  public String asSummaryString() {
    return "Gridloom";
  }
}
