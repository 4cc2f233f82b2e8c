import { Alert, Box, Link, Typography } from "@mui/material";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link as RouterLink } from "react-router";
import { api, type Schemas, take } from "../../api/client";
import { useNamesOfJobs } from "../../api/queries";
import { useCan } from "../../app/session";
import { duration } from "../../app/times";
import { CommandLine } from "../../ui/CommandLine";
import { Outcome } from "../../ui/Outcome";
import { StatusBadge } from "../../ui/StatusBadge";
import { TimeText } from "../../ui/TimeText";
import { shellWord } from "../run/commandLines";
import { secondsOf } from "./durations";
import { ExecutionsLink } from "./ExecutionsLink";
import { Section } from "./fields";
import { TimesList } from "./PreviewPanel";
import { AGAIN } from "./queries";

type Schedule = Schemas["Schedule"];

/** How a schedule stands: what is wrong, when it is due next, what it runs and by which rules. */
export function Overview({ schedule }: { schedule: Schedule }) {
  const { t } = useTranslation("schedules");
  const { pause, problem, lastFire } = schedule;
  const zone = schedule.spec.zone ?? "UTC";
  return (
    <Box
      sx={{
        display: "grid",
        gap: 2,
        alignItems: "start",
        gridTemplateColumns: { xs: "minmax(0, 1fr)", lg: "minmax(0, 1fr) minmax(340px, 440px)" },
      }}
    >
      <Box sx={{ display: "grid", gap: 2, minWidth: 0 }}>
        {pause && (
          <Alert severity="warning">
            {t("overview.paused", { by: pause.by ?? "–", reason: pause.reason ?? t("overview.noReason") })}{" "}
            {pause.until ? (
              <>
                {t("overview.until")} <TimeText at={pause.until} />
              </>
            ) : (
              t("overview.untilResumed")
            )}
          </Alert>
        )}
        {problem && !pause && <Alert severity="error">{problem}</Alert>}
        {lastFire && (
          <Section title={t("overview.last")}>
            <Box sx={{ display: "flex", gap: 1.5, flexWrap: "wrap", alignItems: "center" }}>
              <StatusBadge state={lastFire.outcome ?? lastFire.state} />
              <TimeText at={lastFire.dueAt} form="full" />
              {lastFire.latenessMs !== undefined && (
                <span>{t("history.lateBy", { duration: duration(lastFire.latenessMs) })}</span>
              )}
              {lastFire.executionId && (
                <Link component={RouterLink} to={`/executions/${lastFire.executionId}`}>
                  {t("history.execution")}
                </Link>
              )}
              {lastFire.detail && <Typography color="textSecondary">{lastFire.detail}</Typography>}
            </Box>
            <Box>
              <ExecutionsLink schedule={schedule} />
            </Box>
          </Section>
        )}
        <Section title={t("overview.rules")}>
          <Facts schedule={schedule} />
        </Section>
        <Box>
          <CommandLine command={`opsconductor schedule get ${shellWord(schedule.name)}`} />
        </Box>
      </Box>
      <Next schedule={schedule} zone={zone} />
    </Box>
  );
}

function Next({ schedule, zone }: { schedule: Schedule; zone: string }) {
  const { t } = useTranslation("schedules");
  const query = useQuery({
    queryKey: ["schedules", "next", schedule.id, schedule.version],
    queryFn: () =>
      take(api.GET("/schedules/{id}/next", { params: { path: { id: schedule.id }, query: { count: 10 } } })),
    refetchInterval: AGAIN,
  });
  return (
    <Section title={t("preview.title")} text={schedule.enabled ? undefined : t("overview.off")}>
      <Outcome query={query} permission="schedule:read">
        {({ times }) =>
          times.length === 0 ? (
            <Typography color="textSecondary">{t("preview.none")}</Typography>
          ) : (
            <TimesList times={times} zone={zone} />
          )
        }
      </Outcome>
    </Section>
  );
}

function Facts({ schedule }: { schedule: Schedule }) {
  const { t } = useTranslation("schedules");
  const can = useCan();
  const jobs = useNamesOfJobs([schedule.jobId], can("job:read"));
  const long = (iso: string | undefined) => (iso ? duration((secondsOf(iso) ?? 0) * 1000) : undefined);
  const { targets, misfire, identity } = schedule;
  const parameters = Object.entries(schedule.parameters ?? {});
  const jobName = jobs.get(schedule.jobId) ?? schedule.jobId;
  const facts: [string, ReactNode][] = [
    [t("field.description"), schedule.description],
    [
      t("field.job"),
      can("job:read") ? (
        <Link key="job" component={RouterLink} to={`/jobs/${schedule.jobId}`}>
          {jobName}
        </Link>
      ) : (
        jobName
      ),
    ],
    [t("run.parameters"), parameters.map(([name, value]) => `${name}=${value}`).join(", ")],
    [
      t("field.targets"),
      targets && ("selector" in targets ? targets.selector : t("overview.targets", { count: targets.ids.length })),
    ],
    [t("field.runAs"), `${identity.name}${identity.serviceAccount ? ` (${t("overview.serviceAccount")})` : ""}`],
    [t("field.overlap"), schedule.overlap && t(`overlap.${schedule.overlap}.name`)],
    [
      t("field.misfire"),
      misfire &&
        `${t(`misfire.${misfire.policy}.name`)}, ${t("overview.deadline", { duration: long(misfire.deadline) ?? "30 min" })}${misfire.ask ? `, ${t("overview.asks")}` : ""}`,
    ],
    [t("dst.gap"), schedule.dst && t(`dst.gaps.${schedule.dst.gap}.name`)],
    [t("dst.overlap"), schedule.dst && t(`dst.overlaps.${schedule.dst.overlap}.name`)],
    [t("field.calendars"), schedule.calendars?.join(", ")],
    [t("field.jitter"), long(schedule.jitter)],
    [t("field.startAt"), schedule.startAt && <TimeText at={schedule.startAt} />],
    [t("field.endAt"), schedule.endAt && <TimeText at={schedule.endAt} />],
    [t("field.maxRuns"), schedule.maxRuns],
    [
      t("overview.saved"),
      <span key="saved">
        <TimeText at={schedule.updatedAt} /> · {schedule.updatedBy ?? schedule.owner}
      </span>,
    ],
  ];
  return (
    <Box
      component="dl"
      sx={{
        margin: 0,
        display: "grid",
        gridTemplateColumns: { xs: "minmax(0, 1fr)", sm: "minmax(150px, auto) minmax(0, 1fr)" },
        columnGap: 2,
        rowGap: { xs: 0.25, sm: 1 },
        "& dt": { color: "text.secondary" },
        "& dd": { margin: 0, marginBottom: { xs: 1, sm: 0 }, overflowWrap: "anywhere" },
      }}
    >
      {facts
        .filter(([, fact]) => fact !== undefined && fact !== "" && fact !== null)
        .map(([name, fact]) => (
          <Box key={name} sx={{ display: "contents" }}>
            <dt>{name}</dt>
            <dd>{fact}</dd>
          </Box>
        ))}
    </Box>
  );
}
