package io.gridloom.config.read;

import java.util.Map;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Types of unquoted scalars as PyYAML sees them, which Data Designer reads its files with. They
 * differ from SnakeYAML's: {@code 1e3} is text, for one.
 */
final class Yaml11Resolver extends Resolver {

  /** A longer scalar is text: no number is that long, and the patterns stay quick. */
  private static final int MAX_LENGTH = 1024;

  private static final Pattern PY_BOOL =
      Pattern.compile("yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF");
  private static final Pattern PY_INT =
      Pattern.compile(
          "[-+]?0b[0-1_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+"
              + "|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+");
  private static final Pattern PY_FLOAT =
      Pattern.compile(
          "[-+]?[0-9][0-9_]*\\.[0-9_]*(?:[eE][-+][0-9]+)?|\\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?"
              + "|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\\.[0-9_]*"
              + "|[-+]?\\.(?:inf|Inf|INF)|\\.(?:nan|NaN|NAN)");
  private static final Pattern PY_TIMESTAMP =
      Pattern.compile(
          "[0-9]{4}-[0-9]{2}-[0-9]{2}"
              + "|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|[ \\t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}"
              + "(?:\\.[0-9]*)?(?:[ \\t]*(?:Z|[-+][0-9]{1,2}(?::[0-9]{2})?))?");
  private static final Pattern PY_NULL = Pattern.compile("~|null|Null|NULL|");

  private static final Map<Tag, Pattern> PATTERNS =
      Map.of(
          Tag.BOOL, PY_BOOL,
          Tag.INT, PY_INT,
          Tag.FLOAT, PY_FLOAT,
          Tag.TIMESTAMP, PY_TIMESTAMP,
          Tag.NULL, PY_NULL,
          Tag.MERGE, Pattern.compile("<<")); // no text matches two of them

  @Override
  public Tag resolve(NodeId kind, String value, boolean implicit) {
    if (kind != NodeId.scalar) {
      return kind == NodeId.sequence ? Tag.SEQ : Tag.MAP;
    }
    if (!implicit || value.length() > MAX_LENGTH) {
      return Tag.STR;
    }
    return PATTERNS.entrySet().stream()
        .filter(entry -> entry.getValue().matcher(value).matches())
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(Tag.STR);
  }

  @Override
  protected void addImplicitResolvers() {} // resolve() does without the tables of the super class
}
