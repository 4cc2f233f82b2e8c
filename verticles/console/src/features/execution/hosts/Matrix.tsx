import { Box, Button } from "@mui/material";
import { useVirtualizer } from "@tanstack/react-virtual";
import { SearchX } from "lucide-react";
import { memo, useRef } from "react";
import { useTranslation } from "react-i18next";
import { duration } from "../../../app/times";
import { Empty } from "../../../ui/Outcome";
import { StatusBadge } from "../../../ui/StatusBadge";
import { isOver, type Task } from "../tasks";
import { type Execution, useAttempts } from "../useExecution";
import { useSettled } from "../useSettled";
import { stepStates } from "./steps";

interface Props {
  execution: Execution;
  tasks: Task[];
  all: number;
  /** The names of the steps; none when the definition is not known. */
  steps: string[];
  opened: string;
  open(id: string): void;
}

const ROW = 40;

/** Targets and how each step ended on them; attempts are asked for where somebody looks. */
export function Matrix({ execution, tasks, all, steps, opened, open }: Props) {
  const { t } = useTranslation("execution");
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: tasks.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 6,
  });
  const settled = useSettled(virtualizer.isScrolling);
  if (tasks.length === 0) {
    return all === 0 ? (
      <Empty icon={SearchX} title={t("log.noTargets")} text={t("log.noTargetsText")} />
    ) : (
      <Empty icon={SearchX} title={t("hosts.noneMatch")} text={t("hosts.noneMatchText")} />
    );
  }
  const columns = steps.length > 1 ? steps : [];
  return (
    <Box
      ref={scroller}
      role="table"
      aria-label={t("hosts.label")}
      aria-rowcount={tasks.length + 1}
      tabIndex={0}
      sx={(theme) => ({
        flex: "0 1 auto",
        minHeight: 240,
        overflow: "auto",
        border: `1px solid ${theme.vars?.palette.divider}`,
        borderRadius: 1.25,
        backgroundColor: theme.vars?.palette.background.paper,
      })}
    >
      <Box
        role="row"
        sx={(theme) => ({
          ...gridOf(columns.length),
          height: 36,
          position: "sticky",
          top: 0,
          zIndex: 1,
          fontSize: "0.75rem",
          fontWeight: 560,
          color: theme.vars?.palette.text.secondary,
          backgroundColor: theme.vars?.palette.background.paper,
          borderBottom: `1px solid ${theme.vars?.palette.divider}`,
        })}
      >
        <Box role="columnheader">{t("hosts.target")}</Box>
        <Box role="columnheader">{t("hosts.state")}</Box>
        {columns.map((step, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: steps are what their place says
          <Box key={at} component="span" role="columnheader" title={step} sx={clipped}>
            {at + 1}. {step}
          </Box>
        ))}
        <Box role="columnheader">{t("hosts.exit")}</Box>
        <Box role="columnheader">{t("hosts.duration")}</Box>
        <Box role="columnheader">{t("hosts.why")}</Box>
      </Box>
      <Box role="rowgroup" sx={{ position: "relative", height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const task = tasks[index];
          return (
            task && (
              <Row
                key={task.id}
                execution={execution}
                task={task}
                index={index}
                top={start}
                steps={columns.length}
                opened={task.id === opened}
                settled={settled}
                open={open}
              />
            )
          );
        })}
      </Box>
    </Box>
  );
}

function gridOf(steps: number) {
  return {
    display: "grid",
    gridTemplateColumns: `minmax(150px, 1fr) 132px ${"minmax(72px, 120px) ".repeat(steps)}72px 84px minmax(0, 2fr)`,
    minWidth: 620 + steps * 90,
    alignItems: "center",
    columnGap: 1.5,
    paddingInline: 1.5,
  } as const;
}

interface RowProps {
  execution: Execution;
  task: Task;
  index: number;
  top: number;
  /** How many columns of steps there are. */
  steps: number;
  opened: boolean;
  settled: boolean;
  open(id: string): void;
}

const Row = memo(function Row({ execution, task, index, top, steps, opened, settled, open }: RowProps) {
  return (
    <Box
      role="row"
      aria-rowindex={index + 2}
      sx={(theme) => ({
        ...gridOf(steps),
        position: "absolute",
        insetInline: 0,
        height: ROW,
        borderBottom: `1px solid ${theme.vars?.palette.divider}`,
        backgroundColor: opened ? theme.vars?.palette.tone.info.fill : undefined,
        "&:hover": { backgroundColor: theme.vars?.palette.action.hover },
      })}
      style={{ top }}
    >
      <Box role="cell" sx={clipped}>
        <Button
          onClick={() => open(task.id)}
          sx={{ ...clipped, display: "block", minWidth: 0, maxWidth: "100%", paddingInline: 0.5 }}
        >
          {task.target.name}
        </Button>
      </Box>
      <Box role="cell">
        <StatusBadge state={task.state} />
      </Box>
      {steps > 0 && <StepCells execution={execution} task={task} count={steps} enabled={settled} />}
      <Box component="span" role="cell" sx={{ fontVariantNumeric: "tabular-nums" }}>
        {task.exitCode ?? ""}
        {task.attempt > 1 && (
          <Box component="span" sx={{ color: "text.secondary" }}>
            {" "}
            ×{task.attempt}
          </Box>
        )}
      </Box>
      <Box component="span" role="cell" sx={{ fontVariantNumeric: "tabular-nums" }}>
        {task.durationMs === undefined ? "" : duration(task.durationMs)}
      </Box>
      <Box
        component="span"
        role="cell"
        title={task.error?.message ?? task.note}
        sx={{ ...clipped, color: "text.secondary" }}
      >
        {task.error?.message ?? task.note ?? ""}
      </Box>
    </Box>
  );
});

const clipped = { overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap", textAlign: "start" } as const;

function StepCells({
  execution,
  task,
  count,
  enabled,
}: {
  execution: Execution;
  task: Task;
  count: number;
  enabled: boolean;
}) {
  const { t } = useTranslation("execution");
  const { t: ui } = useTranslation("ui");
  const begun = task.state !== "pending";
  const { data } = useAttempts(execution.id, task, enabled && begun);
  const states = stepStates(data ?? [], count, data !== undefined && isOver(task.state));
  return states.slice(0, count).map(({ step, state, exitCode, tries }) => (
    <Box role="cell" key={step}>
      {data || !begun ? (
        <span
          title={[
            ui(`state.${state}`),
            exitCode === undefined ? "" : t("targets.exit", { code: exitCode }),
            tries > 1 ? t("hosts.tries", { count: tries }) : "",
          ]
            .filter(Boolean)
            .join(" · ")}
        >
          <StatusBadge state={state} compact />
          {tries > 1 && (
            <Box component="span" sx={{ fontSize: "0.75rem", color: "text.secondary" }}>
              ×{tries}
            </Box>
          )}
        </span>
      ) : (
        <Box component="span" sx={{ color: "text.secondary" }}>
          …
        </Box>
      )}
    </Box>
  ));
}
