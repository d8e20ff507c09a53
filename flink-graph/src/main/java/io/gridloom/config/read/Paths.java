package io.gridloom.config.read;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Paths of values in a config, such as {@code columns[2].params.values["a b"]}. */
final class Paths {

  private static final Pattern SIMPLE_KEY = Pattern.compile("[A-Za-z0-9_$-]+");
  private static final Pattern STEP =
      Pattern.compile("\\.?([A-Za-z0-9_$-]+)|\\[(\\d{1,9})]|\\[\"((?:[^\"\\\\]|\\\\.)*+)\"]");

  private Paths() {}

  static String key(String path, String key) {
    if (key.isEmpty()) {
      return path;
    }
    if (!SIMPLE_KEY.matcher(key).matches()) {
      return path + "[" + JsonText.of(key) + "]";
    }
    return path.isEmpty() ? key : path + "." + key;
  }

  static String item(String path, int index) {
    return path + "[" + index + "]";
  }

  /** The keys (String) and indexes (Integer) of a path, up to the first thing that is neither. */
  static List<Object> steps(String path) {
    List<Object> steps = new ArrayList<>();
    Matcher step = STEP.matcher(path);
    int end = 0;
    while (step.find() && step.start() == end) {
      end = step.end();
      if (step.group(1) != null) {
        steps.add(step.group(1));
      } else if (step.group(2) != null) {
        steps.add(Integer.valueOf(step.group(2)));
      } else {
        steps.add(step.group(3));
      }
    }
    return steps;
  }
}
