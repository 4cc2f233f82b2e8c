import { Box, Button, Card, Link, Stack, Typography } from "@mui/material";
import { RotateCcw } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link as RouterLink } from "react-router";
import { api, take } from "../../api/client";
import { usePages } from "../../api/queries";
import { useMe } from "../../app/session";
import { mono } from "../../app/theme";
import { Outcome } from "../../ui/Outcome";
import { StatusBadge } from "../../ui/StatusBadge";
import { TimeText } from "../../ui/TimeText";

const LOOKED_THROUGH = 200;
const SHOWN = 10;

/** My runs without a job, newest first, each to be taken up again. */
export function RecentRuns({ onTake }: { onTake(executionId: string): void }) {
  const { t } = useTranslation("run");
  const me = useMe();
  const [shown, setShown] = useState(SHOWN);
  const { items, query } = usePages(["executions", "mine", me.username], (cursor) =>
    take(api.GET("/executions", { params: { query: { startedBy: me.username, limit: LOOKED_THROUGH, cursor } } })),
  );
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const mine = items.filter((one) => !one.jobId);
  const showMore = () => {
    setShown(shown + SHOWN);
    if (mine.length < shown + SHOWN && hasNextPage) {
      void fetchNextPage();
    }
  };
  return (
    <Card component="section" sx={{ padding: 2, display: "grid", gap: 1, minWidth: 0 }}>
      <Typography variant="h2">{t("recent.title")}</Typography>
      <Outcome query={query} permission="execution:read">
        {() => (
          <>
            {mine.length === 0 && !hasNextPage && <Typography color="textSecondary">{t("recent.none")}</Typography>}
            <Stack component="ul" sx={{ gap: 1, margin: 0, padding: 0, listStyle: "none", minWidth: 0 }}>
              {mine.slice(0, shown).map((execution) => {
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
                    <Button
                      onClick={() => onTake(execution.id)}
                      startIcon={<RotateCcw size={14} />}
                      aria-label={t("recent.takeOf", { name })}
                      sx={{ minHeight: 28, paddingInline: 1 }}
                    >
                      {t("recent.take")}
                    </Button>
                  </Box>
                );
              })}
            </Stack>
            {(mine.length > shown || hasNextPage) && (
              <Button onClick={showMore} loading={isFetchingNextPage} sx={{ justifySelf: "start" }}>
                {t("recent.more")}
              </Button>
            )}
          </>
        )}
      </Outcome>
    </Card>
  );
}
