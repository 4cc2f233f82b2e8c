import { Box, ButtonBase, Stack } from "@mui/material";
import { useTranslation } from "react-i18next";
import { StatusBadge } from "../../ui/StatusBadge";
import { lookOf, TASK_ORDER } from "../../ui/states";
import { countStates, isOver, type Task } from "./tasks";
import type { ChangeAddress } from "./useAddress";
import type { Execution } from "./useExecution";

interface Props {
  execution: Execution;
  tasks: Task[];
  /** The state to which targets are narrowed. */
  chosen: string;
  change: ChangeAddress;
}

/** How many targets are in which state; each narrows the targets to its own. */
export function Progress({ execution, tasks, chosen, change }: Props) {
  const { t } = useTranslation("execution");
  const counts =
    tasks.length > 0
      ? countStates(tasks)
      : TASK_ORDER.flatMap((state): [string, number][] => {
          const count = execution.counts[state];
          return count ? [[state, count]] : [];
        });
  const total = counts.reduce((sum, [, count]) => sum + count, 0);
  const done = counts.reduce((sum, [state, count]) => sum + (isOver(state) ? count : 0), 0);
  if (total === 0) {
    return null;
  }
  return (
    <Stack direction="row" sx={{ flexWrap: "wrap", alignItems: "center", gap: 1, marginTop: -0.75 }}>
      <Box
        role="img"
        aria-label={t("progress", { done, total })}
        sx={{
          display: "flex",
          width: { xs: "100%", sm: 200 },
          height: 8,
          borderRadius: 1,
          overflow: "hidden",
          gap: "1px",
        }}
      >
        {[...counts].reverse().map(([state, count]) => (
          <Box
            key={state}
            sx={(theme) => ({
              minWidth: 3,
              backgroundColor: isOver(state)
                ? theme.vars?.palette.tone[lookOf(state).tone].solid
                : theme.vars?.palette.tone[lookOf(state).tone].fill,
            })}
            style={{ flexGrow: count }}
          />
        ))}
      </Box>
      <Box
        component="span"
        aria-hidden
        sx={{
          display: { xs: "none", sm: "inline" },
          fontSize: "0.8125rem",
          color: "text.secondary",
          fontVariantNumeric: "tabular-nums",
        }}
      >
        {t("progress", { done, total })}
      </Box>
      {counts.map(([state, count]) => (
        <ButtonBase
          key={state}
          aria-pressed={chosen === state}
          onClick={() => change({ state: chosen === state ? "" : state })}
          sx={(theme) => ({
            borderRadius: 1,
            outline: chosen === state ? `2px solid ${theme.vars?.palette.primary.main}` : "none",
            "&:focus-visible": { outline: `2px solid ${theme.vars?.palette.primary.main}`, outlineOffset: 1 },
          })}
        >
          <StatusBadge state={state} count={count} />
        </ButtonBase>
      ))}
    </Stack>
  );
}
