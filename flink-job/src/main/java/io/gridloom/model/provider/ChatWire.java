package io.gridloom.model.provider;

import io.gridloom.model.ChatAnswer;
import io.gridloom.model.ChatMessage;
import io.gridloom.model.ChatRequest;
import io.gridloom.model.ModelFailure;
import io.gridloom.model.TokenUsage;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** Requests and answers of OpenAI's chat completions as JSON. */
final class ChatWire {

  private static final JsonMapper JSON =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();
  private static final int SHOWN = 200; // characters of an answer that nobody understands

  /** A message's text comes in parts, as Data Designer sends it. */
  private record Part(String type, String text) {}

  private record Message(String role, List<Part> content) {

    static Message of(ChatMessage message) {
      return new Message(message.role(), List.of(new Part("text", message.text())));
    }
  }

  private record Completion(@Nullable List<Choice> choices, @Nullable Usage usage) {}

  private record Choice(@Nullable Reply message, @Nullable String finishReason) {}

  /** The content is a text, or a list of parts. */
  private record Reply(
      @Nullable JsonNode content, @Nullable String reasoningContent, @Nullable String reasoning) {}

  private record Usage(@Nullable Long promptTokens, @Nullable Long completionTokens) {}

  private ChatWire() {}

  /**
   * A request's body.
   *
   * @param providerBody keys that win over the request's own
   */
  static byte[] request(ChatRequest request, Map<String, Object> providerBody) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("model", request.model());
    body.put("messages", request.messages().stream().map(Message::of).toList());
    body.putAll(request.parameters());
    body.putAll(providerBody);
    body.remove("n"); // one answer is all that is looked at
    return JSON.writeValueAsBytes(body);
  }

  /**
   * The answer of a response that went well.
   *
   * @throws ModelFailure if there is none in it
   */
  static ChatAnswer answer(byte[] body) throws ModelFailure {
    Completion completion = read(body);
    Choice choice =
        completion.choices() == null || completion.choices().isEmpty()
            ? new Choice(null, null)
            : completion.choices().get(0);
    Reply reply = choice.message();
    Optional<String> text = reply == null ? Optional.empty() : text(reply.content());
    if (reply == null || text.isEmpty()) {
      String why = choice.finishReason() == null ? "" : " (" + choice.finishReason() + ")";
      if ("content_filter".equals(choice.finishReason())) {
        throw new ModelFailure.Rejected("the model's content filter refused an answer");
      }
      throw new ModelFailure.Passing("the answer has no text" + why, Optional.empty());
    }
    return new ChatAnswer(
        text.get(),
        Optional.ofNullable(
            reply.reasoningContent() != null ? reply.reasoningContent() : reply.reasoning()),
        usage(completion.usage()));
  }

  private static Completion read(byte[] body) throws ModelFailure {
    try {
      return JSON.readValue(body, Completion.class);
    } catch (JacksonException e) {
      throw new ModelFailure.Passing(
          "the answer is no chat completion: " + shown(body), Optional.empty());
    }
  }

  private static TokenUsage usage(@Nullable Usage usage) {
    return usage == null
        ? TokenUsage.UNKNOWN
        : new TokenUsage(known(usage.promptTokens()), known(usage.completionTokens()));
  }

  private static long known(@Nullable Long tokens) {
    return tokens == null ? 0 : tokens;
  }

  private static Optional<String> text(@Nullable JsonNode content) {
    if (content == null || content.isNull()) {
      return Optional.empty();
    }
    if (content.isArray()) {
      return Optional.of(
          content
              .valueStream()
              .map(part -> part.path("text").asString(""))
              .collect(Collectors.joining()));
    }
    return Optional.of(content.asString(""));
  }

  /** What a server says about a request that it refused, in one line. */
  static String refusal(byte[] body) {
    try {
      JsonNode error = JSON.readTree(body).path("error");
      String message = error.isString() ? error.asString() : error.path("message").asString("");
      return message.isBlank() ? shown(body) : message.strip().replaceAll("\\s+", " ");
    } catch (JacksonException e) {
      return shown(body);
    }
  }

  private static String shown(byte[] body) {
    String text = new String(body, 0, Math.min(body.length, SHOWN), StandardCharsets.UTF_8);
    return text.isBlank() ? "(empty)" : text.strip().replaceAll("\\s+", " ");
  }
}
