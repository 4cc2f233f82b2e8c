import { Box, Button, LinearProgress, Stack, Typography } from "@mui/material";
import { CircleStop } from "lucide-react";
import { useTranslation } from "react-i18next";
import { asProblem } from "../../../api/problem";
import { useKeepsOpen } from "./BulkDialog";
import type { Bulk } from "./useBulk";

/** How far something with many things is, and how to stop it. */
export function Progress<T, R>({ bulk, label }: { bulk: Bulk<T, R>; label: string }) {
  const { t } = useTranslation("targets");
  useKeepsOpen();
  const total = bulk.items.length;
  return (
    <Stack sx={{ gap: 1, paddingBlock: 1 }}>
      <Stack direction="row" sx={{ alignItems: "center", justifyContent: "space-between", gap: 2 }}>
        <Typography role="status">
          {label} {t("bulk.progress", { done: bulk.done, count: total })}
          {bulk.stopping && ` · ${t("bulk.stopping")}`}
        </Typography>
        <Button startIcon={<CircleStop size={16} />} onClick={bulk.stop} disabled={bulk.stopping}>
          {t("bulk.stop")}
        </Button>
      </Stack>
      <LinearProgress variant="determinate" value={total === 0 ? 100 : (100 * bulk.done) / total} aria-label={label} />
    </Stack>
  );
}

/** Exactly which they are: all of the names. */
export function NameList({ names, label }: { names: readonly string[]; label: string }) {
  return (
    <Box
      component="section"
      aria-label={label}
      tabIndex={0}
      sx={(theme) => ({
        border: `1px solid ${theme.vars?.palette.divider}`,
        borderRadius: 1,
        maxHeight: 180,
        overflow: "auto",
        padding: "8px 12px",
        fontSize: "0.8125rem",
        overflowWrap: "anywhere",
      })}
    >
      {names.join(", ")}
    </Box>
  );
}

export interface Refused {
  name: string;
  error: unknown;
}

/** What was refused, and why, by name. */
export function RefusedList({ refused }: { refused: readonly Refused[] }) {
  const { t } = useTranslation("targets");
  if (refused.length === 0) {
    return null;
  }
  return (
    <Box>
      <Typography variant="h3" sx={{ marginBottom: 0.5 }}>
        {t("bulk.refused", { count: refused.length })}
      </Typography>
      <Box
        component="ul"
        tabIndex={0}
        aria-label={t("bulk.refused", { count: refused.length })}
        sx={{ margin: 0, paddingInlineStart: 2.5, maxHeight: 220, overflow: "auto", overflowWrap: "anywhere" }}
      >
        {refused.map(({ name, error }) => {
          const { message, requestId } = asProblem(error);
          return (
            <li key={name}>
              <strong>{name}</strong>: {message}
              {requestId && (
                <Typography component="span" variant="caption" color="textSecondary">
                  {" "}
                  ({requestId})
                </Typography>
              )}
            </li>
          );
        })}
      </Box>
    </Box>
  );
}

/** Those of the items that were refused, with what was said. */
export function refusedOf<T extends { name: string }, R>(bulk: Bulk<T, R>): Refused[] {
  return bulk.items.flatMap(({ name }, index) => {
    const settled = bulk.settled[index];
    return settled?.state === "failed" ? [{ name, error: settled.error }] : [];
  });
}

/** How many were not begun before it was stopped. */
export function notRunOf<T, R>(bulk: Bulk<T, R>): number {
  return bulk.phase === "over" ? bulk.settled.filter((one) => one?.state === "notRun").length : 0;
}
