package io.gridloom.model;

import java.util.Optional;

/**
 * What a model answered.
 *
 * @param text as received
 * @param reasoning what it thought before, if it tells
 */
public record ChatAnswer(String text, Optional<String> reasoning, TokenUsage usage) {}
