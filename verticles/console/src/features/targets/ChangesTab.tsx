import { Box, Button, Card, Stack, Typography } from "@mui/material";
import { History } from "lucide-react";
import { useTranslation } from "react-i18next";
import { api, type Schemas, take } from "../../api/client";
import { usePages } from "../../api/queries";
import { mono } from "../../app/theme";
import { Empty, Outcome } from "../../ui/Outcome";
import { TimeText } from "../../ui/TimeText";
import type { Target } from "./data";

/** What the audit log says of a target. */
export function ChangesTab({ target }: { target: Target }) {
  const { t } = useTranslation("targets");
  const { t: ui } = useTranslation("ui");
  const { items, query } = usePages(["audit", "target", target.id], (cursor) =>
    take(api.GET("/audit/events", { params: { query: { resourceId: target.id, limit: 50, cursor } } })),
  );
  return (
    <Outcome query={{ ...query, data: query.data && items }} permission="audit:read">
      {(events) =>
        events.length === 0 ? (
          <Empty icon={History} title={t("changes.none")} cli={`opsconductor audit ls --thing ${target.id}`} />
        ) : (
          <Card sx={{ padding: 2 }}>
            <Typography color="textSecondary" sx={{ marginBottom: 1 }}>
              {t("changes.text")}
            </Typography>
            <Box component="ol" sx={{ listStyle: "none", padding: 0, margin: 0 }}>
              {events.map((event) => (
                <Change key={event.id} event={event} />
              ))}
            </Box>
            {query.hasNextPage && (
              <Button loading={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
                {ui("more")}
              </Button>
            )}
          </Card>
        )
      }
    </Outcome>
  );
}

function Change({ event }: { event: Schemas["Event"] }) {
  const { t } = useTranslation("targets");
  const before = partOf(event.data, "before");
  const after = partOf(event.data, "after");
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return (
    <Box component="li" sx={(theme) => ({ paddingBlock: 1, borderTop: `1px solid ${theme.vars?.palette.divider}` })}>
      <Stack direction="row" sx={{ gap: 1.5, flexWrap: "wrap", alignItems: "baseline" }}>
        <Box component="strong" sx={mono}>
          {event.type}
        </Box>
        <TimeText at={event.time} />
        {event.actor && (
          <Typography component="span" color="textSecondary">
            {t("changes.by", { actor: event.actor })}
          </Typography>
        )}
      </Stack>
      {fields.map((field) => (
        <Typography key={field} variant="body2" sx={{ overflowWrap: "anywhere" }}>
          {field}:{" "}
          {field in before && (
            <Box component="del" sx={{ ...mono, color: "text.secondary" }}>
              {textOf(before[field])}
            </Box>
          )}{" "}
          {field in after && (
            <Box component="ins" sx={{ ...mono, textDecoration: "none" }}>
              {textOf(after[field])}
            </Box>
          )}
        </Typography>
      ))}
    </Box>
  );
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function partOf(data: unknown, name: string): Record<string, unknown> {
  const part = typeof data === "object" && data !== null ? Object.entries(data).find(([key]) => key === name)?.[1] : {};
  return typeof part === "object" && part !== null ? Object.fromEntries(Object.entries(part)) : {};
}
