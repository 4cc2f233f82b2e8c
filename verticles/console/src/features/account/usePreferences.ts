import { useColorScheme } from "@mui/material/styles";
import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, take } from "../../api/client";
import { type ApiProblem, asProblem } from "../../api/problem";
import { queryClient } from "../../api/queries";
import { chooseLanguage } from "../../app/i18n";
import { LOCAL_ZONE, useZone } from "../../app/times";
import { useFeedback } from "../../ui/Feedback";
import { etag } from "../access/shared/etag";
import { beforeOf, inputOf, languageOf, type Preferences, type PreferencesInput, zoneOf } from "./preferences";

const KEY = ["me", "preferences"];

function load() {
  return take(api.GET("/me/preferences"));
}

/** How I like to see things: each change is kept and shown at once, and can be undone. */
export function usePreferences() {
  const { t } = useTranslation("account");
  const { tell } = useFeedback();
  const apply = useApply();
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  // One after another: each goes from the version that the one before it made.
  const last = useRef<Promise<unknown>>(Promise.resolve());
  const query = useQuery({ queryKey: KEY, queryFn: load });

  const put = async (change: PreferencesInput) => {
    const seen = queryClient.getQueryData<Preferences>(KEY) ?? (await load());
    const next = await take(
      api.PUT("/me/preferences", {
        params: { header: { "If-Match": etag(seen) } },
        body: { ...inputOf(seen), ...change },
      }),
    );
    queryClient.setQueryData(KEY, next);
    apply(change);
  };
  const save = (change: PreferencesInput, undo?: PreferencesInput) => {
    last.current = last.current.then(async () => {
      setProblem(null);
      try {
        await put(change);
        tell(undo ? t("preferences.saved") : t("preferences.undone"), undo && (() => save(undo)));
      } catch (error) {
        setProblem(asProblem(error));
      }
    });
    return last.current;
  };
  return {
    query,
    problem,
    change(change: PreferencesInput) {
      const seen = queryClient.getQueryData<Preferences>(KEY);
      return save(change, seen && beforeOf(seen, change));
    },
    async reload() {
      setProblem(null);
      await queryClient.invalidateQueries({ queryKey: KEY });
    },
  };
}

/** What the console itself knows of the preferences: language, colours, zone. */
function useApply(): (change: PreferencesInput) => void {
  const { setMode } = useColorScheme();
  const { choose } = useZone();
  return ({ locale, theme, timeZone }) => {
    if (locale !== undefined) {
      chooseLanguage(languageOf(locale, navigator.language));
    }
    if (theme !== undefined) {
      setMode(theme);
    }
    if (timeZone !== undefined) {
      choose(zoneOf(timeZone, LOCAL_ZONE));
    }
  };
}
