package io.opsconductor.gateway;

import static io.opsconductor.gateway.Render.json;
import static io.opsconductor.gateway.Render.versioned;

import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.users.PreferenceOperations;
import io.opsconductor.contracts.users.Preferences;
import io.opsconductor.contracts.users.SetPreferences;

/** How the caller likes to see things. */
final class PreferenceEndpoints {
  private PreferenceEndpoints() {}

  static void addTo(Endpoints endpoints) {
    endpoints.call(
        "getPreferences", PreferenceOperations.GET, x -> Empty.INSTANCE, versioned(json(200)));
    endpoints.call(
        "replacePreferences", PreferenceOperations.SET, x -> set(x, false), versioned(json(200)));
    endpoints.call(
        "updatePreferences", PreferenceOperations.SET, x -> set(x, true), versioned(json(200)));
  }

  private static SetPreferences set(Exchange x, boolean othersStay) {
    Integer version = IfMatch.version(x);
    return new SetPreferences(x.body(Preferences.class), othersStay, version);
  }
}
