package io.gridloom.model.quota;

import java.io.Serializable;

/**
 * The limit of a model in the whole job.
 *
 * @param provider name of its provider
 * @param model as the provider calls it
 * @param limit calls under way at the same time, at least 1
 */
public record Quota(String provider, String model, int limit) implements Serializable {

  boolean isOf(String itsProvider, String itsModel) {
    return provider.equals(itsProvider) && model.equals(itsModel);
  }
}
