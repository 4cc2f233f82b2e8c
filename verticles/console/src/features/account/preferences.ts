import type { Schemas } from "../../api/client";
import { LANGUAGES, type Language } from "../../app/i18n";

export type Preferences = Schemas["Preferences"];
export type PreferencesInput = Schemas["PreferencesInput"];

/** Whatever this browser has itself. */
export const AUTO = "auto";

export const LOCALES = ["auto", "en-GB", "en-US", "de-DE", "de-AT", "de-CH"];

/** All that was chosen, as it is sent: what is left out would be as by default. */
export function inputOf(preferences: Preferences): PreferencesInput {
  const { version: _, ...input } = preferences;
  return input;
}

/** The language of a locale that the console speaks; that of the browser, or English, for others. */
export function languageOf(locale: string, browser: string): Language {
  const wanted = (locale === AUTO ? browser : locale).slice(0, 2).toLowerCase();
  return wanted in LANGUAGES ? (wanted as Language) : "en";
}

/** The zone in which times are shown. */
export function zoneOf(timeZone: string, local: string): string {
  return timeZone === AUTO ? local : timeZone;
}

/** What of a change undoes it: the same fields as they were. */
export function beforeOf(preferences: Preferences, change: PreferencesInput): PreferencesInput {
  const before = inputOf(preferences);
  return Object.fromEntries(Object.entries(before).filter(([name]) => name in change));
}
