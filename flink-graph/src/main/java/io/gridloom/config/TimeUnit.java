package io.gridloom.config;

/** Units of datetime and timedelta samplers; the code is what a config says. */
public enum TimeUnit {
  YEAR("Y"),
  MONTH("M"),
  DAY("D"),
  HOUR("h"),
  MINUTE("m"),
  SECOND("s");

  private final String code;

  TimeUnit(String code) {
    this.code = code;
  }

  public String code() {
    return code;
  }
}
