import { useTranslation } from "react-i18next";
import type { Schemas } from "../../../api/client";

type Runs = Schemas["RunsOfDisabled"];

/** Says what became of the executions of somebody who was disabled; empty when there were none. */
export function useRunsText(): (runs: Runs) => string {
  const { t } = useTranslation("access");
  return ({ withdrawn = 0, running = 0, cancelled = 0, detail }) =>
    [
      withdrawn > 0 && t("runs.withdrawn", { count: withdrawn }),
      cancelled > 0 && t("runs.cancelled", { count: cancelled }),
      running > 0 && t("runs.running", { count: running }),
      detail,
    ]
      .filter(Boolean)
      .join(" ");
}
