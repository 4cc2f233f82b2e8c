import { Alert, Box, Button, Card, LinearProgress, Link, Stack, Typography } from "@mui/material";
import { useQuery } from "@tanstack/react-query";
import { Ban, ExternalLink } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link as RouterLink } from "react-router";
import { api, take } from "../../api/client";
import { queryClient } from "../../api/queries";
import { type Connection, follow } from "../../api/stream";
import { useCan } from "../../app/session";
import { useFeedback } from "../../ui/Feedback";
import { Outcome } from "../../ui/Outcome";
import { StatusBadge } from "../../ui/StatusBadge";
import { isFinal, TASK_ORDER } from "../../ui/states";
import { TimeText } from "../../ui/TimeText";
import { OutputGroups } from "./OutputGroups";
import { after, latest, progressOf, type Standing } from "./progress";

/** What becomes of a run, in place: how far it is, and which targets printed the same. */
export function RunResult({ id }: { id: string }) {
  const { t } = useTranslation("run");
  const query = useQuery({
    queryKey: ["executions", "one", id],
    queryFn: () => take(api.GET("/executions/{id}", { params: { path: { id } } })),
  });
  const { streamed, connection, refused } = useStream(id);
  const standing = latest(streamed, query.data);
  const final = standing !== undefined && isFinal(standing.state);
  useEffect(() => {
    if (final) {
      void queryClient.invalidateQueries({ queryKey: ["executions"] });
    }
  }, [final]);
  return (
    <Card
      component="section"
      sx={{ padding: 2, display: "grid", gap: 1.5, minWidth: 0 }}
      aria-label={t("result.title")}
    >
      <Outcome query={query} permission="execution:read">
        {(execution) => (
          <>
            <Stack direction="row" sx={{ gap: 1.5, alignItems: "center", flexWrap: "wrap" }}>
              <Typography variant="h2">{t("result.title")}</Typography>
              {standing && <StatusBadge state={standing.state} />}
              <Typography variant="body2" color="textSecondary">
                <TimeText at={execution.createdAt} form="clock" />
              </Typography>
              <Box sx={{ flex: 1 }} />
              {!final && <CancelButton id={id} name={execution.name ?? id} />}
              <Link component={RouterLink} to={`/executions/${id}`} sx={{ display: "inline-flex", gap: 0.5 }}>
                {t("result.open")}
                <ExternalLink size={15} aria-hidden style={{ alignSelf: "center" }} />
              </Link>
            </Stack>
            {connection === "disconnected" && !final && <Alert severity="warning">{t("result.disconnected")}</Alert>}
            {refused && <Alert severity="warning">{refused}</Alert>}
            {standing && <Progress standing={standing} />}
            <OutputGroups id={id} final={final} />
          </>
        )}
      </Outcome>
    </Card>
  );
}

function useStream(id: string) {
  const [streamed, setStreamed] = useState<Standing>();
  const [connection, setConnection] = useState<Connection>("connecting");
  const [refused, setRefused] = useState<string>();
  useEffect(() => {
    setStreamed(undefined);
    setRefused(undefined);
    return follow(id, {
      onMessages: (messages) => setStreamed((before) => after(before, messages)),
      onConnection: setConnection,
      onRefused: (_, message) => setRefused(message),
    });
  }, [id]);
  return { streamed, connection, refused };
}

function Progress({ standing }: { standing: Standing }) {
  const { t } = useTranslation("run");
  const { done, total } = progressOf(standing);
  const words = t("result.done", { done, total });
  return (
    <Box sx={{ display: "grid", gap: 1 }}>
      <LinearProgress
        variant="determinate"
        value={total === 0 ? 0 : (done / total) * 100}
        aria-label={words}
        sx={{ borderRadius: 1, height: 6 }}
      />
      <Stack direction="row" sx={{ gap: 1, flexWrap: "wrap", alignItems: "center" }}>
        <Typography variant="body2" role="status" sx={{ fontVariantNumeric: "tabular-nums" }}>
          {words}
        </Typography>
        {TASK_ORDER.filter((state) => (standing.counts[state] ?? 0) > 0).map((state) => (
          <StatusBadge key={state} state={state} count={standing.counts[state]} />
        ))}
      </Stack>
    </Box>
  );
}

function CancelButton({ id, name }: { id: string; name: string }) {
  const { t } = useTranslation("run");
  const can = useCan();
  const { confirm, tell, fail } = useFeedback();
  if (!can("execution:cancel")) {
    return null;
  }
  const cancel = async () => {
    if (await confirm({ title: t("cancel.title", { name }), action: t("cancel.action"), destructive: true })) {
      try {
        await take(api.POST("/executions/{id}/cancel", { params: { path: { id } }, body: {} }));
        tell(t("cancel.done"));
      } catch (error) {
        fail(error);
      }
    }
  };
  return (
    <Button color="error" startIcon={<Ban size={16} />} onClick={cancel}>
      {t("cancel.action")}
    </Button>
  );
}
