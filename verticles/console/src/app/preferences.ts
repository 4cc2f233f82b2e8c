import type { Schemas } from "../api/client";
import { LANGUAGES, type Language } from "./i18n";

/** Whatever this browser has itself. */
export const AUTO = "auto";

/** What of somebody's preferences shows on every page. */
export type Looks = Pick<Schemas["Preferences"], "locale" | "theme" | "timeZone">;

/** What this browser last took up of somebody's preferences. */
export interface TakenUp {
  userId: string;
  looks: Looks;
}

const KEY = "opsconductor.preferences";
const USUAL: Looks = { locale: AUTO, theme: "system", timeZone: AUTO };

export function looksOf({ locale, theme, timeZone }: Looks): Looks {
  return { locale, theme, timeZone };
}

/**
 * What has to change here: what was chosen elsewhere since this browser last looked. What was chosen on this browser since
 * then stays; of somebody else nothing does.
 */
export function changedSince(before: TakenUp | undefined, userId: string, looks: Looks): Partial<Looks> {
  if (before && before.userId !== userId) {
    return looks;
  }
  const { locale, theme, timeZone } = before?.looks ?? USUAL;
  return {
    ...(looks.locale === locale ? {} : { locale: looks.locale }),
    ...(looks.theme === theme ? {} : { theme: looks.theme }),
    ...(looks.timeZone === timeZone ? {} : { timeZone: looks.timeZone }),
  };
}

export function takenUp(): TakenUp | undefined {
  try {
    const kept: Partial<TakenUp> | null = JSON.parse(localStorage.getItem(KEY) ?? "null");
    return typeof kept?.userId === "string" && typeof kept.looks === "object" && kept.looks !== null
      ? { userId: kept.userId, looks: kept.looks }
      : undefined;
  } catch {
    return undefined;
  }
}

export function keepTakenUp(taken: TakenUp) {
  localStorage.setItem(KEY, JSON.stringify(taken));
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
