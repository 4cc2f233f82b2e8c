import { Box, Stack, Typography } from "@mui/material";
import { useVirtualizer } from "@tanstack/react-virtual";
import { CalendarRange } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { duration } from "../../../app/times";
import { Empty, Outcome } from "../../../ui/Outcome";
import { StatusBadge } from "../../../ui/StatusBadge";
import { isFinal, lookOf } from "../../../ui/states";
import { axisStep } from "../progress";
import { TaskFilter } from "../TargetList";
import { filterTasks, type Task } from "../tasks";
import type { ChangeAddress } from "../useAddress";
import { type Execution, useAttempts, useDefinition } from "../useExecution";
import { useSettled } from "../useSettled";
import { type Bar, barsOf } from "./bars";

interface Props {
  execution: Execution;
  query: { data: Task[] | undefined; error: unknown; isPending: boolean; refetch(): unknown };
  tasks: Task[];
  get(name: string): string;
  change: ChangeAddress;
}

const ROW = 32;
const NAME = { xs: 110, sm: 200 };
const TICKS = 6;

/** When each target waited and when it ran. */
export default function TimelineTab({ execution, query, tasks, get, change }: Props) {
  const { t } = useTranslation("execution");
  const scroller = useRef<HTMLDivElement>(null);
  const shown = filterTasks(tasks, get("find"), get("state"));
  const now = useNow(!isFinal(execution.state));
  const steps = useDefinition(execution).data?.steps.map((step) => step.name) ?? [];
  const virtualizer = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 6,
  });
  const settled = useSettled(virtualizer.isScrolling);
  const begin = Date.parse(execution.createdAt);
  const end = execution.finishedAt ? Date.parse(execution.finishedAt) : now;
  const length = Math.max(1, end - begin);
  const tick = axisStep(length, TICKS);
  const ticks = Array.from({ length: Math.floor(length / tick) + 1 }, (_, at) => at * tick);
  return (
    <>
      <Stack direction="row" sx={{ gap: 1.5, marginBottom: 1.5, flexWrap: "wrap", alignItems: "center" }}>
        <Box sx={{ width: 340, maxWidth: "100%" }}>
          <TaskFilter tasks={tasks} text={get("find")} state={get("state")} change={change} />
        </Box>
        <Legend />
      </Stack>
      <Outcome query={{ ...query, data: tasks.length > 0 ? tasks : query.data }} permission="execution:read">
        {() =>
          shown.length === 0 ? (
            <Empty icon={CalendarRange} title={t(tasks.length === 0 ? "log.noTargets" : "hosts.noneMatch")} />
          ) : (
            <Box
              ref={scroller}
              role="region"
              aria-label={t("tabs.timeline")}
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
              <Axis ticks={ticks} length={length} />
              <Box role="list" sx={{ position: "relative", height: virtualizer.getTotalSize() }}>
                {virtualizer.getVirtualItems().map(({ index, start }) => {
                  const task = shown[index];
                  return (
                    task && (
                      <Box
                        key={task.id}
                        role="listitem"
                        sx={{
                          position: "absolute",
                          insetInline: 0,
                          height: ROW,
                          display: "flex",
                          alignItems: "center",
                          paddingInline: 1.5,
                          gap: 1,
                        }}
                        style={{ top: start }}
                      >
                        <Box
                          sx={{
                            width: NAME,
                            flex: "none",
                            display: "flex",
                            alignItems: "center",
                            gap: 0.5,
                            minWidth: 0,
                          }}
                        >
                          <StatusBadge state={task.state} compact />
                          <Box
                            component="span"
                            title={task.target.name}
                            sx={{
                              overflow: "hidden",
                              textOverflow: "ellipsis",
                              whiteSpace: "nowrap",
                              fontSize: "0.8125rem",
                            }}
                          >
                            {task.target.name}
                          </Box>
                        </Box>
                        <Track
                          execution={execution}
                          task={task}
                          begin={begin}
                          now={now}
                          length={length}
                          enabled={settled}
                          steps={steps}
                        />
                      </Box>
                    )
                  );
                })}
              </Box>
            </Box>
          )
        }
      </Outcome>
    </>
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

function Axis({ ticks, length }: { ticks: number[]; length: number }) {
  return (
    <Box
      aria-hidden
      sx={(theme) => ({
        position: "sticky",
        top: 0,
        zIndex: 1,
        height: 30,
        display: "flex",
        gap: 1,
        paddingInline: 1.5,
        fontSize: "0.75rem",
        color: theme.vars?.palette.text.secondary,
        backgroundColor: theme.vars?.palette.background.paper,
        borderBottom: `1px solid ${theme.vars?.palette.divider}`,
      })}
    >
      <Box sx={{ width: NAME, flex: "none" }} />
      <Box sx={{ position: "relative", flex: 1 }}>
        {ticks.map((tick) => (
          <Box
            key={tick}
            component="span"
            sx={(theme) => ({
              position: "absolute",
              top: 6,
              paddingInlineStart: 0.5,
              borderInlineStart: `1px solid ${theme.vars?.palette.line}`,
              whiteSpace: "nowrap",
            })}
            style={{
              insetInlineStart: `${(tick / length) * 100}%`,
              visibility: tick / length > 0.93 ? "hidden" : undefined,
            }}
          >
            {tick === 0 ? "0" : duration(tick)}
          </Box>
        ))}
      </Box>
    </Box>
  );
}

interface TrackProps {
  execution: Execution;
  task: Task;
  begin: number;
  now: number;
  length: number;
  enabled: boolean;
  steps: string[];
}

function Track({ execution, task, begin, now, length, enabled, steps }: TrackProps) {
  const { t } = useTranslation("execution");
  const { t: ui } = useTranslation("ui");
  const { data } = useAttempts(execution.id, task, enabled && task.state !== "pending");
  const bars = barsOf(data ?? [], begin, now);
  const words = (bar: Bar) =>
    bar.state === "queued"
      ? t("timeline.waited", { duration: duration(bar.to - bar.from) })
      : t("timeline.ran", {
          step: bar.step + 1,
          name: steps[bar.step] ?? "",
          attempt: bar.attempt,
          state: ui(`state.${bar.state}`),
          duration: duration(bar.to - bar.from),
        });
  return (
    <Box
      sx={{ position: "relative", flex: 1, height: 18 }}
      role="img"
      aria-label={bars.map(words).join("; ") || t("timeline.notBegun")}
    >
      {bars.map((bar) => (
        <Box
          key={`${bar.from}.${bar.state}.${bar.step}.${bar.attempt}`}
          title={words(bar)}
          sx={(theme) => ({
            position: "absolute",
            top: bar.state === "queued" ? 7 : 1,
            height: bar.state === "queued" ? 4 : 16,
            minWidth: 2,
            borderRadius: 0.5,
            boxShadow: bar.state === "queued" ? undefined : `inset -1px 0 ${theme.vars?.palette.background.paper}`,
            backgroundColor:
              bar.state === "queued"
                ? theme.vars?.palette.tone.neutral.solid
                : theme.vars?.palette.tone[lookOf(bar.state).tone].solid,
          })}
          style={{
            insetInlineStart: `${(bar.from / length) * 100}%`,
            width: `${((Math.min(bar.to, length) - bar.from) / length) * 100}%`,
          }}
        />
      ))}
    </Box>
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
