import { Link, Stack } from "@mui/material";
import { type ReactNode, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link as RouterLink } from "react-router";
import { duration } from "../../app/times";
import { isFinal } from "../../ui/states";
import { TimeText } from "../../ui/TimeText";
import { type Execution, useUsualDuration } from "./useExecution";

const SECOND = 1000;

/** Of which job it is, why it runs, since when, and for how long. */
export function Lead({ execution }: { execution: Execution }) {
  const { t } = useTranslation("execution");
  const { jobId, jobVersion, name, trigger, startedBy, rerunOf, createdAt, startedAt } = execution;
  return (
    <Stack
      direction="row"
      sx={{ flexWrap: "wrap", columnGap: 2, rowGap: 0.25, fontSize: "0.8125rem", color: "text.secondary" }}
    >
      {jobId ? (
        <span>
          {t("lead.job")}{" "}
          <Link underline="always" component={RouterLink} to={`/jobs/${jobId}`}>
            {name}
          </Link>
          {jobVersion !== undefined && ` · ${t("lead.version", { version: jobVersion })}`}
        </span>
      ) : (
        <span>{t("lead.adHoc")}</span>
      )}
      {trigger?.dueAt && (
        <span>
          {t("lead.due")}{" "}
          {trigger.scheduleId ? (
            <Link underline="always" component={RouterLink} to={`/schedules/${trigger.scheduleId}`}>
              <TimeText at={trigger.dueAt} />
            </Link>
          ) : (
            <TimeText at={trigger.dueAt} />
          )}
        </span>
      )}
      {startedBy && <span>{t("lead.by", { who: startedBy })}</span>}
      {rerunOf && (
        <Link underline="always" component={RouterLink} to={`/executions/${rerunOf}`}>
          {t("lead.rerun")}
        </Link>
      )}
      <span>
        {startedAt ? t("lead.started") : t("lead.queued")} <TimeText at={startedAt ?? createdAt} form="full" />
      </span>
      <Elapsed execution={execution} />
    </Stack>
  );
}

/** How long it took or has run, and when it is likely to end. */
function Elapsed({ execution }: { execution: Execution }): ReactNode {
  const { t } = useTranslation("execution");
  const running = !isFinal(execution.state);
  const [now, setNow] = useState(Date.now);
  const usual = useUsualDuration(execution);
  useEffect(() => {
    const timer = running ? setInterval(() => setNow(Date.now()), SECOND) : undefined;
    return () => clearInterval(timer);
  }, [running]);
  if (!execution.startedAt) {
    return null;
  }
  const end = execution.finishedAt ? Date.parse(execution.finishedAt) : now;
  const elapsed = Math.max(0, end - Date.parse(execution.startedAt));
  // Seconds are enough while they go by.
  const words = duration(running ? Math.max(SECOND, Math.round(elapsed / SECOND) * SECOND) : elapsed);
  const left = usual && running ? usual.usual - elapsed : undefined;
  return (
    <>
      <span style={{ fontVariantNumeric: "tabular-nums" }}>
        {t(running ? "lead.runningFor" : "lead.took", { duration: words })}
      </span>
      {usual && left !== undefined && (
        <span style={{ fontVariantNumeric: "tabular-nums" }}>
          {left > 0
            ? t("lead.left", { duration: duration(Math.ceil(left / SECOND) * SECOND), count: usual.of })
            : t("lead.longer", { duration: duration(usual.usual), count: usual.of })}
        </span>
      )}
    </>
  );
}
