import { Button, IconButton, Link, MenuItem, Stack, TextField, Tooltip, useMediaQuery, useTheme } from "@mui/material";
import { History as HistoryIcon, Play, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link as RouterLink } from "react-router";
import { api, type Schemas, take } from "../../api/client";
import { usePages } from "../../api/queries";
import { useCan } from "../../app/session";
import { duration, useTimes } from "../../app/times";
import { type Column, DataTable } from "../../ui/DataTable";
import { useFeedback } from "../../ui/Feedback";
import { Empty } from "../../ui/Outcome";
import { StatusBadge } from "../../ui/StatusBadge";
import { TimeText } from "../../ui/TimeText";
import { useUrlState } from "../../ui/useUrlState";

import { shellWord } from "../run/commandLines";

import { ExecutionsLink } from "./ExecutionsLink";

import { AGAIN, useScheduleChange } from "./queries";

type Fire = Schemas["Fire"];
const STATES = ["starting", "fired", "late", "skipped", "missed", "failed"] as const;
/** What did not run may be run later. */
const NOT_RUN = ["skipped", "missed", "failed"];

/** What became of each due time, why, and how late; and what is to become of those that somebody is asked about. */
export function History({ schedule }: { schedule: Schemas["Schedule"] }) {
  const { t } = useTranslation("schedules");
  const [asked, setState] = useUrlState("state");
  const state = STATES.find((each) => each === asked);
  const { id, name } = schedule;
  const pages = usePages<Fire>(
    ["schedules", "fires", id, state],
    (cursor) =>
      take(api.GET("/schedules/{id}/fires", { params: { path: { id }, query: { state, cursor, limit: 100 } } })),
    { refetch: AGAIN },
  );
  const times = useTimes();
  return (
    <Stack sx={{ gap: 1.5 }}>
      <Stack direction="row" sx={{ gap: 1.5, flexWrap: "wrap", alignItems: "center", justifyContent: "space-between" }}>
        <TextField
          select
          label={t("history.state")}
          value={state ?? ""}
          onChange={(event) => setState(event.target.value)}
          sx={{ maxWidth: 260 }}
          slotProps={{ inputLabel: { shrink: true }, select: { displayEmpty: true } }}
        >
          <MenuItem value="">{t("list.any")}</MenuItem>
          {STATES.map((each) => (
            <MenuItem key={each} value={each}>
              <StatusBadge state={each} />
            </MenuItem>
          ))}
        </TextField>
        <ExecutionsLink schedule={schedule} />
      </Stack>
      <DataTable<Fire>
        label={t("tab.history")}
        columns={useColumns(schedule)}
        pages={pages}
        rowKey={(fire) => fire.dueAt}
        nameOf={(fire) => times.full(fire.dueAt)}
        permission="schedule:read"
        empty={
          <Empty
            icon={HistoryIcon}
            title={t(state ? "history.noneOf" : "history.none")}
            cli={`opsconductor schedule history ${shellWord(name)}`}
          />
        }
      />
    </Stack>
  );
}

function useColumns(schedule: Schemas["Schedule"]): Column<Fire>[] {
  const { t } = useTranslation("schedules");
  const can = useCan();
  const narrow = useMediaQuery(useTheme().breakpoints.down("md"));
  const columns: Column<Fire>[] = [
    {
      key: "due",
      label: t("history.due"),
      width: narrow ? "minmax(0, 1fr)" : "200px",
      render: (fire) => <TimeText at={fire.dueAt} form={narrow ? "short" : "full"} />,
    },
    {
      key: "state",
      label: t("history.state"),
      width: narrow ? "52px" : "130px",
      render: (fire) => <StatusBadge state={fire.state} compact={narrow} />,
    },
    {
      key: "late",
      label: t("history.late"),
      width: "110px",
      wideOnly: true,
      align: "end",
      render: (fire) => (fire.latenessMs === undefined ? "–" : duration(fire.latenessMs)),
    },
    {
      key: "execution",
      label: t("history.execution"),
      width: "150px",
      wideOnly: true,
      render: (fire) =>
        fire.executionId ? (
          <Link component={RouterLink} to={`/executions/${fire.executionId}`} underline="hover">
            {fire.outcome ? <StatusBadge state={fire.outcome} /> : t("history.goesOn")}
          </Link>
        ) : (
          "–"
        ),
    },
    {
      key: "why",
      label: t("history.why"),
      width: "minmax(0, 2fr)",
      wideOnly: true,
      render: (fire) => (
        <Tooltip title={fire.detail ?? ""}>
          <span>
            {fire.reason && t(`reason.${fire.reason}`)}
            {fire.reason && fire.detail && ": "}
            {fire.detail}
          </span>
        </Tooltip>
      ),
    },
  ];
  if (can("schedule:write")) {
    columns.push({
      key: "decide",
      label: t("history.decide"),
      width: narrow ? "76px" : "220px",
      render: (fire) =>
        NOT_RUN.includes(fire.state) || fire.asked ? <Decide fire={fire} schedule={schedule} compact={narrow} /> : null,
    });
  }
  return columns;
}

interface DecideProps {
  fire: Fire;
  schedule: { id: string; name: string };
  /** Icons alone, where there is no room for words. */
  compact?: boolean;
}

/** Runs a due time now that did not run, or says that it need not. */
export function Decide({ fire, schedule, compact = false }: DecideProps) {
  const { t } = useTranslation("schedules");
  const { confirm, tell, fail } = useFeedback();
  const times = useTimes();
  const can = useCan();
  const changed = useScheduleChange();
  const at = times.full(fire.dueAt);
  const decide = async (decision: "run" | "dismiss") => {
    if (
      decision === "run" &&
      !(await confirm({
        title: t("catchUp.title", { name: schedule.name }),
        text: t("catchUp.text", { at }),
        action: t("catchUp.run"),
      }))
    ) {
      return;
    }
    try {
      const path = { id: schedule.id };
      await take(
        api.POST("/schedules/{id}/fires/catch-up", { params: { path }, body: { dueAt: fire.dueAt, decision } }),
      );
      tell(t(`catchUp.done.${decision}`, { at }));
    } catch (error) {
      fail(error);
    }
    await changed();
  };
  if (compact) {
    return (
      <Stack direction="row" component="span">
        {can("job:run") && (
          <IconButton onClick={() => void decide("run")} aria-label={t("catchUp.runAt", { at })}>
            <Play size={16} />
          </IconButton>
        )}
        {fire.asked && (
          <IconButton onClick={() => void decide("dismiss")} aria-label={t("catchUp.dismissAt", { at })}>
            <X size={16} />
          </IconButton>
        )}
      </Stack>
    );
  }
  return (
    <Stack direction="row" component="span" sx={{ gap: 0.5, flexWrap: "wrap" }}>
      {can("job:run") && (
        <Button
          variant={fire.asked ? "contained" : "text"}
          onClick={() => void decide("run")}
          aria-label={t("catchUp.runAt", { at })}
        >
          {t("catchUp.run")}
        </Button>
      )}
      {fire.asked && (
        <Button onClick={() => void decide("dismiss")} aria-label={t("catchUp.dismissAt", { at })}>
          {t("catchUp.dismiss")}
        </Button>
      )}
    </Stack>
  );
}
