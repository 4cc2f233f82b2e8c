import { Box, Stack, ToggleButton, ToggleButtonGroup, Typography } from "@mui/material";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { Outcome } from "../../../ui/Outcome";
import { TaskFilter } from "../TargetList";
import { filterTasks, type Task } from "../tasks";
import type { ChangeAddress } from "../useAddress";
import { type Execution, useDefinition } from "../useExecution";
import { Groups } from "./Groups";
import { Matrix } from "./Matrix";
import { TaskDrawer } from "./TaskDrawer";

interface Props {
  execution: Execution;
  query: { data: Task[] | undefined; error: unknown; isPending: boolean; refetch(): unknown };
  tasks: Task[];
  get(name: string): string;
  change: ChangeAddress;
}

/** How each target fares, step by step, or which of them printed the same. */
export default function HostsTab({ execution, query, tasks, get, change }: Props) {
  const { t } = useTranslation("execution");
  const definition = useDefinition(execution);
  const steps = definition.data?.steps.map((step) => step.name) ?? [];
  const shown = filterTasks(tasks, get("find"), get("state"));
  const grouped = get("by") === "output";
  const opened = tasks.find((task) => task.id === get("task"));
  const open = useCallback((id: string) => change({ task: id }, true), [change]);
  return (
    <>
      <Stack direction="row" sx={{ gap: 1.5, marginBottom: 1.5, flexWrap: "wrap", alignItems: "center" }}>
        <ToggleButtonGroup
          exclusive
          size="small"
          value={grouped ? "output" : "target"}
          onChange={(_, by: string | null) => by && change({ by: by === "output" ? "output" : "" })}
          aria-label={t("hosts.by")}
        >
          <ToggleButton value="target" sx={{ textTransform: "none", height: 36 }}>
            {t("hosts.byTarget")}
          </ToggleButton>
          <ToggleButton value="output" sx={{ textTransform: "none", height: 36 }}>
            {t("hosts.byOutput")}
          </ToggleButton>
        </ToggleButtonGroup>
        {!grouped && (
          <Box sx={{ width: 340, maxWidth: "100%" }}>
            <TaskFilter tasks={tasks} text={get("find")} state={get("state")} change={change} />
          </Box>
        )}
        {!grouped && (
          <Typography variant="body2" color="textSecondary">
            {shown.length < tasks.length
              ? t("targets.shown", { count: shown.length, of: tasks.length })
              : t("targets.all", { count: tasks.length })}
          </Typography>
        )}
      </Stack>
      {grouped ? (
        <Groups execution={execution} tasks={tasks} open={open} />
      ) : (
        <Outcome query={{ ...query, data: tasks.length > 0 ? tasks : query.data }} permission="execution:read">
          {() => (
            <Matrix
              execution={execution}
              tasks={shown}
              all={tasks.length}
              steps={steps}
              opened={get("task")}
              open={open}
            />
          )}
        </Outcome>
      )}
      <TaskDrawer
        execution={execution}
        task={opened}
        steps={steps}
        close={() => change({ task: "" })}
        showLog={(id) => change({ task: "", tab: "", target: id, line: "" }, true)}
      />
    </>
  );
}
