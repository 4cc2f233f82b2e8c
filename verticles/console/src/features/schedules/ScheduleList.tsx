import {
  Autocomplete,
  Box,
  Button,
  Link,
  MenuItem,
  Stack,
  TextField,
  Tooltip,
  Typography,
  useMediaQuery,
  useTheme,
} from "@mui/material";
import { CalendarClock, CirclePause, CirclePlay, Power, PowerOff } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link as RouterLink } from "react-router";
import { api, type Schemas, take } from "../../api/client";
import { useNamesOfJobs, usePages } from "../../api/queries";
import { useCan } from "../../app/session";
import { type Column, DataTable } from "../../ui/DataTable";
import { Empty } from "../../ui/Outcome";
import { SearchField } from "../../ui/SearchField";
import { StatusBadge } from "../../ui/StatusBadge";
import { nameContains, useSettled } from "../../ui/selection";
import { TimeText } from "../../ui/TimeText";
import { useTicked } from "../../ui/useTicked";
import { useUrlState } from "../../ui/useUrlState";
import { BulkDialog, type ScheduleAction } from "./BulkDialog";
import { AGAIN } from "./queries";

type Schedule = Schemas["Schedule"];
const HEALTHS = ["healthy", "late", "failing", "paused", "broken", "ended"] as const;

/** How a schedule is shown as one word: switched off is told apart from paused. */
export function healthOf(schedule: Schedule): string {
  return schedule.enabled ? schedule.health : "disabled";
}

/** All schedules by name, found by name, job and health; several are paused, resumed and switched together. */
export function ScheduleList() {
  const { t } = useTranslation("schedules");
  const can = useCan();
  const [name, setName] = useUrlState("name");
  const [jobId, setJobId] = useUrlState("job");
  const [health, setHealth] = useUrlState("health");
  const [selected, setSelected] = useTicked();
  const [action, setAction] = useState<ScheduleAction | null>(null);
  const settled = useSettled(name);
  const asked = HEALTHS.find((each) => each === health);
  const query = useMemo(
    () => ({ selector: nameContains(settled), jobId: jobId || undefined, health: asked, limit: 100 }),
    [settled, jobId, asked],
  );
  const pages = usePages<Schedule>(
    ["schedules", "list", query],
    (cursor) => take(api.GET("/schedules", { params: { query: { ...query, cursor } } })),
    { refetch: AGAIN },
  );
  const jobs = useNamesOfJobs(
    [...(jobId ? [jobId] : []), ...pages.items.map((schedule) => schedule.jobId)],
    can("job:read"),
  );
  const chosen = pages.items.filter((schedule) => selected.has(schedule.id));
  const filtered = name !== "" || jobId !== "" || health !== "";
  return (
    <Stack sx={{ gap: 1.5 }}>
      <Box sx={{ display: "grid", gap: 1.5, gridTemplateColumns: { xs: "1fr", sm: "2fr 2fr 1fr" } }}>
        <SearchField label={t("list.name")} value={name} onChange={setName} wide />
        <Autocomplete
          options={[...jobs.keys()]}
          value={jobId || null}
          getOptionLabel={(id) => jobs.get(id) ?? id}
          onChange={(_, id) => setJobId(id ?? "")}
          renderInput={(params) => <TextField {...params} label={t("list.job")} />}
        />
        <TextField
          select
          label={t("list.health")}
          value={asked ?? ""}
          onChange={(event) => setHealth(event.target.value)}
          slotProps={{ inputLabel: { shrink: true }, select: { displayEmpty: true } }}
        >
          <MenuItem value="">{t("list.any")}</MenuItem>
          {HEALTHS.map((each) => (
            <MenuItem key={each} value={each}>
              <StatusBadge state={each} />
            </MenuItem>
          ))}
        </TextField>
      </Box>
      {chosen.length > 0 && <Actions count={chosen.length} begin={setAction} clear={() => setSelected(new Set())} />}
      <DataTable<Schedule>
        label={t("title")}
        columns={useColumns(jobs)}
        pages={pages}
        rowKey={(schedule) => schedule.id}
        href={(schedule) => `/schedules/${schedule.id}`}
        nameOf={(schedule) => schedule.name}
        permission="schedule:read"
        selection={can("schedule:write") ? { selected, change: setSelected } : undefined}
        empty={
          filtered ? (
            <Empty
              icon={CalendarClock}
              title={t("list.noneTitle")}
              action={
                <Button component={RouterLink} to="/schedules" variant="outlined">
                  {t("list.clear")}
                </Button>
              }
              cli="opsconductor schedule ls --health failing"
            />
          ) : (
            <Empty
              icon={CalendarClock}
              title={t("list.emptyTitle")}
              text={t("list.emptyText")}
              action={
                can("schedule:write") && (
                  <Button component={RouterLink} to="/schedules/new" variant="contained">
                    {t("new.title")}
                  </Button>
                )
              }
              cli="opsconductor schedule apply -f night.yaml"
            />
          )
        }
      />
      {action && (
        <BulkDialog
          action={action}
          schedules={chosen}
          onClose={(done) => {
            setAction(null);
            if (done) {
              setSelected(new Set());
            }
          }}
        />
      )}
    </Stack>
  );
}

