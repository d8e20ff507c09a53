package io.gridloom.flinkinternal;

import java.util.function.UnaryOperator;
import org.apache.flink.table.catalog.CatalogBaseTable;
import org.apache.flink.table.catalog.CatalogTable;
import org.apache.flink.table.catalog.GenericInMemoryCatalog;
import org.apache.flink.table.catalog.ObjectPath;
import org.apache.flink.table.catalog.exceptions.DatabaseNotExistException;
import org.apache.flink.table.catalog.exceptions.TableAlreadyExistException;

/** A catalog in memory, as Flink's default one, that completes tables when they are created. */
public final class CompletingCatalog extends GenericInMemoryCatalog {

  private final UnaryOperator<CatalogTable> completion;

  /**
   * @param completion what becomes of a table on its way into the catalog
   */
  public CompletingCatalog(String name, UnaryOperator<CatalogTable> completion) {
    super(name);
    this.completion = completion;
  }

  @Override
  public void createTable(ObjectPath path, CatalogBaseTable table, boolean ignoreIfExists)
      throws TableAlreadyExistException, DatabaseNotExistException {
    super.createTable(
        path,
        table instanceof CatalogTable plain ? completion.apply(plain) : table,
        ignoreIfExists);
  }
}
