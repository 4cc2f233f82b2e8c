import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useBlocker } from "react-router";
import { useFeedback } from "../../ui/Feedback";

/** Asks before something that was typed is left behind. */
export function useUnsaved(unsaved: () => boolean) {
  const { t } = useTranslation("schedules");
  const { confirm } = useFeedback();
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      unsaved() &&
      (currentLocation.pathname !== nextLocation.pathname || currentLocation.search !== nextLocation.search),
  );
  useEffect(() => {
    if (blocker.state === "blocked") {
      void confirm({
        title: t("unsaved.title"),
        text: t("unsaved.text"),
        action: t("unsaved.leave"),
        destructive: true,
      }).then((leave) => (leave ? blocker.proceed() : blocker.reset()));
    }
  }, [blocker, confirm, t]);
  useEffect(() => {
    const listen = (event: BeforeUnloadEvent) => {
      if (unsaved()) {
        event.preventDefault();
      }
    };
    window.addEventListener("beforeunload", listen);
    return () => window.removeEventListener("beforeunload", listen);
  }, [unsaved]);
}
