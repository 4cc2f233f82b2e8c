import { useEffect, useEffectEvent } from "react";
import { useTranslation } from "react-i18next";
import { type Location, useBlocker } from "react-router";
import { useFeedback } from "./Feedback";

/** Another page; tabs of the same are no leaving. */
export const anotherPage = (from: Location, to: Location) => from.pathname !== to.pathname;

/** Also the same page with something else open. */
export const anotherAddress = (from: Location, to: Location) => anotherPage(from, to) || from.search !== to.search;

/** Asks before what was not saved is lost: by a link, by Back, by closing the window. */
export function useLeaveGuard(unsaved: () => boolean, leaves: (from: Location, to: Location) => boolean) {
  const { t } = useTranslation("ui");
  const { confirm } = useFeedback();
  const blocker = useBlocker(({ currentLocation, nextLocation }) => unsaved() && leaves(currentLocation, nextLocation));
  useEffect(() => {
    if (blocker.state === "blocked") {
      void confirm({
        title: t("leave.title"),
        text: t("leave.text"),
        action: t("leave.action"),
        destructive: true,
      }).then((yes) => (yes ? blocker.proceed() : blocker.reset()));
    }
  }, [blocker, confirm, t]);
  const ask = useEffectEvent((event: BeforeUnloadEvent) => {
    if (unsaved()) {
      event.preventDefault();
    }
  });
  useEffect(() => {
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, []);
}
