import { Box, Button, Card, Link, Stack, TextField, Typography } from "@mui/material";
import { useQuery } from "@tanstack/react-query";
import { ExternalLink, Play, SquareTerminal } from "lucide-react";
import { type FormEvent, type KeyboardEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link as RouterLink } from "react-router";
import { api, type Schemas, take } from "../../api/client";
import { useOnce } from "../../api/once";
import { type ApiProblem, asProblem } from "../../api/problem";
import { untilNextPress } from "../../app/presses";
import { mono } from "../../app/theme";
import { duration } from "../../app/times";
import { Empty, Outcome } from "../../ui/Outcome";
import { StatusBadge } from "../../ui/StatusBadge";
import { isFinal } from "../../ui/states";
import { useUrlState } from "../../ui/useUrlState";
import { shellWord } from "../run/commandLines";
import { ProblemAlert } from "./AddTarget";
import type { Target } from "./data";

const LOOK_AGAIN = 800;
const SHOWN_BYTES = 65_536;

/** A command on one target, with its output in place. */
export function CommandTab({ target }: { target: Target }) {
  const { t } = useTranslation("targets");
  const [executionId, setExecutionId] = useUrlState("execution", "", false);
  const [command, setCommand] = useState("");
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [busy, setBusy] = useState(false);
  const once = useOnce();

  const run = async () => {
    if (command.trim() === "" || busy) {
      return;
    }
    setBusy(true);
    setProblem(null);
    try {
      const started = await take(
        api.POST("/executions", {
          params: { header: { "Idempotency-Key": once.keyOf(command) } },
          body: { command, targets: { ids: [target.id] } },
        }),
      );
      once.done();
      setExecutionId(started.id);
      await untilNextPress();
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void run();
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void run();
    }
  };
  const error = problem?.of("/command");
  return (
    <Stack sx={{ gap: 2 }}>
      <Stack component="form" onSubmit={submit} sx={{ gap: 1.5 }} noValidate>
        <ProblemAlert problem={problem} />
        <TextField
          label={t("quick.label")}
          value={command}
          onChange={(event) => setCommand(event.target.value)}
          onKeyDown={press}
          multiline
          minRows={2}
          maxRows={10}
          placeholder="uptime"
          error={Boolean(error)}
          helperText={error ?? t("quick.help")}
          slotProps={{ htmlInput: { spellCheck: false, autoComplete: "off", autoCapitalize: "none", style: mono } }}
        />
        <Box>
          <Button
            type="submit"
            variant="contained"
            startIcon={<Play size={16} />}
            loading={busy}
            loadingPosition="start"
            disabled={command.trim() === ""}
          >
            {t("quick.action")}
          </Button>
        </Box>
      </Stack>
      {executionId ? (
        <Run key={executionId} executionId={executionId} targetId={target.id} />
      ) : (
        <Empty
          icon={SquareTerminal}
          title={t("quick.none")}
          text={t("quick.noneText", { name: target.name })}
          cli={`opsconductor exec --target ${shellWord(target.name)} -- uptime`}
        />
      )}
    </Stack>
  );
}

/** What became of the command. */
function Run({ executionId, targetId }: { executionId: string; targetId: string }) {
  const { t } = useTranslation("targets");
  const path = { id: executionId };
  const execution = useQuery({
    queryKey: ["executions", "one", executionId],
    queryFn: () => take(api.GET("/executions/{id}", { params: { path } })),
    refetchInterval: ({ state }) => (state.data && isFinal(state.data.state) ? false : LOOK_AGAIN),
  });
  const ended = execution.data !== undefined && isFinal(execution.data.state);
  const tasks = useQuery({
    queryKey: ["executions", "tasks-at-end", executionId],
    queryFn: () => take(api.GET("/executions/{id}/tasks", { params: { path } })),
    enabled: ended,
  });
  const task = tasks.data?.items.find((one) => one.target.id === targetId);
  return (
    <Card sx={{ padding: 2 }}>
      <Outcome query={execution} permission="execution:read">
        {({ state }) => (
          <Stack sx={{ gap: 1.5 }}>
            <Stack direction="row" sx={{ gap: 1.5, alignItems: "center", flexWrap: "wrap" }} role="status">
              <StatusBadge state={task?.state ?? state} />
              {task?.exitCode !== undefined && <span>{t("quick.exit", { code: task.exitCode })}</span>}
              {task?.durationMs !== undefined && (
                <Typography component="span" color="textSecondary">
                  {duration(task.durationMs)}
                </Typography>
              )}
              <Link
                component={RouterLink}
                to={`/executions/${executionId}`}
                sx={{ display: "inline-flex", alignItems: "center", gap: 0.5, marginInlineStart: "auto" }}
              >
                {t("quick.open")}
                <ExternalLink size={14} aria-hidden />
              </Link>
            </Stack>
            {task?.error?.message && <Typography>{task.error.message}</Typography>}
            {task && <Output executionId={executionId} task={task} />}
          </Stack>
        )}
      </Outcome>
    </Card>
  );
}

function Output({ executionId, task }: { executionId: string; task: Schemas["Task"] }) {
  const { t } = useTranslation("targets");
  const read = async (stream: "stdout" | "stderr") =>
    (await take(
      api.GET("/executions/{id}/tasks/{taskId}/output", {
        params: { path: { id: executionId, taskId: task.id }, query: { stream, offset: 0, limit: SHOWN_BYTES } },
        parseAs: "text",
      }),
    )) ?? "";
  const output = useQuery({
    queryKey: ["executions", "output-at-end", executionId, task.id],
    queryFn: async () => ({ stdout: String(await read("stdout")), stderr: String(await read("stderr")) }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <Outcome query={output}>
      {({ stdout, stderr }) => (
        <>
          {stdout === "" && stderr === "" && <Typography color="textSecondary">{t("quick.nothing")}</Typography>}
          {stdout !== "" && <Stream label={t("quick.stdout")} text={stdout} />}
          {stderr !== "" && <Stream label={t("quick.stderr")} text={stderr} />}
        </>
      )}
    </Outcome>
  );
}

function Stream({ label, text }: { label: string; text: string }) {
  const { t } = useTranslation("targets");
  const cut = text.length >= SHOWN_BYTES;
  return (
    <Box>
      <Typography variant="h3" component="h2" sx={{ marginBottom: 0.5 }}>
        {label}
      </Typography>
      <Box
        component="pre"
        tabIndex={0}
        aria-label={label}
        sx={(theme) => ({
          ...mono,
          margin: 0,
          padding: 1.5,
          maxHeight: 420,
          overflow: "auto",
          borderRadius: 1,
          border: `1px solid ${theme.vars?.palette.divider}`,
          backgroundColor: theme.vars?.palette.log.background,
          color: theme.vars?.palette.log.text,
        })}
      >
        {text}
      </Box>
      {cut && <Typography variant="caption">{t("quick.cut")}</Typography>}
    </Box>
  );
}
