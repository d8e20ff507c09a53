package io.gridloom.model.quota;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lends all permits to the one task there is. */
public final class WholeQuotas implements PermitLender {

  private final Map<Quota, Permits> permits = new LinkedHashMap<>();

  public WholeQuotas(List<Quota> quotas) {
    quotas.forEach(quota -> permits.put(quota, new Permits(quota.limit(), () -> {})));
  }

  @Override
  public Permits permits(String provider, String model) {
    return permits.entrySet().stream()
        .filter(entry -> entry.getKey().isOf(provider, model))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow(() -> PermitLender.noQuota(provider, model));
  }
}
