import { Box, Button, Link } from "@mui/material";
import { Play } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link as RouterLink } from "react-router";
import { api, type Schemas, take } from "../../api/client";
import { type Pages, usePages } from "../../api/queries";
import { useCan } from "../../app/session";
import { duration } from "../../app/times";
import { type Column, DataTable } from "../../ui/DataTable";
import { Empty } from "../../ui/Outcome";
import { StatusBadge } from "../../ui/StatusBadge";
import { TimeText } from "../../ui/TimeText";
import { shellWord } from "../run/commandLines";
import type { Job } from "./jobForm";

type Execution = Schemas["Execution"];

const LOOK_AGAIN = 10_000;

/** What became of the job, newest first. */
export default function ExecutionsTab({ job, onRun }: { job: Job; onRun(): void }) {
  const { t } = useTranslation("jobs");
  const can = useCan();
  const pages: Pages<Execution> = usePages(
    ["executions", "ofJob", job.id, "all"],
    (cursor) => take(api.GET("/executions", { params: { query: { jobId: job.id, cursor } } })),
    { refetch: LOOK_AGAIN },
  );
  const columns: Column<Execution>[] = [
    {
      key: "state",
      label: t("executions.state"),
      width: "minmax(130px, 1fr)",
      render: (execution) => <StatusBadge state={execution.state} />,
    },
    {
      key: "at",
      label: t("executions.at"),
      width: "minmax(150px, 1.2fr)",
      render: (execution) => (
        <Link component={RouterLink} to={`/executions/${execution.id}`}>
          <TimeText at={execution.createdAt} />
        </Link>
      ),
    },
    {
      key: "took",
      label: t("executions.took"),
      width: "110px",
      wideOnly: true,
      render: ({ startedAt, finishedAt }) =>
        startedAt && finishedAt ? duration(Date.parse(finishedAt) - Date.parse(startedAt)) : "",
    },
    {
      key: "targets",
      label: t("executions.targets"),
      width: "110px",
      wideOnly: true,
      render: ({ counts }) => t("executions.done", { done: counts.succeeded ?? 0, total: counts.total ?? 0 }),
    },
    {
      key: "version",
      label: t("versions.version"),
      width: "80px",
      wideOnly: true,
      render: (execution) => execution.jobVersion ?? "",
    },
    {
      key: "by",
      label: t("executions.by"),
      width: "minmax(110px, 1fr)",
      wideOnly: true,
      render: (execution) =>
        execution.trigger?.scheduleId ? (
          <Link component={RouterLink} to={`/schedules/${execution.trigger.scheduleId}`}>
            {t("executions.schedule")}
          </Link>
        ) : (
          (execution.startedBy ?? "")
        ),
    },
  ];
  return (
    <Box>
      <DataTable
        label={t("tabs.executions")}
        columns={columns}
        pages={pages}
        rowKey={(execution) => execution.id}
        nameOf={(execution) => `${execution.state} ${execution.createdAt}`}
        href={(execution) => `/executions/${execution.id}`}
        permission="execution:read"
        empty={
          <Empty
            icon={Play}
            title={t("executions.none")}
            action={
              can("job:run") && (
                <Button variant="contained" onClick={onRun}>
                  {t("run.open")}
                </Button>
              )
            }
            cli={`opsconductor job run ${shellWord(job.name)}`}
          />
        }
      />
    </Box>
  );
}
