package io.gridloom.schema;

/**
 * A field of the dataset's rows.
 *
 * @param name of the column or side effect; any text
 */
public record SchemaField(String name, CellType type) {}
