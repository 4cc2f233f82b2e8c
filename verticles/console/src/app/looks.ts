import { useColorScheme } from "@mui/material/styles";
import { useEffect, useEffectEvent, useState } from "react";
import { api, take } from "../api/client";
import { queryClient } from "../api/queries";
import { chooseLanguage } from "./i18n";
import { changedSince, keepTakenUp, type Looks, languageOf, looksOf, takenUp, zoneOf } from "./preferences";
import { LOCAL_ZONE, useZone } from "./times";

export const PREFERENCES_KEY = ["me", "preferences"];
/** So long somebody waits at most before a page is shown in whatever way this browser has. */
const LONGEST_WAIT = 3_000;

export function loadPreferences() {
  return take(api.GET("/me/preferences"));
}

/** Shows every page in another language, other colours or another zone. */
export function useApplyLooks(): (looks: Partial<Looks>) => Promise<void> {
  const { setMode } = useColorScheme();
  const { choose } = useZone();
  return async ({ locale, theme, timeZone }) => {
    if (theme !== undefined) {
      setMode(theme);
    }
    if (timeZone !== undefined) {
      choose(zoneOf(timeZone, LOCAL_ZONE));
    }
    if (locale !== undefined) {
      await chooseLanguage(languageOf(locale, navigator.language));
    }
  };
}

/**
 * Shows things as somebody likes them, wherever that was said.
 *
 * @param userId who is signed in; undefined while nobody is who may ask
 * @return whether pages can be shown: on a browser where somebody is new they wait, or they would change before their eyes
 */
export function useLooks(userId: string | undefined): boolean {
  const [asked, setAsked] = useState<string>();
  const apply = useApplyLooks();
  const takeUp = useEffectEvent(async (id: string) => {
    const looks = looksOf(await queryClient.fetchQuery({ queryKey: PREFERENCES_KEY, queryFn: loadPreferences }));
    await apply(changedSince(takenUp(), id, looks));
    keepTakenUp({ userId: id, looks });
  });
  useEffect(() => {
    if (!userId) {
      return;
    }
    const go = () => setAsked(userId);
    const timer = setTimeout(go, LONGEST_WAIT);
    // Without an answer this browser shows things as it did.
    takeUp(userId)
      .catch(() => undefined)
      .finally(go);
    return () => clearTimeout(timer);
  }, [userId]);
  return !userId || asked === userId || takenUp()?.userId === userId;
}
