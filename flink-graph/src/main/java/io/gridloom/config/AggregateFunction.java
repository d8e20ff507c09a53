package io.gridloom.config;

/** Functions of {@code aggregate} columns; in lower case, what a config says. */
public enum AggregateFunction {
  COUNT,
  SUM,
  MEAN,
  MIN,
  MAX,
  STDDEV,
  ZSCORE,
  MINMAX,
  SHARE,
  RANK,
  DENSE_RANK,
  PERCENTILE,
  TOP_K,
  SPLIT,
  DEDUPE
}
