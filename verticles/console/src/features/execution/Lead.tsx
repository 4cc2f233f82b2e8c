import { Box, ButtonBase, Link, Stack } from "@mui/material";
import { ChevronDown, ChevronUp } from "lucide-react";
import { type ReactNode, useEffect, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link as RouterLink } from "react-router";
import { duration } from "../../app/times";
import { isFinal } from "../../ui/states";
import { TimeText } from "../../ui/TimeText";
import { type Execution, useDefinition, useUsualDuration } from "./useExecution";
import { valuesOf } from "./values";

const SECOND = 1000;
const FEW = 3;

/** Of which job it is, with which values, why it runs, since when, and for how long; on a phone the last alone. */
export function Lead({ execution }: { execution: Execution }) {
  const { t } = useTranslation("execution");
  const [open, setOpen] = useState(false);
  const id = useId();
  const Icon = open ? ChevronUp : ChevronDown;
  return (
    <Stack
      direction="row"
      sx={{
        flexWrap: "wrap",
        alignItems: "center",
        columnGap: 2,
        rowGap: 0.25,
        fontSize: "0.8125rem",
        color: "text.secondary",
      }}
    >
      <Stack
        id={id}
        direction="row"
        sx={{
          display: { xs: open ? "flex" : "none", sm: "contents" },
          flexWrap: "wrap",
          columnGap: 2,
          rowGap: 0.25,
          minWidth: 0,
        }}
      >
        <Origin execution={execution} />
      </Stack>
      <Elapsed execution={execution} />
      <ButtonBase
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
        sx={(theme) => ({
          display: { xs: "inline-flex", sm: "none" },
          gap: 0.25,
          minHeight: 24,
          borderRadius: 1,
          font: "inherit",
          color: theme.vars?.palette.primary.main,
          "&:focus-visible": { outline: `2px solid ${theme.vars?.palette.primary.main}`, outlineOffset: 1 },
        })}
      >
        {t(open ? "lead.less" : "lead.more")}
        <Icon size={14} aria-hidden />
      </ButtonBase>
    </Stack>
  );
}

function Origin({ execution }: { execution: Execution }) {
  const { t } = useTranslation("execution");
  const { jobId, jobVersion, name, trigger, startedBy, rerunOf, createdAt, startedAt } = execution;
  return (
    <>
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
      <With execution={execution} />
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
    </>
  );
}

/** The first few of the values that it was given, each in short. */
function With({ execution }: { execution: Execution }) {
  const { t } = useTranslation("execution");
  const { data } = useDefinition(execution);
  const values = data ? valuesOf(data.parameters, data.values).filter(({ value }) => value !== undefined) : [];
  if (values.length === 0) {
    return null;
  }
  const rest = values.length - FEW;
  return (
    <Stack direction="row" component="span" sx={{ flexWrap: "wrap", columnGap: 1, minWidth: 0 }}>
      {t("lead.with")}
      {values.slice(0, FEW).map(({ name, value }) => (
        <Box
          key={name}
          component="code"
          title={`${name}=${value}`}
          sx={{ maxWidth: 240, overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap" }}
        >
          {name}={value}
        </Box>
      ))}
      {rest > 0 && (
        <Link underline="always" component={RouterLink} to="?tab=details">
          {t("lead.moreValues", { count: rest })}
        </Link>
      )}
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
