import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, take } from "../../api/client";
import { etag } from "../../api/etag";
import { type ApiProblem, asProblem } from "../../api/problem";
import { queryClient } from "../../api/queries";
import { loadPreferences, PREFERENCES_KEY, useApplyLooks } from "../../app/looks";
import { keepTakenUp, looksOf } from "../../app/preferences";
import { useMe } from "../../app/session";
import { useFeedback } from "../../ui/Feedback";
import { beforeOf, inputOf, type Preferences, type PreferencesInput } from "./preferences";

/** How I like to see things: each change is kept and shown at once, and can be undone. */
export function usePreferences() {
  const { t } = useTranslation("account");
  const { tell } = useFeedback();
  const me = useMe();
  const apply = useApplyLooks();
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  // One after another: each goes from the version that the one before it made.
  const last = useRef<Promise<unknown>>(Promise.resolve());
  const query = useQuery({ queryKey: PREFERENCES_KEY, queryFn: loadPreferences });

  const put = async (change: PreferencesInput) => {
    const seen = queryClient.getQueryData<Preferences>(PREFERENCES_KEY) ?? (await loadPreferences());
    const next = await take(
      api.PUT("/me/preferences", {
        params: { header: { "If-Match": etag(seen) } },
        body: { ...inputOf(seen), ...change },
      }),
    );
    queryClient.setQueryData(PREFERENCES_KEY, next);
    keepTakenUp({ userId: me.id, looks: looksOf(next) });
    await apply(change);
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
      const seen = queryClient.getQueryData<Preferences>(PREFERENCES_KEY);
      return save(change, seen && beforeOf(seen, change));
    },
    async reload() {
      setProblem(null);
      await queryClient.invalidateQueries({ queryKey: PREFERENCES_KEY });
    },
  };
}
