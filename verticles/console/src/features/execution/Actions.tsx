import { Button, Divider, ListItemText, Menu, MenuItem } from "@mui/material";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ChevronDown, OctagonX, RotateCw } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { api, idempotencyKey, take } from "../../api/client";
import { useCan } from "../../app/session";
import { useFeedback } from "../../ui/Feedback";
import { isFinal } from "../../ui/states";
import { isOver, type Task, wentWrong } from "./tasks";
import type { Execution } from "./useExecution";

const CHOICES = ["failed", "unfinished", "all"] as const;
type Only = (typeof CHOICES)[number];

const WRONG = ["failed", "lost", "unreachable", "timed_out"];

/** How many targets a rerun would be about; what is still going on cannot be told. */
function countOf(only: Only, counts: Record<string, number>): number {
  const total = counts.total ?? 0;
  if (only === "all") {
    return total;
  }
  return only === "failed"
    ? WRONG.reduce((sum, state) => sum + (counts[state] ?? 0), 0)
    : total - (counts.succeeded ?? 0);
}

function isMeant(only: Only, state: string): boolean {
  return only === "all" || (only === "failed" ? wentWrong(state) : state !== "succeeded");
}

/** The names of the targets of an execution, as far as they are known; in the order of names. */
function useTargetNames(id: string): (meant: (state: string) => boolean) => string[] {
  const client = useQueryClient();
  return (meant) =>
    (client.getQueryData<Task[]>(["execution", id, "tasks"]) ?? [])
      .filter((task) => meant(task.state))
      .map((task) => task.target.name)
      .sort(new Intl.Collator("en", { numeric: true }).compare);
}

/** What can be done with an execution: stop it, or run the same again. */
export function Actions({ execution }: { execution: Execution }) {
  const can = useCan();
  return (
    <>
      {!isFinal(execution.state) && can("execution:cancel") && <Cancel execution={execution} />}
      {can("job:run") && <Rerun execution={execution} />}
    </>
  );
}

function Cancel({ execution }: { execution: Execution }) {
  const { t } = useTranslation("execution");
  const { confirm, tell, fail } = useFeedback();
  const client = useQueryClient();
  const { id, counts, name } = execution;
  const names = useTargetNames(id);
  const open = Object.entries(counts).reduce(
    (sum, [state, count]) => sum + (state === "total" || isOver(state) ? 0 : count),
    0,
  );
  const cancel = useMutation({
    mutationFn: () => take(api.POST("/executions/{id}/cancel", { params: { path: { id } } })),
    onSuccess: () => tell(t("cancel.asked")),
    onError: fail,
    onSettled: () => client.invalidateQueries({ queryKey: ["execution", id] }),
  });
  const ask = async () => {
    const yes = await confirm({
      title: t("cancel.title", { name: name ?? id }),
      text: t("cancel.text", { count: open }),
      names: names((state) => !isOver(state)),
      count: open,
      action: t("cancel.action"),
      destructive: true,
    });
    if (yes) {
      cancel.mutate();
    }
  };
  return (
    <Button
      variant="outlined"
      color="error"
      startIcon={<OctagonX size={16} />}
      loading={cancel.isPending}
      disabled={execution.state === "cancelling"}
      onClick={ask}
    >
      {t("cancel.button")}
    </Button>
  );
}

function Rerun({ execution }: { execution: Execution }) {
  const { t } = useTranslation("execution");
  const { confirm, tell, fail } = useFeedback();
  const names = useTargetNames(execution.id);
  const navigate = useNavigate();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [key, setKey] = useState(idempotencyKey);
  const rerun = useMutation({
    mutationFn: (only: Only) =>
      take(
        api.POST("/executions/{id}/rerun", {
          params: { path: { id: execution.id }, header: { "Idempotency-Key": `${key}-${only}` } },
          body: { only },
        }),
      ),
    onSuccess: (started) => {
      setKey(idempotencyKey());
      tell(t("rerun.started"));
      navigate(`/executions/${started.id}`);
    },
    onError: fail,
  });
  const final = isFinal(execution.state);
  const ask = async (only: Only, count: number) => {
    setAnchor(null);
    const yes = await confirm({
      title: t("rerun.title", { count }),
      text: t(execution.jobVersion === undefined ? "rerun.text" : "rerun.textJob", {
        name: execution.name ?? execution.id,
        version: execution.jobVersion,
      }),
      names: names((state) => isMeant(only, state)),
      count,
      action: t("rerun.action", { count }),
    });
    if (yes) {
      rerun.mutate(only);
    }
  };
  return (
    <>
      <Button
        variant="contained"
        startIcon={<RotateCw size={16} />}
        endIcon={<ChevronDown size={16} />}
        aria-haspopup="menu"
        loading={rerun.isPending}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {t("rerun.button")}
      </Button>
      <Menu open={anchor !== null} anchorEl={anchor} onClose={() => setAnchor(null)}>
        {CHOICES.map((only) => {
          const count = countOf(only, execution.counts);
          return (
            <MenuItem key={only} disabled={count === 0 || (only !== "all" && !final)} onClick={() => ask(only, count)}>
              <ListItemText
                primary={t(`rerun.${only}`)}
                secondary={only === "all" || final ? t("rerun.targets", { count }) : t("rerun.atEnd")}
              />
            </MenuItem>
          );
        })}
        {!execution.jobId && <Divider />}
        {!execution.jobId && (
          <MenuItem component={Link} to={`/run?from=${execution.id}`}>
            <ListItemText primary={t("rerun.edit")} secondary={t("rerun.editText")} />
          </MenuItem>
        )}
      </Menu>
    </>
  );
}
