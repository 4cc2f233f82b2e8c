import { Button, Stack } from "@mui/material";
import { CalendarClock, Plus } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { api, type Schemas, take } from "../../api/client";
import { type Pages, usePages } from "../../api/queries";
import { useCan } from "../../app/session";
import { type Column, DataTable } from "../../ui/DataTable";
import { Empty } from "../../ui/Outcome";
import { StatusBadge } from "../../ui/StatusBadge";
import { TimeText } from "../../ui/TimeText";
import type { Job } from "./jobForm";

type Schedule = Schemas["Schedule"];

/** When the job runs by itself. */
export default function SchedulesTab({ job }: { job: Job }) {
  const { t } = useTranslation("jobs");
  const can = useCan();
  const pages: Pages<Schedule> = usePages(["schedules", "ofJob", job.id, "all"], (cursor) =>
    take(api.GET("/schedules", { params: { query: { jobId: job.id, cursor } } })),
  );
  const columns: Column<Schedule>[] = [
    { key: "name", label: t("schedules.name"), width: "minmax(120px, 1.5fr)", render: (schedule) => schedule.name },
    {
      key: "health",
      label: t("schedules.health"),
      width: "minmax(120px, 1fr)",
      render: (schedule) => <StatusBadge state={schedule.enabled ? schedule.health : "disabled"} />,
    },
    {
      key: "words",
      label: t("schedules.words"),
      width: "minmax(160px, 2fr)",
      wideOnly: true,
      render: (schedule) => schedule.words,
    },
    {
      key: "next",
      label: t("schedules.next"),
      width: "minmax(110px, 1fr)",
      wideOnly: true,
      render: (schedule) => (schedule.nextDueAt ? <TimeText at={schedule.nextDueAt} /> : t("schedules.never")),
    },
  ];
  const create = can("schedule:write") && (
    <Button component={Link} to={`/schedules/new?job=${job.id}`} variant="outlined" startIcon={<Plus size={16} />}>
      {t("schedules.add")}
    </Button>
  );
  return (
    <Stack sx={{ gap: 1.5, alignItems: "stretch" }}>
      {pages.items.length > 0 && create && <Stack sx={{ alignItems: "flex-end" }}>{create}</Stack>}
      <DataTable
        label={t("tabs.schedules")}
        columns={columns}
        pages={pages}
        rowKey={(schedule) => schedule.id}
        nameOf={(schedule) => schedule.name}
        href={(schedule) => `/schedules/${schedule.id}`}
        permission="schedule:read"
        empty={
          <Empty
            icon={CalendarClock}
            title={t("schedules.none")}
            action={create}
            cli="opsconductor schedule apply -f night.yaml"
          />
        }
      />
    </Stack>
  );
}
