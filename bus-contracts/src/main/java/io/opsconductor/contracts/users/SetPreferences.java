package io.opsconductor.contracts.users;

import io.opsconductor.contracts.Checks;

/**
 * What the caller chooses.
 *
 * @param othersStay whether what is absent stays as it was chosen before; else it is as by default
 * @param expectedVersion the version that was edited; null for whatever is there
 */
public record SetPreferences(Preferences preferences, boolean othersStay, Integer expectedVersion) {
  public SetPreferences {
    Checks.present(preferences, "preferences");
  }
}
