import { Box, Button, Card, Link, Stack, Typography } from "@mui/material";
import { useQuery } from "@tanstack/react-query";
import { RotateCcw } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Link as RouterLink } from "react-router";
import { api, take } from "../../api/client";
import { useMe } from "../../app/session";
import { mono } from "../../app/theme";
import { Outcome } from "../../ui/Outcome";
import { StatusBadge } from "../../ui/StatusBadge";
import { TimeText } from "../../ui/TimeText";
import type { AdHocForm } from "./adHoc";
import { remembered } from "./recent";

const LOOKED_THROUGH = 100;
const SHOWN = 10;

/** My last runs without a job. What was typed this browser remembers; the server does not tell it. */
export function RecentRuns({ onTake, runs }: { onTake(form: AdHocForm): void; runs: number }) {
  const { t } = useTranslation("run");
  const me = useMe();
  const query = useQuery({
    queryKey: ["executions", "mine", "adHoc"],
    queryFn: () => take(api.GET("/executions", { params: { query: { limit: LOOKED_THROUGH } } })),
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: each run adds one
  const forms = useMemo(() => new Map(remembered(me.id).map((run) => [run.executionId, run.form])), [me.id, runs]);
  return (
    <Card component="section" sx={{ padding: 2, display: "grid", gap: 1, minWidth: 0 }}>
      <Typography variant="h2">{t("recent.title")}</Typography>
      <Outcome query={query} permission="execution:read">
        {({ items }) => {
          const mine = items.filter((one) => !one.jobId && one.startedBy === me.username).slice(0, SHOWN);
          if (mine.length === 0) {
            return <Typography color="textSecondary">{t("recent.none")}</Typography>;
          }
          return (
            <Stack component="ul" sx={{ gap: 1, margin: 0, padding: 0, listStyle: "none", minWidth: 0 }}>
              {mine.map((execution) => {
                const form = forms.get(execution.id);
                const name = execution.name ?? execution.id;
                return (
                  <Box
                    component="li"
                    key={execution.id}
                    sx={{ display: "flex", gap: 1, alignItems: "center", minWidth: 0 }}
                  >
                    <StatusBadge state={execution.state} compact />
                    <Link
                      component={RouterLink}
                      to={`/executions/${execution.id}`}
                      title={name}
                      sx={{
                        ...mono,
                        flex: 1,
                        minWidth: 0,
                        overflow: "hidden",
                        textOverflow: "ellipsis",
                        whiteSpace: "nowrap",
                      }}
                    >
                      {name}
                    </Link>
                    <Typography variant="caption" color="textSecondary" sx={{ whiteSpace: "nowrap" }}>
                      <TimeText at={execution.createdAt} form="relative" />
                    </Typography>
                    {form && (
                      <Button
                        onClick={() => onTake(form)}
                        startIcon={<RotateCcw size={14} />}
                        aria-label={t("recent.takeOf", { name })}
                        sx={{ minHeight: 28, paddingInline: 1 }}
                      >
                        {t("recent.take")}
                      </Button>
                    )}
                  </Box>
                );
              })}
            </Stack>
          );
        }}
      </Outcome>
    </Card>
  );
}
