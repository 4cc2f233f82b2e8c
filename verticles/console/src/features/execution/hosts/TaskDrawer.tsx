import { Alert, Box, Button, Drawer, IconButton, Link, Stack, Typography } from "@mui/material";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link as RouterLink } from "react-router";
import { api, type Schemas, take } from "../../../api/client";
import { useCan } from "../../../app/session";
import { bytes, duration } from "../../../app/times";
import { CommandLine } from "../../../ui/CommandLine";
import { useFeedback } from "../../../ui/Feedback";
import { Outcome } from "../../../ui/Outcome";
import { StatusBadge } from "../../../ui/StatusBadge";
import { TimeText } from "../../../ui/TimeText";
import { shellWord } from "../../run/commandLines";
import type { Task } from "../tasks";
import { type Execution, useAttempts } from "../useExecution";
import { stateOf } from "./steps";

interface Props {
  execution: Execution;
  task: Task | undefined;
  steps: string[];
  close(): void;
  showLog(taskId: string): void;
}

/** One target of an execution, with every attempt. */
export function TaskDrawer({ task, close, ...rest }: Props) {
  return (
    <Drawer
      anchor="right"
      open={task !== undefined}
      onClose={close}
      slotProps={{
        paper: { role: "dialog", "aria-labelledby": "task-title", sx: { width: 460, maxWidth: "100%", padding: 2 } },
      }}
    >
      {task && <TaskDetail task={task} close={close} {...rest} />}
    </Drawer>
  );
}

function TaskDetail({ execution, task, steps, close, showLog }: Props & { task: Task }) {
  const { t } = useTranslation("execution");
  const { t: ui } = useTranslation("ui");
  const attempts = useAttempts(execution.id, task, true);
  const problem = [task.error && t(`error.${task.error.category}`), task.error?.message].filter(Boolean).join(": ");
  return (
    <Stack sx={{ gap: 2 }}>
      <Stack direction="row" sx={{ alignItems: "center", gap: 1.5 }}>
        <Typography id="task-title" variant="h2" sx={{ overflowWrap: "anywhere" }}>
          {task.target.name}
        </Typography>
        <StatusBadge state={task.state} />
        <Box sx={{ flex: 1 }} />
        <IconButton aria-label={ui("close")} onClick={close}>
          <X size={18} />
        </IconButton>
      </Stack>
      {problem && <Alert severity="error">{problem}</Alert>}
      {task.note && <Typography color="textSecondary">{task.note}</Typography>}
      {task.cancel && <Typography color="textSecondary">{t(`task.cancel.${task.cancel}`)}</Typography>}
      {task.mode && <Typography color="textSecondary">{t(`task.mode.${task.mode}`)}</Typography>}
      {task.state === "waiting" && <Resolve execution={execution} task={task} />}
      <Stack direction="row" sx={{ gap: 1, alignItems: "center" }}>
        <Button variant="outlined" onClick={() => showLog(task.id)}>
          {t("task.log")}
        </Button>
        <Link component={RouterLink} to={`/targets/${task.target.id}`}>
          {t("task.target")}
        </Link>
      </Stack>
      <Typography variant="h3" component="h3">
        {t("task.attempts")}
      </Typography>
      <Outcome query={attempts} permission="execution:read">
        {(all) =>
          all.length === 0 ? (
            <Typography color="textSecondary">{t("task.noAttempts")}</Typography>
          ) : (
            <Stack sx={{ gap: 1 }}>
              {all.map((attempt) => (
                <AttemptCard key={`${attempt.step}.${attempt.attempt}`} attempt={attempt} step={steps[attempt.step]} />
              ))}
            </Stack>
          )
        }
      </Outcome>
      <CommandLine command={`opsconductor executions attempts ${execution.id} ${shellWord(task.target.name)}`} />
    </Stack>
  );
}

function AttemptCard({ attempt, step }: { attempt: Schemas["Attempt"]; step: string | undefined }) {
  const { t } = useTranslation("execution");
  const { startedAt, finishedAt, exitCode, stdoutBytes, stderrBytes, error } = attempt;
  return (
    <Box sx={(theme) => ({ padding: 1.25, borderRadius: 1, border: `1px solid ${theme.vars?.palette.divider}` })}>
      <Stack direction="row" sx={{ gap: 1, alignItems: "center", flexWrap: "wrap" }}>
        <Typography sx={{ fontWeight: 560 }}>
          {t("task.attempt", { step: attempt.step + 1, name: step ?? "", attempt: attempt.attempt })}
        </Typography>
        <StatusBadge state={stateOf(attempt)} />
      </Stack>
      <Stack
        direction="row"
        sx={{ marginTop: 0.5, columnGap: 2, flexWrap: "wrap", fontSize: "0.8125rem", color: "text.secondary" }}
      >
        {startedAt && (
          <span>
            <TimeText at={startedAt} form="full" />
          </span>
        )}
        {startedAt && finishedAt && <span>{duration(Date.parse(finishedAt) - Date.parse(startedAt))}</span>}
        {exitCode !== undefined && <span>{t("targets.exit", { code: exitCode })}</span>}
        <span>{t("groups.stdout", { size: bytes(stdoutBytes) })}</span>
        <span>{t("groups.stderr", { size: bytes(stderrBytes) })}</span>
      </Stack>
      {error && (
        <Typography variant="body2" sx={(theme) => ({ marginTop: 0.5, color: theme.vars?.palette.tone.error.text })}>
          {[t(`error.${error.category}`), error.message].filter(Boolean).join(": ")}
        </Typography>
      )}
    </Box>
  );
}

const DECISIONS = ["succeeded", "failed", "retry"] as const;

/** Nobody can know how it ended: somebody decides. */
function Resolve({ execution, task }: { execution: Execution; task: Task }) {
  const { t } = useTranslation("execution");
  const can = useCan();
  const { confirm, tell, fail } = useFeedback();
  const client = useQueryClient();
  const resolve = useMutation({
    mutationFn: (as: (typeof DECISIONS)[number]) =>
      take(
        api.POST("/executions/{id}/tasks/{taskId}/resolve", {
          params: { path: { id: execution.id, taskId: task.id } },
          body: { as },
        }),
      ),
    onSuccess: () => tell(t("resolve.done", { name: task.target.name })),
    onError: fail,
    onSettled: () => client.invalidateQueries({ queryKey: ["execution", execution.id] }),
  });
  const decide = async (as: (typeof DECISIONS)[number]) => {
    const yes = await confirm({
      title: t(`resolve.${as}Title`, { name: task.target.name }),
      text: t(`resolve.${as}Text`),
      action: t(`resolve.${as}`),
      destructive: as === "retry",
    });
    if (yes) {
      resolve.mutate(as);
    }
  };
  const may = can("job:run");
  return (
    <Alert severity="warning" sx={{ alignItems: "flex-start" }}>
      <Typography>{t("resolve.text")}</Typography>
      <Stack direction="row" sx={{ gap: 1, marginTop: 1, flexWrap: "wrap" }}>
        {DECISIONS.map((as) => (
          <Button key={as} variant="outlined" disabled={!may || resolve.isPending} onClick={() => decide(as)}>
            {t(`resolve.${as}`)}
          </Button>
        ))}
      </Stack>
      {!may && <Typography variant="body2">{t("resolve.mayNot")}</Typography>}
    </Alert>
  );
}
