import { Box, MenuItem, Stack, TextField } from "@mui/material";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { duration } from "../../app/times";
import { SearchField } from "../../ui/SearchField";
import { StatusBadge } from "../../ui/StatusBadge";
import { countStates, type Task } from "./tasks";

interface FilterProps {
  tasks: Task[];
  text: string;
  state: string;
  change(changes: { find?: string; state?: string }): void;
}

/** Narrows tasks by the names of their targets and by their states. */
export function TaskFilter({ tasks, text, state, change }: FilterProps) {
  const { t } = useTranslation("execution");
  const { t: ui } = useTranslation("ui");
  return (
    <Stack direction="row" sx={{ gap: 1 }}>
      <SearchField label={t("targets.find")} value={text} onChange={(find) => change({ find })} wide />
      <TextField
        select
        value={state}
        onChange={(event) => change({ state: event.target.value })}
        slotProps={{ select: { displayEmpty: true, SelectDisplayProps: { "aria-label": t("targets.state") } } }}
        sx={{ maxWidth: 132 }}
      >
        <MenuItem value="">{t("targets.anyState")}</MenuItem>
        {countStates(tasks).map(([each, count]) => (
          <MenuItem key={each} value={each}>
            {ui(`state.${each}`)} ({count})
          </MenuItem>
        ))}
        {state !== "" && !tasks.some((task) => task.state === state) && (
          <MenuItem value={state}>{ui(`state.${state}`, { defaultValue: state })} (0)</MenuItem>
        )}
      </TextField>
    </Stack>
  );
}

interface Props extends FilterProps {
  /** Those that are listed, of all tasks. */
  shown: Task[];
  chosen: string;
  choose(id: string): void;
}

const ROW = 34;

/** The targets, what went wrong first; choosing one narrows the log to it. */
export function TargetList({ shown, chosen, choose, ...filter }: Props) {
  const { t } = useTranslation("execution");
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: shown.length + 1,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 12,
  });
  const at = chosen === "" ? 0 : shown.findIndex((task) => task.id === chosen) + 1;
  useEffect(() => virtualizer.scrollToIndex(at, { align: "auto" }), [at, virtualizer]);

  const move = (event: KeyboardEvent, from: number) => {
    const to = event.key === "ArrowDown" ? from + 1 : event.key === "ArrowUp" ? from - 1 : -1;
    if (to >= 0 && to <= shown.length) {
      event.preventDefault();
      virtualizer.scrollToIndex(to, { align: "auto" });
      requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-index="${to}"]`)?.focus());
    }
  };

  return (
    <Stack sx={{ gap: 1, minHeight: 0, height: "100%" }}>
      <TaskFilter {...filter} />
      <Box ref={scroller} role="list" aria-label={t("targets.label")} sx={{ overflow: "auto", flex: 1, minHeight: 0 }}>
        <Box sx={{ height: virtualizer.getTotalSize(), position: "relative" }}>
          {virtualizer.getVirtualItems().map(({ index, start }) => {
            const task = shown[index - 1];
            return (
              <Box
                key={task?.id ?? "all"}
                role="listitem"
                sx={{ position: "absolute", insetInline: 0, height: ROW }}
                style={{ top: start }}
              >
                <Choice
                  index={index}
                  task={task}
                  count={filter.tasks.length}
                  chosen={index === at}
                  choose={choose}
                  move={move}
                />
              </Box>
            );
          })}
        </Box>
      </Box>
      {shown.length < filter.tasks.length && (
        <Box sx={{ fontSize: "0.75rem", color: "text.secondary" }}>
          {t("targets.shown", { count: shown.length, of: filter.tasks.length })}
        </Box>
      )}
    </Stack>
  );
}

interface ChoiceProps {
  index: number;
  task: Task | undefined;
  count: number;
  chosen: boolean;
  choose(id: string): void;
  move(event: KeyboardEvent, from: number): void;
}

function Choice({ index, task, count, chosen, choose, move }: ChoiceProps) {
  const { t } = useTranslation("execution");
  const code = task?.exitCode ? t("targets.exit", { code: task.exitCode }) : undefined;
  return (
    <Box
      component="button"
      type="button"
      data-index={index}
      aria-current={chosen ? "true" : undefined}
      tabIndex={chosen ? 0 : -1}
      onClick={() => choose(task?.id ?? "")}
      onKeyDown={(event: KeyboardEvent) => move(event, index)}
      sx={(theme) => ({
        display: "flex",
        alignItems: "center",
        gap: 0.75,
        width: "100%",
        height: ROW - 2,
        paddingInline: 0.75,
        border: 0,
        borderRadius: 1,
        font: "inherit",
        fontSize: "0.8125rem",
        textAlign: "start",
        cursor: "pointer",
        color: "inherit",
        backgroundColor: chosen ? theme.vars?.palette.tone.info.fill : "transparent",
        fontWeight: chosen ? 600 : 450,
        "&:hover": { backgroundColor: theme.vars?.palette.tone.neutral.fill },
        "&:focus-visible": { outline: `2px solid ${theme.vars?.palette.primary.main}`, outlineOffset: -2 },
      })}
    >
      {task && <StatusBadge state={task.state} compact />}
      <Box
        component="span"
        sx={{ flex: 1, minWidth: 0, overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap" }}
      >
        {task ? task.target.name : t("targets.all", { count })}
      </Box>
      <Box component="span" sx={{ color: "text.secondary", fontSize: "0.75rem", fontVariantNumeric: "tabular-nums" }}>
        {code ?? (task?.durationMs === undefined ? "" : duration(task.durationMs))}
      </Box>
    </Box>
  );
}
