import type { Schemas } from "../../api/client";

export type Preferences = Schemas["Preferences"];
export type PreferencesInput = Schemas["PreferencesInput"];

export const LOCALES = ["auto", "en-GB", "en-US", "de-DE", "de-AT", "de-CH"];

/** All that was chosen, as it is sent: what is left out would be as by default. */
export function inputOf(preferences: Preferences): PreferencesInput {
  const { version: _, ...input } = preferences;
  return input;
}

/** What of a change undoes it: the same fields as they were. */
export function beforeOf(preferences: Preferences, change: PreferencesInput): PreferencesInput {
  const before = inputOf(preferences);
  return Object.fromEntries(Object.entries(before).filter(([name]) => name in change));
}
