import { Box, Tooltip } from "@mui/material";
import { Archive, CircleCheck, LoaderCircle, type LucideIcon, Radio, Unplug } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Tone } from "../../../app/theme";
import type { Phase } from "../feed";

const LOOK: Record<Phase, { tone: Tone; icon: LucideIcon }> = {
  live: { tone: "success", icon: Radio },
  catchingUp: { tone: "info", icon: LoaderCircle },
  disconnected: { tone: "warning", icon: Unplug },
  complete: { tone: "neutral", icon: CircleCheck },
  refused: { tone: "error", icon: Archive },
};

/** How what is shown stands to what there is. */
export function PhaseChip({ phase }: { phase: Phase }) {
  const { t } = useTranslation("execution");
  const { tone, icon: Icon } = LOOK[phase];
  return (
    <Tooltip title={t(`phase.${phase}Text`)}>
      <Box
        component="span"
        data-phase={phase}
        sx={(theme) => ({
          display: "inline-flex",
          alignItems: "center",
          gap: 0.75,
          height: 26,
          paddingInline: 1,
          borderRadius: 1,
          whiteSpace: "nowrap",
          fontSize: "0.8125rem",
          fontWeight: 540,
          color: theme.vars?.palette.tone[tone].text,
          backgroundColor: theme.vars?.palette.tone[tone].fill,
        })}
      >
        <Icon size={15} aria-hidden />
        {t(`phase.${phase}`)}
      </Box>
    </Tooltip>
  );
}
