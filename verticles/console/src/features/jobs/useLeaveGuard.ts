import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useBlocker } from "react-router";
import { useFeedback } from "../../ui/Feedback";

/** Asks before what was not saved is lost: by a link, by Back, by closing the window. Tabs of the page are no leaving. */
export function useLeaveGuard(unsaved: boolean) {
  const { t } = useTranslation("jobs");
  const { confirm } = useFeedback();
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => unsaved && currentLocation.pathname !== nextLocation.pathname,
  );
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
  useEffect(() => {
    if (!unsaved) {
      return;
    }
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [unsaved]);
}
