import { Box, Link, Stack, useMediaQuery, useTheme } from "@mui/material";
import { CalendarClock, User } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link as RouterLink } from "react-router";
import type { Schemas } from "../../api/client";
import { duration } from "../../app/times";
import type { Column } from "../../ui/DataTable";
import { StatusBadge } from "../../ui/StatusBadge";
import { TimeText } from "../../ui/TimeText";

type Execution = Schemas["Execution"];

/** What an execution is called where several of one name may stand. */
export function useExecutionName(): (execution: Execution) => string {
  const { t } = useTranslation("executions");
  return (execution) => `${execution.name ?? t("unnamed")} · ${execution.id.slice(-8)}`;
}

const PROBLEMS = ["failed", "unreachable", "timed_out", "lost"];

/** How executions stand in a list: state, name, targets, who, when and how long. */
export function useExecutionColumns(): Column<Execution>[] {
  const { t } = useTranslation("executions");
  const narrow = useMediaQuery(useTheme().breakpoints.down("md"));
  return [
    {
      key: "state",
      label: t("column.state"),
      width: narrow ? "52px" : "136px",
      render: (execution) => <StatusBadge state={execution.state} compact={narrow} />,
    },
    {
      key: "name",
      label: t("column.name"),
      width: "minmax(0, 2fr)",
      render: (execution) => (
        <Link
          component={RouterLink}
          to={`/executions/${execution.id}`}
          color="inherit"
          tabIndex={-1}
          sx={{ fontWeight: 540 }}
          title={execution.name}
        >
          {execution.name ?? t("unnamed")}
        </Link>
      ),
    },
    {
      key: "targets",
      label: t("column.targets"),
      width: "minmax(120px, 0.8fr)",
      wideOnly: true,
      render: (execution) => <Targets counts={execution.counts} />,
    },
    {
      key: "trigger",
      label: t("column.by"),
      width: "minmax(110px, 0.8fr)",
      wideOnly: true,
      render: (execution) => (
        <Stack component="span" direction="row" sx={{ gap: 0.75, alignItems: "center" }}>
          {execution.trigger ? (
            <CalendarClock size={15} aria-label={t("trigger.schedule")} />
          ) : (
            <User size={15} aria-label={t("trigger.person")} />
          )}
          {execution.startedBy}
        </Stack>
      ),
    },
    {
      key: "started",
      label: t("column.started"),
      width: narrow ? "112px" : "150px",
      render: (execution) => <TimeText at={execution.startedAt ?? execution.createdAt} form="relative" />,
    },
    {
      key: "took",
      label: t("column.took"),
      width: "100px",
      wideOnly: true,
      align: "end",
      render: (execution) =>
        execution.startedAt && execution.finishedAt
          ? duration(Date.parse(execution.finishedAt) - Date.parse(execution.startedAt))
          : "–",
    },
  ];
}

function Targets({ counts }: { counts: Record<string, number> }) {
  const { t } = useTranslation("executions");
  const total = counts.total ?? 0;
  const problems = PROBLEMS.reduce((sum, state) => sum + (counts[state] ?? 0), 0);
  return (
    <Box component="span" sx={{ fontVariantNumeric: "tabular-nums" }}>
      {t("targets", { count: total, done: counts.succeeded ?? 0 })}
      {problems > 0 && (
        <Box component="span" sx={(theme) => ({ color: theme.vars?.palette.tone.error.text })}>
          {" "}
          · {t("problems", { count: problems })}
        </Box>
      )}
    </Box>
  );
}
