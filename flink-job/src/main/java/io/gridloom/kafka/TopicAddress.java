package io.gridloom.kafka;

import io.gridloom.problem.Place;
import io.gridloom.problem.Problem;
import io.gridloom.problem.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whether names can be those of brokers and a topic. */
public final class TopicAddress {

  private static final Pattern SERVERS =
      Pattern.compile("[^\\s,:]+:[0-9]{1,5}(\\s*,\\s*[^\\s,:]+:[0-9]{1,5})*");
  private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9._-]{1,249}");

  private TopicAddress() {}

  /**
   * What is wrong with them.
   *
   * @param path of the input or output in its config
   */
  public static List<Problem> problems(String servers, String topic, String path) {
    List<Problem> problems = new ArrayList<>();
    check(servers, SERVERS, "host:port, or several with commas", path + ".bootstrap_servers")
        .ifPresent(problems::add);
    check(topic, TOPIC, "1 to 249 of the characters A-Z a-z 0-9 . _ -", path + ".topic")
        .ifPresent(problems::add);
    return problems;
  }

  private static Optional<Problem> check(String text, Pattern form, String allowed, String path) {
    return form.matcher(text).matches()
        ? Optional.empty()
        : Optional.of(
            new Problem(
                Place.NOWHERE,
                path,
                "found " + Shown.quoted(text) + "; " + allowed + " is needed",
                ""));
  }
}
