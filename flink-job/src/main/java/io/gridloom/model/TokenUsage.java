package io.gridloom.model;

/**
 * Tokens of a call, as its provider counts them; 0 where it does not tell.
 *
 * @param in of the request
 * @param out of the answer
 */
public record TokenUsage(long in, long out) {

  public static final TokenUsage UNKNOWN = new TokenUsage(0, 0);
}
