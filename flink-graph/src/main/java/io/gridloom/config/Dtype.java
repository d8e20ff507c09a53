package io.gridloom.config;

/** Type that an expression's text is cast to; in lower case, what a config says. */
public enum Dtype {
  STR,
  INT,
  FLOAT,
  BOOL
}
