import {
  Alert,
  Box,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogContentText,
  DialogTitle,
  LinearProgress,
  Link,
  Typography,
} from "@mui/material";
import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link as RouterLink } from "react-router";
import { api, idempotencyKey, take } from "../../api/client";
import { asProblem } from "../../api/problem";
import { type BulkAction, each, type Plan } from "./bulk";

interface Result {
  id: string;
  name: string;
  /** The execution that was begun. */
  started?: string;
  refused?: string;
}

/** Says exactly to which executions something is done, does it one by one, and says what was refused. */
export function BulkDialog({ plan, onClose }: { plan: Plan; onClose(done: boolean): void }) {
  const { t } = useTranslation("executions");
  const { t: ui } = useTranslation("ui");
  const client = useQueryClient();
  const [results, setResults] = useState<Result[] | null>(null);
  const [running, setRunning] = useState(false);
  const stopped = useRef(false);
  // A second try of the same request must not start it twice.
  const [keys] = useState(() => new Map(plan.items.map((item) => [item.id, idempotencyKey()])));

  const start = async () => {
    setRunning(true);
    setResults([]);
    await each(
      plan.items,
      async (item) => {
        const result = await act(plan.action, item.id, keys.get(item.id) ?? idempotencyKey()).then(
          (started): Result => ({ ...item, started }),
          (error): Result => {
            const problem = asProblem(error);
            return { ...item, refused: problem.message };
          },
        );
        setResults((before) => [...(before ?? []), result]);
      },
      () => stopped.current,
    );
    setRunning(false);
    void client.invalidateQueries({ queryKey: ["executions", "head"] });
    void client.invalidateQueries({ queryKey: ["executions", "single"] });
  };

  const count = plan.items.length;
  const close = () => !running && onClose(results !== null);
  return (
    <Dialog open onClose={close} fullWidth maxWidth="sm" aria-labelledby="bulk-title">
      <DialogTitle id="bulk-title">{t(`bulk.${plan.action}.title`, { count })}</DialogTitle>
      <DialogContent>
        {results === null ? (
          <Preview plan={plan} />
        ) : (
          <Progress results={results} count={count} running={running} action={plan.action} />
        )}
      </DialogContent>
      <DialogActions>
        {running ? (
          <Button
            onClick={() => {
              stopped.current = true;
            }}
          >
            {t("bulk.stop")}
          </Button>
        ) : (
          <Button onClick={close} autoFocus={results !== null || plan.action === "cancel"}>
            {results === null ? ui("back") : ui("close")}
          </Button>
        )}
        {results === null && (
          <Button
            variant="contained"
            color={plan.action === "cancel" ? "error" : "primary"}
            disabled={count === 0}
            onClick={() => void start()}
          >
            {t(`bulk.${plan.action}.action`, { count })}
          </Button>
        )}
      </DialogActions>
    </Dialog>
  );
}

async function act(action: BulkAction, id: string, key: string): Promise<string | undefined> {
  if (action === "cancel") {
    await take(api.POST("/executions/{id}/cancel", { params: { path: { id } }, body: {} }));
    return undefined;
  }
  const started = await take(
    api.POST("/executions/{id}/rerun", {
      params: { path: { id }, header: { "Idempotency-Key": key } },
      body: { only: action === "rerunAll" ? "all" : "failed" },
    }),
  );
  return started.id;
}

function Preview({ plan }: { plan: Plan }) {
  const { t } = useTranslation("executions");
  return (
    <>
      <DialogContentText>
        {plan.items.length === 0 ? t("bulk.nothing") : t(`bulk.${plan.action}.text`)}
      </DialogContentText>
      <Names items={plan.items} />
      {plan.left.length > 0 && (
        <>
          <Typography variant="h3" component="h3" sx={{ marginTop: 2 }}>
            {t("bulk.left", { count: plan.left.length })}
          </Typography>
          <Names items={plan.left.map((item) => ({ ...item, more: t(`bulk.why.${item.why}`) }))} />
        </>
      )}
    </>
  );
}

function Names({ items }: { items: { id: string; name: string; more?: string }[] }) {
  return (
    <Box
      component="ul"
      tabIndex={items.length > 8 ? 0 : undefined}
      sx={{ margin: "8px 0 0", paddingInlineStart: 2.5, overflowWrap: "anywhere", maxHeight: 240, overflowY: "auto" }}
    >
      {items.map((item) => (
        <li key={item.id}>
          {item.name}
          {item.more && (
            <Box component="span" sx={{ color: "text.secondary" }}>
              {" "}
              · {item.more}
            </Box>
          )}
        </li>
      ))}
    </Box>
  );
}

interface ProgressProps {
  results: Result[];
  count: number;
  running: boolean;
  action: BulkAction;
}

function Progress({ results, count, running, action }: ProgressProps) {
  const { t } = useTranslation("executions");
  const refused = results.filter((result) => result.refused !== undefined);
  const started = results.filter((result) => result.started !== undefined);
  return (
    <Box sx={{ display: "grid", gap: 1.5 }}>
      <LinearProgress
        variant="determinate"
        value={count === 0 ? 100 : (results.length / count) * 100}
        aria-label={t("bulk.progress")}
      />
      <Typography role="status">
        {t("bulk.done", { done: results.length, count })}
        {!running && results.length < count && ` ${t("bulk.stopped")}`}
      </Typography>
      {refused.length > 0 && (
        <Alert severity="error" sx={{ alignItems: "flex-start" }}>
          {t("bulk.refused", { count: refused.length })}
          <Names items={refused.map((result) => ({ ...result, more: result.refused }))} />
        </Alert>
      )}
      {action !== "cancel" && started.length > 0 && (
        <Box component="ul" sx={{ margin: 0, paddingInlineStart: 2.5, maxHeight: 240, overflowY: "auto" }}>
          {started.map((result) => (
            <li key={result.id}>
              <Link component={RouterLink} to={`/executions/${result.started}`}>
                {result.name}
              </Link>
            </li>
          ))}
        </Box>
      )}
    </Box>
  );
}
