// biome-ignore-all lint/a11y/useSemanticElements: a virtual table is laid out by a grid, which takes its roles from the elements of a table
// biome-ignore-all lint/a11y/useFocusableInteractive: rows of a table take no focus, unlike those of a grid
import { Box } from "@mui/material";
import type { Theme } from "@mui/material/styles";
import { useVirtualizer } from "@tanstack/react-virtual";
import type { TFunction } from "i18next";
import { SearchX } from "lucide-react";
import { memo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { duration } from "../../../app/times";
import { Empty } from "../../../ui/Outcome";
import { markStyles, StateMark } from "../StateMark";
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
  const { t: ui } = useTranslation("ui");
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: tasks.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 6,
    // A frame of scrolling may be drawn when the browser has time for it.
    useFlushSync: false,
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
      sx={(theme) => matrixStyles(theme, columns.length)}
    >
      <div role="row" className="head">
        <div role="columnheader">{t("hosts.target")}</div>
        <div role="columnheader">{t("hosts.state")}</div>
        {columns.map((step, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: steps are what their place says
          <span key={at} role="columnheader" title={step} className="clipped">
            {at + 1}. {step}
          </span>
        ))}
        <div role="columnheader">{t("hosts.exit")}</div>
        <div role="columnheader">{t("hosts.duration")}</div>
        <div role="columnheader">{t("hosts.why")}</div>
      </div>
      <div role="rowgroup" style={{ position: "relative", height: virtualizer.getTotalSize() }}>
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
                ui={ui}
              />
            )
          );
        })}
      </div>
    </Box>
  );
}

function gridOf(steps: number) {
  return {
    display: "grid",
    gridTemplateColumns: `minmax(150px, 1fr) 132px ${"minmax(72px, 120px) ".repeat(steps)}72px 84px minmax(0, 2fr)`,
    minWidth: 620 + steps * 90,
    alignItems: "center",
    columnGap: "12px",
    paddingInline: "12px",
  } as const;
}

/** Told once for the whole matrix, so that a row costs no styling of its own. */
function matrixStyles(theme: Theme, steps: number) {
  const palette = theme.vars?.palette;
  return {
    ...markStyles(theme),
    flex: "0 1 auto",
    minHeight: 240,
    overflow: "auto",
    border: `1px solid ${palette?.divider}`,
    borderRadius: "10px",
    backgroundColor: palette?.background.paper,
    "& .head, & .row": { ...gridOf(steps), borderBottom: `1px solid ${palette?.divider}` },
    "& .head": {
      height: 36,
      position: "sticky",
      top: 0,
      zIndex: 1,
      fontSize: "0.75rem",
      fontWeight: 560,
      color: palette?.text.secondary,
      backgroundColor: palette?.background.paper,
    },
    "& .row": { position: "absolute", insetInline: 0, height: ROW },
    "& .row.opened": { backgroundColor: palette?.tone.info.fill },
    "& .row:hover": { backgroundColor: palette?.action.hover },
    "& .clipped, & .row button": {
      overflow: "hidden",
      textOverflow: "ellipsis",
      whiteSpace: "nowrap",
      textAlign: "start",
    },
    "& .muted": { color: palette?.text.secondary },
    "& .number": { fontVariantNumeric: "tabular-nums" },
    "& .row button": {
      maxWidth: "100%",
      padding: "6px 4px",
      border: 0,
      borderRadius: "6px",
      font: "inherit",
      fontWeight: 560,
      color: palette?.primary.main,
      background: "none",
      cursor: "pointer",
    },
    "& .row button:hover": { textDecoration: "underline" },
    "& .row button:focus-visible": { outline: `2px solid ${palette?.primary.main}`, outlineOffset: -2 },
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
  /** From the matrix: to ask for words in each row takes longer than to draw it. */
  ui: TFunction<"ui">;
}

const Row = memo(function Row({ execution, task, index, top, steps, opened, settled, open, ui }: RowProps) {
  const [seen, setSeen] = useState(settled);
  if (settled && !seen) {
    setSeen(true);
  }
  const reason = task.error?.message ?? task.note;
  return (
    <div role="row" aria-rowindex={index + 2} className={opened ? "row opened" : "row"} style={{ top }}>
      <div role="cell" className="clipped">
        <button type="button" title={task.target.name} onClick={() => open(task.id)}>
          {task.target.name}
        </button>
      </div>
      <div role="cell">
        <StateMark state={task.state} word={ui(`state.${task.state}`)} spelled />
      </div>
      {steps > 0 && seen && <StepCells execution={execution} task={task} count={steps} enabled={settled} ui={ui} />}
      {!seen &&
        Array.from({ length: steps }, (_, step) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: steps are what their place says
          <span key={step} role="cell" className="muted">
            …
          </span>
        ))}
      <span role="cell" className="number">
        {task.exitCode ?? ""}
        {task.attempt > 1 && <span className="muted"> ×{task.attempt}</span>}
      </span>
      <span role="cell" className="number">
        {task.durationMs === undefined ? "" : duration(task.durationMs)}
      </span>
      <span role="cell" title={reason} className="clipped muted">
        {reason}
      </span>
    </div>
  );
});

function StepCells({
  execution,
  task,
  count,
  enabled,
  ui,
}: {
  execution: Execution;
  task: Task;
  count: number;
  enabled: boolean;
  ui: TFunction<"ui">;
}) {
  const { t } = useTranslation("execution");
  const begun = task.state !== "pending";
  const { data } = useAttempts(execution.id, task, enabled && begun);
  const states = stepStates(data ?? [], count, data !== undefined && isOver(task.state));
  return states.slice(0, count).map(({ step, state, exitCode, tries }) => (
    <div role="cell" key={step}>
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
          <StateMark state={state} word={ui(`state.${state}`)} />
          {tries > 1 && <small className="muted">×{tries}</small>}
        </span>
      ) : (
        <span className="muted">…</span>
      )}
    </div>
  ));
}
