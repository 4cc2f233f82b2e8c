import { Box, Stack, Typography } from "@mui/material";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../../../api/client";
import { mono } from "../../../app/theme";
import { duration } from "../../../app/times";
import { CopyButton } from "../../../ui/CommandLine";
import { Facts } from "./Facts";

/** One step: its whole command or script, and what holds for it. */
export function Step({ number, step }: { number: number; step: Schemas["Step"] }) {
  const { t } = useTranslation("execution");
  const text = step.type === "script" ? step.script : step.command;
  const { timeoutSeconds, retry, onLost, idempotent, patienceSeconds } = step;
  const tries = retry?.attempts ?? 1;
  return (
    <div>
      <Stack direction="row" sx={{ alignItems: "center", gap: 1 }}>
        <Typography variant="h3" component="h3" sx={{ overflowWrap: "anywhere" }}>
          {number}. {step.name}
        </Typography>
        <Typography variant="body2" color="textSecondary">
          {step.type === "script"
            ? t("details.script", { interpreter: step.interpreter ?? "sh" })
            : t("details.command")}
        </Typography>
        <CopyButton text={text} label={t("details.copyStep", { name: step.name })} />
      </Stack>
      <Box
        component="pre"
        tabIndex={0}
        role="group"
        aria-label={step.name}
        sx={(theme) => ({
          ...mono,
          margin: "4px 0 8px",
          padding: 1,
          maxHeight: 420,
          overflow: "auto",
          borderRadius: 1,
          whiteSpace: step.type === "script" ? "pre" : "pre-wrap",
          overflowWrap: step.type === "script" ? undefined : "anywhere",
          border: `1px solid ${theme.vars?.palette.divider}`,
          backgroundColor: theme.vars?.palette.background.paper,
          "&:focus-visible": { outline: `2px solid ${theme.vars?.palette.primary.main}`, outlineOffset: 1 },
        })}
      >
        {text}
      </Box>
      <Facts
        facts={[
          [t("details.timeout"), duration(timeoutSeconds * 1000)],
          [
            t("details.retry"),
            tries === 1
              ? t("details.once")
              : t("details.attempts", {
                  count: tries,
                  pause: duration((retry?.backoffSeconds ?? 0) * 1000),
                  factor: retry?.factor ?? 1,
                }),
          ],
          [t("details.retryOn"), tries > 1 && retry?.on?.map((category) => t(`error.${category}`)).join(", ")],
          [t("details.lost"), onLost && t(`details.onLost.${onLost}`)],
          [t("details.patience"), patienceSeconds !== undefined && duration(patienceSeconds * 1000)],
          [t("details.idempotent"), idempotent && t("details.harmless")],
        ]}
      />
    </div>
  );
}
