package io.gridloom.table;

import io.gridloom.flinkinternal.CompletingCatalog;
import io.gridloom.schema.SqlColumn;
import java.util.Map;
import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.catalog.Catalog;
import org.apache.flink.table.catalog.CatalogTable;
import org.apache.flink.table.factories.CatalogFactory;
import org.apache.flink.table.factories.FactoryUtil;

/**
 * {@code CREATE CATALOG … WITH ('type' = 'gridloom')}: a catalog in memory, as Flink's default one,
 * where a table of ours needs no columns in its statement. Flink asks a connector for none.
 */
public final class GridloomCatalogFactory implements CatalogFactory {

  @Override
  public String factoryIdentifier() {
    return GridloomTableFactory.IDENTIFIER;
  }

  @Override
  public Set<ConfigOption<?>> requiredOptions() {
    return Set.of();
  }

  @Override
  public Set<ConfigOption<?>> optionalOptions() {
    return Set.of();
  }

  @Override
  public Catalog createCatalog(Context context) {
    FactoryUtil.createCatalogFactoryHelper(this, context).validate();
    ClassLoader loader = context.getClassLoader();
    return new CompletingCatalog(context.getName(), table -> withColumns(table, loader));
  }

  private static CatalogTable withColumns(CatalogTable table, ClassLoader loader) {
    Map<String, String> options = table.getOptions();
    boolean lacksColumns = table.getUnresolvedSchema().getColumns().isEmpty();
    if (!lacksColumns
        || !GridloomTableFactory.IDENTIFIER.equals(options.get(FactoryUtil.CONNECTOR.key()))) {
      return table;
    }
    Schema.Builder schema = Schema.newBuilder();
    for (SqlColumn column : TableOptions.read(Configuration.fromMap(options), loader).columns()) {
      schema.column(column.name(), column.type());
    }
    return CatalogTable.newBuilder()
        .schema(schema.build())
        .comment(table.getComment())
        .options(options)
        .build();
  }
}
