import { Box, Card, Link, Stack, Typography } from "@mui/material";
import { useQuery } from "@tanstack/react-query";
import { Layers } from "lucide-react";
import { useTranslation } from "react-i18next";
import { api, type Schemas, take } from "../../../api/client";
import { mono } from "../../../app/theme";
import { bytes } from "../../../app/times";
import { Empty, Outcome } from "../../../ui/Outcome";
import { StatusBadge } from "../../../ui/StatusBadge";
import { isFinal } from "../../../ui/states";
import { PLAIN, parseLine } from "../log/ansi";
import { cssOf } from "../log/colours";
import type { Task } from "../tasks";
import type { Execution } from "../useExecution";
import { useLight } from "../useLight";

const AGAIN = 5_000;
const FEW = 12;

interface Props {
  execution: Execution;
  tasks: Task[];
  open(taskId: string): void;
}

/** Targets that ended alike and printed the same, byte for byte; the most of them first. */
export function Groups({ execution, tasks, open }: Props) {
  const { t } = useTranslation("execution");
  const query = useQuery({
    queryKey: ["execution", execution.id, "summary"],
    queryFn: () => take(api.GET("/executions/{id}/summary", { params: { path: { id: execution.id } } })),
    refetchInterval: isFinal(execution.state) ? false : AGAIN,
  });
  const byTarget = new Map(tasks.map((task) => [task.target.id, task.id]));
  return (
    <Outcome query={query} permission="execution:read">
      {({ groups, moreGroups }) =>
        groups.length === 0 ? (
          <Empty
            icon={Layers}
            title={t("groups.none")}
            text={t("groups.noneText")}
            cli={`opsconductor executions summary ${execution.id}`}
          />
        ) : (
          <Stack sx={{ gap: 1.5, paddingBottom: 2 }}>
            {groups.map((group) => (
              <GroupCard
                key={`${group.state}.${group.exitCode}.${group.outputHash}.${group.targets[0]?.id}`}
                group={group}
                open={(target) => {
                  const id = byTarget.get(target);
                  if (id) {
                    open(id);
                  }
                }}
              />
            ))}
            {moreGroups !== undefined && moreGroups > 0 && (
              <Typography color="textSecondary">{t("groups.more", { count: moreGroups })}</Typography>
            )}
          </Stack>
        )
      }
    </Outcome>
  );
}

function GroupCard({ group, open }: { group: Schemas["OutputGroup"]; open(target: string): void }) {
  const { t } = useTranslation("execution");
  const { state, exitCode, count, targets, sample, stdoutBytes, stderrBytes } = group;
  const rest = count - Math.min(targets.length, FEW);
  return (
    <Card sx={{ padding: 1.5 }}>
      <Stack direction="row" sx={{ gap: 1.5, alignItems: "center", flexWrap: "wrap" }}>
        <Typography variant="h2">{t("groups.targets", { count })}</Typography>
        <StatusBadge state={state} />
        <Typography variant="body2" color="textSecondary">
          {[
            exitCode === undefined ? "" : t("targets.exit", { code: exitCode }),
            stdoutBytes === undefined ? "" : t("groups.stdout", { size: bytes(stdoutBytes) }),
            stderrBytes ? t("groups.stderr", { size: bytes(stderrBytes) }) : "",
          ]
            .filter(Boolean)
            .join(" · ")}
        </Typography>
      </Stack>
      <Box sx={{ marginTop: 0.5, fontSize: "0.8125rem" }}>
        {targets.slice(0, FEW).map((target, at) => (
          <span key={target.id}>
            {at > 0 && ", "}
            <Link component="button" type="button" onClick={() => open(target.id)} sx={{ verticalAlign: "baseline" }}>
              {target.name}
            </Link>
          </span>
        ))}
        {rest > 0 && ` ${t("groups.andMore", { count: rest })}`}
      </Box>
      {sample && <Sample text={sample} />}
    </Card>
  );
}

function Sample({ text }: { text: string }) {
  const light = useLight();
  const { t } = useTranslation("execution");
  let style = PLAIN;
  const lines = text
    .replace(/\n$/, "")
    .split("\n")
    .map((line) => {
      const parsed = parseLine(line, style);
      style = parsed.end;
      return parsed.spans;
    });
  return (
    <Box
      component="pre"
      tabIndex={0}
      aria-label={t("groups.sample")}
      sx={(theme) => ({
        ...mono,
        margin: "10px 0 0",
        padding: 1,
        maxHeight: 180,
        overflow: "auto",
        borderRadius: 1,
        border: `1px solid ${theme.vars?.palette.divider}`,
        backgroundColor: theme.vars?.palette.log.background,
        color: theme.vars?.palette.log.text,
      })}
    >
      {lines.map((spans, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines are what their place says
        <div key={at}>
          {spans.map((span, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: spans have nothing but their place
            <span key={place} style={cssOf(span.style, light)}>
              {span.text}
            </span>
          ))}
          {spans.length === 0 && " "}
        </div>
      ))}
    </Box>
  );
}