const ACTIONS = [
  ["pause", CirclePause],
  ["resume", CirclePlay],
  ["enable", Power],
  ["disable", PowerOff],
] as const;

function Actions({ count, begin, clear }: { count: number; begin(action: ScheduleAction): void; clear(): void }) {
  const { t } = useTranslation("schedules");
  const { t: ui } = useTranslation("ui");
  return (
    <Stack direction="row" sx={{ gap: 1, flexWrap: "wrap", alignItems: "center" }}>
      <Typography sx={{ fontWeight: 560 }}>{ui("selected", { count })}</Typography>
      {ACTIONS.map(([action, Icon]) => (
        <Button key={action} startIcon={<Icon size={16} />} onClick={() => begin(action)}>
          {t(`bulk.${action}.button`)}
        </Button>
      ))}
      <Button color="inherit" onClick={clear}>
        {t("bulk.clear")}
      </Button>
    </Stack>
  );
}

function useColumns(jobs: Map<string, string>): Column<Schedule>[] {
  const { t } = useTranslation("schedules");
  const narrow = useMediaQuery(useTheme().breakpoints.down("md"));
  return [
    {
      key: "health",
      label: t("column.health"),
      width: narrow ? "58px" : "136px",
      render: (schedule) => (
        <Tooltip title={schedule.problem ?? ""}>
          <span>
            <StatusBadge state={healthOf(schedule)} compact={narrow} />
          </span>
        </Tooltip>
      ),
    },
    {
      key: "name",
      label: t("column.name"),
      width: "minmax(0, 1.4fr)",
      render: (schedule) => (
        <Link
          component={RouterLink}
          to={`/schedules/${schedule.id}`}
          color="inherit"
          tabIndex={-1}
          sx={{ fontWeight: 540 }}
          title={schedule.name}
        >
          {schedule.name}
        </Link>
      ),
    },
    {
      key: "words",
      label: t("column.words"),
      width: "minmax(0, 2fr)",
      wideOnly: true,
      render: (schedule) => <span title={schedule.words}>{schedule.words}</span>,
    },
    {
      key: "job",
      label: t("column.job"),
      width: "minmax(0, 1fr)",
      wideOnly: true,
      render: (schedule) => jobs.get(schedule.jobId) ?? "–",
    },
    {
      key: "next",
      label: t("column.next"),
      width: narrow ? "104px" : "130px",
      render: (schedule) =>
        schedule.nextDueAt && schedule.enabled ? <TimeText at={schedule.nextDueAt} form="relative" /> : "–",
    },
    {
      key: "last",
      label: t("column.last"),
      width: "150px",
      wideOnly: true,
      render: ({ lastFire }) =>
        lastFire ? (
          lastFire.executionId ? (
            <Link component={RouterLink} to={`/executions/${lastFire.executionId}`} underline="none">
              <StatusBadge state={lastFire.outcome ?? lastFire.state} />
            </Link>
          ) : (
            <StatusBadge state={lastFire.state} />
          )
        ) : (
          <Typography component="span" color="textSecondary">
            {t("list.never")}
          </Typography>
        ),
    },
  ];
}
