import { Box, Stack, ToggleButton, ToggleButtonGroup, Typography } from "@mui/material";
import { CalendarRange } from "lucide-react";
import { useCallback, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Empty, Outcome } from "../../../ui/Outcome";
import { TaskFilter } from "../TargetList";
import { filterTasks, type Task } from "../tasks";
import type { ChangeAddress } from "../useAddress";
import type { Execution } from "../useExecution";
import { byStart } from "./bars";
import { Chart } from "./Chart";

interface Props {
  execution: Execution;
  query: { data: Task[] | undefined; error: unknown; isPending: boolean; refetch(): unknown };
  tasks: Task[];
  get(name: string): string;
  change: ChangeAddress;
}

/** When each target waited and when it ran. */
export default function TimelineTab({ execution, query, tasks, get, change }: Props) {
  const { t } = useTranslation("execution");
  const find = get("find");
  const state = get("state");
  const sorted = get("sort") === "start";
  const shown = useMemo(() => {
    const found = filterTasks(tasks, find, state);
    return sorted ? byStart(found) : found;
  }, [tasks, find, state, sorted]);
  const open = useCallback((id: string) => change({ tab: "hosts", task: id }, true), [change]);
  return (
    <>
      <Stack
        direction="row"
        sx={{ columnGap: 1.5, rowGap: 1, marginBottom: 1.5, flexWrap: "wrap", alignItems: "center" }}
      >
        <Box sx={{ width: 340, maxWidth: "100%" }}>
          <TaskFilter tasks={tasks} text={find} state={state} change={change} />
        </Box>
        <ToggleButtonGroup
          exclusive
          size="small"
          value={sorted ? "start" : "state"}
          onChange={(_, by: string | null) => by && change({ sort: by === "start" ? "start" : "" })}
          aria-label={t("timeline.order")}
        >
          <ToggleButton value="state" sx={{ textTransform: "none", height: 36 }}>
            {t("timeline.byState")}
          </ToggleButton>
          <ToggleButton value="start" sx={{ textTransform: "none", height: 36 }}>
            {t("timeline.byStart")}
          </ToggleButton>
        </ToggleButtonGroup>
        <Legend />
      </Stack>
      <Outcome query={{ ...query, data: tasks.length > 0 ? tasks : query.data }} permission="execution:read">
        {() =>
          shown.length === 0 ? (
            <Empty icon={CalendarRange} title={t(tasks.length === 0 ? "log.noTargets" : "hosts.noneMatch")} />
          ) : (
            <Chart execution={execution} tasks={shown} open={open} />
          )
        }
      </Outcome>
    </>
  );
}

function Legend() {
  const { t } = useTranslation("execution");
  return (
    <Stack direction="row" sx={{ gap: 2, alignItems: "center" }}>
      <Typography variant="body2" color="textSecondary" sx={{ display: "flex", alignItems: "center", gap: 0.75 }}>
        <Box
          component="span"
          sx={(theme) => ({ width: 22, height: 4, backgroundColor: theme.vars?.palette.tone.neutral.solid })}
        />
        {t("timeline.waiting")}
      </Typography>
      <Typography variant="body2" color="textSecondary" sx={{ display: "flex", alignItems: "center", gap: 0.75 }}>
        <Box
          component="span"
          sx={(theme) => ({
            width: 22,
            height: 14,
            borderRadius: 0.5,
            backgroundColor: theme.vars?.palette.tone.success.solid,
          })}
        />
        {t("timeline.running")}
      </Typography>
    </Stack>
  );
}
