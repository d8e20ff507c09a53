package io.gridloom.config.read;

import io.gridloom.problem.Shown;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Turns YAML nodes into plain values. Every alias gets a copy of its own, so that a value has one
 * place; the number of values is limited, or a few nested aliases would unfold to billions.
 */
final class YamlTree {

  private static final int MAX_VALUES = 1_000_000;

  /** Something wrong in the document itself. */
  record Fault(Mark mark, String path, String reason, String fix) {}

  /** The document unfolds to too many values. */
  private static final class TooManyValues extends MarkedYAMLException {
    TooManyValues(Mark mark) {
      super(null, null, "more than " + MAX_VALUES + " values once aliases are unfolded", mark);
    }
  }

  private final List<Fault> faults = new ArrayList<>();
  private final IdentityHashMap<Object, PlacedYaml.Marks> containers = new IdentityHashMap<>();
  private final Set<Node> open = Collections.newSetFromMap(new IdentityHashMap<>());
  private int values;

  List<Fault> faults() {
    return faults;
  }

  IdentityHashMap<Object, PlacedYaml.Marks> containers() {
    return containers;
  }

  @Nullable Object read(Node root) {
    return value(root, "");
  }

  private @Nullable Object value(Node node, String path) {
    if (++values > MAX_VALUES) {
      throw new TooManyValues(node.getStartMark());
    }
    if (node instanceof ScalarNode scalar) {
      return scalar(scalar, path);
    }
    if (!open.add(node)) {
      fault(node, path, "the alias leads back into itself", "Write the value out");
      return null;
    }
    Object container = node instanceof MappingNode mapping ? map(mapping, path) : list(node, path);
    open.remove(node);
    return container;
  }

  private @Nullable Object scalar(ScalarNode node, String path) {
    try {
      return YamlScalars.value(node.getTag(), node.getValue());
    } catch (IllegalArgumentException e) {
      fault(node, path, Shown.quoted(node.getValue()) + ": " + e.getMessage(), "Put it in quotes");
      return null;
    }
  }

  private List<@Nullable Object> list(Node node, String path) {
    List<@Nullable Object> list = new ArrayList<>();
    Map<Object, Mark> marks = new HashMap<>();
    if (node instanceof SequenceNode sequence && checkTag(node, Tag.SEQ, path)) {
      for (Node item : sequence.getValue()) {
        marks.put(list.size(), item.getStartMark());
        list.add(value(item, Paths.item(path, list.size())));
      }
    }
    containers.put(list, new PlacedYaml.Marks(Map.of(), marks));
    return list;
  }

  private Map<String, @Nullable Object> map(MappingNode node, String path) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    Map<Object, Mark> keyMarks = new HashMap<>();
    Map<Object, Mark> marks = new HashMap<>();
    if (checkTag(node, Tag.MAP, path)) {
      Set<String> merged = new HashSet<>();
      for (NodeTuple entry : flattened(node, path, merged)) {
        String key = key(entry.getKeyNode(), path);
        String at = Paths.key(path, key);
        if (map.containsKey(key) && !merged.remove(key)) {
          fault(
              entry.getKeyNode(), at, "key " + Shown.quoted(key) + " is there twice", "Remove one");
        }
        keyMarks.put(key, entry.getKeyNode().getStartMark());
        marks.put(key, entry.getValueNode().getStartMark());
        map.put(key, value(entry.getValueNode(), at));
      }
    }
    containers.put(map, new PlacedYaml.Marks(keyMarks, marks));
    return map;
  }

  /** Merged entries first, then the mapping's own, which replace them. */
  private List<NodeTuple> flattened(MappingNode node, String path, Set<String> merged) {
    Map<String, NodeTuple> inherited = new LinkedHashMap<>();
    List<NodeTuple> own = new ArrayList<>();
    for (NodeTuple entry : node.getValue()) {
      if (entry.getKeyNode().getTag().equals(Tag.MERGE)) {
        merge(entry.getValueNode(), path, inherited);
      } else {
        own.add(entry);
      }
    }
    merged.addAll(inherited.keySet());
    List<NodeTuple> all = new ArrayList<>(inherited.values());
    all.addAll(own);
    return all;
  }

  /** Adds the entries of the mapping, or of each mapping of the list; the first of a key counts. */
  private void merge(Node source, String path, Map<String, NodeTuple> inherited) {
    if (!open.add(source)) {
      fault(source, path, "the alias leads back into itself", "Write the value out");
      return;
    }
    if (source instanceof MappingNode mapping) {
      Map<String, NodeTuple> entries = new LinkedHashMap<>();
      for (NodeTuple entry : flattened(mapping, path, new HashSet<>())) {
        entries.put(key(entry.getKeyNode(), path), entry);
        if (++values > MAX_VALUES) {
          throw new TooManyValues(source.getStartMark());
        }
      }
      entries.forEach(inherited::putIfAbsent);
    } else if (source instanceof SequenceNode sequence) {
      sequence.getValue().forEach(item -> merge(item, path, inherited));
    } else {
      fault(source, path, "<< needs a mapping or a list of mappings", "");
    }
    open.remove(source);
  }

  private String key(Node node, String path) {
    if (!(node instanceof ScalarNode scalar)) {
      fault(node, path, "a key is no scalar", "Write keys as text");
      return "?";
    }
    Object key = scalar(scalar, path);
    return key instanceof String text
        ? text
        : key instanceof Double d ? JsonText.number(d) : String.valueOf(key);
  }

  private boolean checkTag(Node node, Tag expected, String path) {
    if (node.getTag().equals(expected)) {
      return true;
    }
    fault(node, path, "tag " + node.getTag().getValue() + " is not allowed", "Remove the tag");
    return false;
  }

  private void fault(Node node, String path, String reason, String fix) {
    faults.add(new Fault(node.getStartMark(), path, reason, fix));
  }
}
