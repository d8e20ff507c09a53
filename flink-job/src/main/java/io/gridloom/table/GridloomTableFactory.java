package io.gridloom.table;

import io.gridloom.problem.InputException;
import java.util.Set;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.factories.DynamicTableSourceFactory;
import org.apache.flink.table.factories.FactoryUtil;

/** {@code CREATE TABLE … WITH ('connector' = 'gridloom', …)}: the rows of a dataset, generated. */
public final class GridloomTableFactory implements DynamicTableSourceFactory {

  static final String IDENTIFIER = "gridloom";

  @Override
  public String factoryIdentifier() {
    return IDENTIFIER;
  }

  @Override
  public Set<ConfigOption<?>> requiredOptions() {
    return TableOptions.REQUIRED;
  }

  @Override
  public Set<ConfigOption<?>> optionalOptions() {
    return TableOptions.OPTIONAL;
  }

  /**
   * @throws InputException with every problem of the options and the dataset, or of the columns
   *     declared; in batch mode
   */
  @Override
  public DynamicTableSource createDynamicTableSource(Context context) {
    FactoryUtil.TableFactoryHelper helper = FactoryUtil.createTableFactoryHelper(this, context);
    helper.validate();
    checkMode(context.getConfiguration());
    DatasetTable table = TableOptions.read(helper.getOptions(), context.getClassLoader());
    DeclaredColumns declared =
        DeclaredColumns.of(context.getPhysicalRowDataType(), table, context.getClassLoader());
    declared.check();
    return new GridloomTableSource(
        context.getObjectIdentifier().getObjectName(),
        table,
        declared.names(),
        context.getPhysicalRowDataType(),
        context.getConfiguration());
  }

  private static void checkMode(ReadableConfig session) {
    RuntimeExecutionMode mode = session.get(ExecutionOptions.RUNTIME_MODE);
    if (mode != RuntimeExecutionMode.STREAMING) {
      throw InputException.of(
          "execution.runtime-mode is " + mode + "; rows are generated in STREAMING mode only",
          "SET 'execution.runtime-mode' = 'streaming'");
    }
  }
}
