package io.gridloom.model.quota;

/** Has the permits of one task. */
@FunctionalInterface
public interface PermitLender {

  /**
   * The task's permits for a model; the same at each call.
   *
   * @throws IllegalArgumentException if there is no quota for it
   */
  Permits permits(String provider, String model);

  /** What to throw then. */
  static IllegalArgumentException noQuota(String provider, String model) {
    return new IllegalArgumentException("no quota for model " + model + " of " + provider);
  }
}
