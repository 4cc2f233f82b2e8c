import { Box } from "@mui/material";
import type { Theme } from "@mui/material/styles";
import { useVirtualizer } from "@tanstack/react-virtual";
import type { TFunction } from "i18next";
import { memo, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { duration } from "../../../app/times";
import { isFinal, lookOf } from "../../../ui/states";
import { axisStep } from "../progress";
import { markStyles, StateMark } from "../StateMark";
import { isOver, type Task } from "../tasks";
import type { Execution } from "../useExecution";
import { type Bar, barsOf } from "./bars";

const ROW = 32;
const TICKS = 6;
/** Room for a label of the axis, such as `1 h 30 min`; pixels. */
const LABEL = 72;

interface Props {
  execution: Execution;
  tasks: Task[];
  open(taskId: string): void;
}

/** The targets over the time of the execution; only those in sight are drawn. */
export function Chart({ execution, tasks, open }: Props) {
  const { t } = useTranslation("execution");
  const { t: ui } = useTranslation("ui");
  const scroller = useRef<HTMLDivElement>(null);
  const now = useNow(!isFinal(execution.state));
  const virtualizer = useVirtualizer({
    count: tasks.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 8,
    // A frame of scrolling may be drawn when the browser has time for it.
    useFlushSync: false,
  });
  const begin = Date.parse(execution.createdAt);
  const end = execution.finishedAt ? Date.parse(execution.finishedAt) : now;
  const length = Math.max(1, end - begin);
  return (
    <Box ref={scroller} role="region" aria-label={t("tabs.timeline")} tabIndex={0} sx={chartStyles}>
      <Axis length={length} />
      <ul className="rows" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const task = tasks[index];
          return (
            task && (
              <Row
                key={task.id}
                task={task}
                top={start}
                begin={begin}
                length={length}
                // What has ended is not drawn anew each second.
                now={isOver(task.state) && task.finishedAt ? end : now}
                open={open}
                t={t}
                ui={ui}
              />
            )
          );
        })}
      </ul>
    </Box>
  );
}

function useNow(running: boolean): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = running ? setInterval(() => setNow(Date.now()), 1000) : undefined;
    return () => clearInterval(timer);
  }, [running]);
  return now;
}

function Axis({ length }: { length: number }) {
  const track = useRef<HTMLSpanElement>(null);
  const [width, setWidth] = useState(TICKS * LABEL);
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => entry && setWidth(entry.contentRect.width));
    if (track.current) {
      observer.observe(track.current);
    }
    return () => observer.disconnect();
  }, []);
  const tick = axisStep(length, Math.max(1, Math.min(TICKS, Math.floor(width / LABEL))));
  const ticks = Array.from({ length: Math.floor(length / tick) + 1 }, (_, at) => at * tick);
  return (
    <div aria-hidden className="axis">
      <span className="who" />
      <span className="track" ref={track}>
        {ticks.map((each) => (
          <span
            key={each}
            className="tick"
            style={{
              insetInlineStart: `${(each / length) * 100}%`,
              visibility: each > 0 && (1 - each / length) * width < LABEL * (2 / 3) ? "hidden" : undefined,
            }}
          >
            {each === 0 ? "0" : duration(each)}
          </span>
        ))}
      </span>
    </div>
  );
}

interface RowProps {
  task: Task;
  top: number;
  begin: number;
  length: number;
  now: number;
  open(taskId: string): void;
  /** Words come from the chart: to ask for them in each row takes longer than to draw it. */
  t: TFunction<"execution">;
  ui: TFunction<"ui">;
}

const Row = memo(function Row({ task, top, begin, length, now, open, t, ui }: RowProps) {
  const state = ui(`state.${task.state}`);
  const bars = barsOf(task, begin, now);
  const words = (bar: Bar) =>
    bar.state === "queued"
      ? t(bar.again ? "timeline.before" : "timeline.waited", { duration: duration(bar.to - bar.from) })
      : t("timeline.ran", { state, duration: duration(bar.to - bar.from), count: task.attempt });
  return (
    <li className="row" style={{ top }}>
      <span className="who">
        <StateMark state={task.state} word={state} />
        <button type="button" title={task.target.name} onClick={() => open(task.id)}>
          {task.target.name}
        </button>
      </span>
      <span className="track" role="img" aria-label={bars.map(words).join("; ") || t("timeline.notBegun")}>
        {bars.map((bar) => (
          <span
            key={bar.state}
            title={words(bar)}
            className={`bar ${lookOf(bar.state).tone}${bar.state === "queued" ? " waits" : ""}${bar.again ? " again" : ""}`}
            style={{
              insetInlineStart: `${(bar.from / length) * 100}%`,
              width: `${((Math.min(bar.to, length) - Math.min(bar.from, length)) / length) * 100}%`,
            }}
          />
        ))}
      </span>
    </li>
  );
});

/** Told once for the whole chart, so that a row costs no styling of its own. */
function chartStyles(theme: Theme) {
  const palette = theme.vars?.palette;
  return {
    ...markStyles(theme),
    flex: "0 1 auto",
    minHeight: 240,
    overflow: "auto",
    border: `1px solid ${palette?.divider}`,
    borderRadius: "10px",
    backgroundColor: palette?.background.paper,
    "& .rows": { position: "relative", margin: 0, padding: 0, listStyle: "none" },
    "& .row, & .axis": { display: "flex", gap: "8px", paddingInline: "12px" },
    "& .row": { position: "absolute", insetInline: 0, height: ROW, alignItems: "center", contain: "strict" },
    "& .row:hover": { backgroundColor: palette?.action.hover },
    "& .who": { flex: "none", display: "flex", alignItems: "center", gap: "4px", minWidth: 0, width: 200 },
    [theme.breakpoints.down("sm")]: { "& .who": { width: 110 } },
    "& .who button": {
      minWidth: 0,
      padding: "2px 4px",
      overflow: "hidden",
      textOverflow: "ellipsis",
      whiteSpace: "nowrap",
      border: 0,
      borderRadius: "4px",
      font: "inherit",
      fontSize: "0.8125rem",
      color: "inherit",
      background: "none",
      cursor: "pointer",
    },
    "& .who button:hover": { textDecoration: "underline" },
    "& .who button:focus-visible": { outline: `2px solid ${palette?.primary.main}`, outlineOffset: -2 },
    "& .track": { position: "relative", flex: 1, height: 18 },
    "& .bar": { position: "absolute", top: "1px", height: 16, minWidth: "2px", borderRadius: "4px" },
    "& .bar.waits": { top: "7px", height: 4, borderRadius: "2px" },
    "& .bar.waits.again": {
      background: `repeating-linear-gradient(90deg, ${palette?.tone.neutral.solid} 0 6px, transparent 6px 10px)`,
    },
    "& .axis": {
      position: "sticky",
      top: 0,
      zIndex: 1,
      height: 30,
      // What is hidden at the end would still make it wider than the page.
      overflow: "hidden",
      fontSize: "0.75rem",
      color: palette?.text.secondary,
      backgroundColor: palette?.background.paper,
      borderBottom: `1px solid ${palette?.divider}`,
    },
    "& .tick": {
      position: "absolute",
      top: "6px",
      paddingInlineStart: "4px",
      borderInlineStart: `1px solid ${palette?.line}`,
      whiteSpace: "nowrap",
    },
  } as const;
}
