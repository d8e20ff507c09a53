package io.gridloom.schema;

import java.io.Serializable;

/**
 * A field of the dataset's rows, or of a record in them.
 *
 * @param name of the column or side effect, or in a record; any text
 */
public record SchemaField(String name, CellType type) implements Serializable {}
