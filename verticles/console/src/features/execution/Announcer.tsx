import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Hidden } from "../../ui/StatusBadge";
import type { Feed } from "./feed";
import { type Execution, useFeedStatus } from "./useExecution";

/** A connection that is back this soon is not worth a word; milliseconds. */
const PATIENCE = 2_000;

/** Says when the state changes or the connection is lost; never what is printed. */
export function Announcer({ execution, feed }: { execution: Execution; feed: Feed }) {
  const { t } = useTranslation("execution");
  const { t: ui } = useTranslation("ui");
  const { phase } = useFeedStatus(feed);
  const [first] = useState(execution.state);
  const [lost, setLost] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLost(phase === "disconnected"), phase === "disconnected" ? PATIENCE : 0);
    return () => clearTimeout(timer);
  }, [phase]);
  const { state, counts } = execution;
  const changed =
    state === first
      ? ""
      : t("announce.state", {
          state: ui(`state.${state}`),
          failed: counts.failed ?? 0,
          total: counts.total ?? 0,
        });
  return (
    <div role="status" aria-live="polite" style={{ position: "absolute" }}>
      <Hidden>{lost ? t("announce.lost") : changed}</Hidden>
    </div>
  );
}
