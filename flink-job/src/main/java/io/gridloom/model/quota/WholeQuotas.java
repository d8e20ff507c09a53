package io.gridloom.model.quota;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Lends all permits to the one task there is. */
public final class WholeQuotas implements PermitLender {

  private final Map<String, Permits> byModel = new HashMap<>();

  public WholeQuotas(List<Quota> quotas) {
    for (Quota quota : quotas) {
      byModel.put(quota.provider() + "\n" + quota.model(), new Permits(quota.limit(), () -> {}));
    }
  }

  @Override
  public Permits permits(String provider, String model) {
    Permits permits = byModel.get(provider + "\n" + model);
    if (permits == null) {
      throw new IllegalArgumentException("no quota for model " + model + " of " + provider);
    }
    return permits;
  }
}
