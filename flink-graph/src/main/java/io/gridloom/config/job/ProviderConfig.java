package io.gridloom.config.job;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Somebody who runs models.
 *
 * @param name that model configs name it by
 * @param endpoint URL that request paths are added to, such as {@code https://host/v1}; empty for
 *     {@link Dialect#DEMO}
 * @param apiKey name of the environment variable that holds the key; empty: none is sent
 * @param extraBody keys that are added to every request and win over the model's
 * @param extraHeaders sent with every request
 */
public record ProviderConfig(
    String name,
    String endpoint,
    Dialect dialect,
    Optional<String> apiKey,
    Map<String, Object> extraBody,
    Map<String, String> extraHeaders) {

  /** What it understands; in lower case, what a providers file says. */
  public enum Dialect {
    /** The chat completions of OpenAI, as many servers have them. */
    OPENAI,
    /** Anthropic's messages. */
    ANTHROPIC,
    /** This program itself, offline: text drawn from seed and prompt. */
    DEMO
  }

  public ProviderConfig {
    extraBody = Collections.unmodifiableMap(new LinkedHashMap<>(extraBody));
    extraHeaders = Collections.unmodifiableMap(new LinkedHashMap<>(extraHeaders));
  }
}
