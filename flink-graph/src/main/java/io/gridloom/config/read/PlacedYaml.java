package io.gridloom.config.read;

import io.gridloom.problem.InputException;
import io.gridloom.problem.Place;
import io.gridloom.problem.Problem;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * A YAML or JSON document as plain values (Map, List, String, Long, BigInteger, Double, Boolean,
 * null), and where each of them stands. Reads by the rules of PyYAML's YAML 1.1, then goes through
 * JSON as Data Designer does: keys are text, dates are ISO text. Keys given twice, aliases into
 * themselves and scalars that are no values are {@link #problems}; the rest is read all the same.
 */
final class PlacedYaml {

  private static final int MAX_DEPTH = 100;

  /** Where the keys and values of a container stand: by key of a mapping, by index of a list. */
  record Marks(Map<Object, Mark> keys, Map<Object, Mark> values) {}

  private final String file;
  private final @Nullable Object root;
  private final List<Problem> problems;
  private final IdentityHashMap<Object, Marks> containers;

  private PlacedYaml(String file, @Nullable Node node) {
    this.file = file;
    YamlTree tree = new YamlTree();
    this.root = node == null ? null : tree.read(node);
    this.containers = tree.containers();
    this.problems =
        tree.faults().stream()
            .map(
                fault ->
                    new Problem(place(fault.mark()), fault.path(), fault.reason(), fault.fix()))
            .toList();
  }

  /**
   * Reads one document.
   *
   * @param file name for places
   * @throws InputException with one problem if the text is no YAML
   */
  static PlacedYaml parse(String text, String file) {
    LoaderOptions options = new LoaderOptions();
    options.setNestingDepthLimit(MAX_DEPTH);
    options.setCodePointLimit(Integer.MAX_VALUE); // the file's size is limited before
    options.setMaxAliasesForCollections(Integer.MAX_VALUE); // YamlTree limits what they unfold to
    try {
      StreamReader reader = new StreamReader(text);
      Composer composer =
          new Composer(new ParserImpl(reader, options), new Yaml11Resolver(), options);
      return new PlacedYaml(file, composer.getSingleNode());
    } catch (YAMLException e) {
      throw refused(e, text, file);
    } catch (IllegalArgumentException e) { // thrown by SnakeYAML for escapes beyond Unicode
      Place start = new Place(file, 1, 1);
      String reason = unreadable(file) + "an escape is no character: " + e.getMessage();
      throw new InputException(List.of(new Problem(start, "", reason, "")));
    }
  }

  private static InputException refused(YAMLException e, String text, String file) {
    Place place = new Place(file, 1, 1);
    String reason = String.valueOf(e.getMessage());
    if (e instanceof MarkedYAMLException marked) {
      Mark mark = marked.getProblemMark();
      place = mark == null ? place : new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
      reason =
          marked.getContext() == null
              ? marked.getProblem()
              : marked.getContext() + ", " + marked.getProblem();
    } else if (e instanceof ReaderException unreadable) {
      place = place(text, unreadable.getPosition(), file);
      reason = String.format("the character U+%04X is not allowed", unreadable.getCodePoint());
    }
    String line = reason.strip().replaceAll("\\s+", " ");
    String fix = line.contains("TAB") ? "Indent with spaces" : "";
    return new InputException(List.of(new Problem(place, "", unreadable(file) + line, fix)));
  }

  /** JSON is read as YAML, but whoever wrote it need not know. */
  private static String unreadable(String file) {
    return "not readable as " + (file.endsWith(".json") ? "JSON" : "YAML") + ": ";
  }

  private static Place place(String text, int codePoints, String file) {
    int end =
        text.offsetByCodePoints(0, Math.min(codePoints, text.codePointCount(0, text.length())));
    int lineStart = text.lastIndexOf('\n', end - 1) + 1;
    int line = 1 + (int) text.substring(0, lineStart).chars().filter(c -> c == '\n').count();
    return new Place(file, line, text.codePointCount(lineStart, end) + 1);
  }

  @Nullable Object root() {
    return root;
  }

  /** What was wrong below the level of keys and types; paths start at the root. */
  List<Problem> problems() {
    return problems;
  }

  /** Where the value at {@code path} below {@code from} stands, or the nearest value around it. */
  Place valuePlace(Object from, String path) {
    return find(from, path, false);
  }

  /** Where the last key of {@code path} stands. */
  Place keyPlace(Object from, String path) {
    return find(from, path, true);
  }

  private Place find(Object from, String path, boolean key) {
    Object container = from;
    Mark mark = null;
    List<Object> steps = Paths.steps(path);
    for (int i = 0; i < steps.size(); i++) {
      Object step = steps.get(i);
      Marks marks = containers.get(container);
      Mark next = marks == null ? null : marks.values().get(step);
      if (marks == null || next == null) {
        break;
      }
      boolean last = i == steps.size() - 1;
      mark = last && key ? marks.keys().getOrDefault(step, next) : next;
      container = child(container, step);
    }
    return mark == null ? new Place(file, 1, 1) : place(mark);
  }

  private static Object child(Object container, Object step) {
    Object child = null;
    if (container instanceof Map<?, ?> map) {
      child = map.get(step);
    } else if (container instanceof List<?> list && step instanceof Integer index) {
      child = list.get(index);
    }
    return child == null ? new ArrayList<>() : child;
  }

  private Place place(Mark mark) {
    return new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
  }
}
