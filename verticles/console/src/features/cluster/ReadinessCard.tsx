import { Box, Card, Stack, Typography } from "@mui/material";
import { useQuery } from "@tanstack/react-query";
import { TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import { asProblem } from "../../api/problem";
import { Lines, Outcome } from "../../ui/Outcome";
import { StatusBadge } from "../../ui/StatusBadge";
import { readReadiness } from "./readiness";

/** Beside the API, so without a token. Not ready is 503 and an answer all the same. */
async function fetchReadiness() {
  const response = await fetch("/health/ready", { headers: { Accept: "application/json" } }).catch((error) => {
    throw asProblem(error);
  });
  return readReadiness(await response.json());
}

/** How the node that answers this page is, and what it depends on. */
export function ReadinessCard({ every }: { every: number }) {
  const { t } = useTranslation("cluster");
  const query = useQuery({ queryKey: ["health", "ready"], queryFn: fetchReadiness, refetchInterval: every });
  return (
    <Card component="section" aria-labelledby="readiness" sx={{ padding: 2 }}>
      <Typography variant="h2" id="readiness">
        {t("readiness.title")}
      </Typography>
      <Typography color="textSecondary" sx={{ marginBottom: 1.5 }}>
        {t("readiness.text")}
      </Typography>
      <Outcome query={query} skeleton={<Lines count={2} />}>
        {({ ready, state, parts }) => (
          <Stack sx={{ gap: 1.5 }}>
            <Stack direction="row" sx={{ gap: 1, alignItems: "center" }}>
              <StatusBadge state={ready ? "ready" : state && state !== "ready" ? state : "failing"} />
              {!ready && <Typography>{t("readiness.notReady")}</Typography>}
            </Stack>
            <Box
              component="ul"
              sx={{
                listStyle: "none",
                margin: 0,
                padding: 0,
                display: "grid",
                gap: 1,
                gridTemplateColumns: "repeat(auto-fill, minmax(min(100%, 230px), 1fr))",
              }}
            >
              {parts.map((part) => (
                <Box component="li" key={part.name}>
                  <Stack direction="row" sx={{ gap: 1, alignItems: "center" }}>
                    <StatusBadge state={part.state} />
                    <span>{part.name}</span>
                  </Stack>
                  {part.warning && (
                    <Typography variant="body2" sx={{ display: "flex", gap: 0.75, alignItems: "center" }}>
                      <TriangleAlert size={14} aria-hidden />
                      {t("readiness.warning", { text: part.warning })}
                    </Typography>
                  )}
                </Box>
              ))}
            </Box>
          </Stack>
        )}
      </Outcome>
    </Card>
  );
}
