package io.gridloom.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A column of a plugin's type.
 *
 * @param fields all other keys of the column, as plain JSON values, order kept
 */
public record PluginConfig(String name, String columnType, boolean drop, Map<String, Object> fields)
    implements ColumnConfig {

  public PluginConfig {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }
}
