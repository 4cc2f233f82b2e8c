import { Box, Card, Stack, Typography } from "@mui/material";
import { CircleCheck } from "lucide-react";
import { useTranslation } from "react-i18next";
import { mono } from "../../app/theme";
import { StatusBadge } from "../../ui/StatusBadge";
import type { Node } from "./NodeCard";

/** What nodes do not ask each other for now, because the way failed. */
export function BreakersCard({ nodes }: { nodes: Node[] }) {
  const { t } = useTranslation("cluster");
  const found = nodes.flatMap((node) => node.breakers.map((breaker) => ({ ...breaker, by: node.id })));
  return (
    <Card component="section" aria-labelledby="breakers" sx={{ padding: 2 }}>
      <Typography variant="h2" id="breakers">
        {t("breakers.title")}
      </Typography>
      <Typography color="textSecondary">{t("breakers.text")}</Typography>
      {found.length === 0 ? (
        <Stack direction="row" sx={{ gap: 1, alignItems: "center", marginTop: 1.5 }}>
          <Box sx={(theme) => ({ display: "flex", color: theme.vars?.palette.tone.success.text })}>
            <CircleCheck size={16} aria-hidden />
          </Box>
          {t("breakers.none")}
        </Stack>
      ) : (
        <Box component="ul" sx={{ listStyle: "none", margin: 0, marginTop: 1.5, padding: 0, display: "grid", gap: 1 }}>
          {found.map(({ by, node, operation, state }) => (
            <Stack
              component="li"
              key={`${by} ${node} ${operation}`}
              direction="row"
              sx={{ gap: 1, alignItems: "center", flexWrap: "wrap" }}
            >
              <StatusBadge state={state} />
              <Box component="span" sx={{ ...mono, overflowWrap: "anywhere" }}>
                {by} → {node} · {operation}
              </Box>
            </Stack>
          ))}
        </Box>
      )}
    </Card>
  );
}
