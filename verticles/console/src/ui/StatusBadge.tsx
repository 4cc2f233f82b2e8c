import { Box } from "@mui/material";
import { keyframes } from "@mui/material/styles";
import { useTranslation } from "react-i18next";
import { lookOf } from "./states";

const turn = keyframes({ to: { transform: "rotate(360deg)" } });

interface Props {
  /** By the name that the API gives it. */
  state: string;
  /** The icon alone, with the word for who cannot see it. */
  compact?: boolean;
  /** Behind the word, such as a number of targets. */
  count?: number;
}

/** A state as icon, word and colour. */
export function StatusBadge({ state, compact = false, count }: Props) {
  const { t } = useTranslation("ui");
  const { tone, icon: Icon, turns } = lookOf(state);
  const word = t(`state.${state}`, { defaultValue: state });
  return (
    <Box
      component="span"
      title={compact ? word : undefined}
      data-state={state}
      sx={(theme) => ({
        display: "inline-flex",
        alignItems: "center",
        gap: 0.75,
        paddingInline: compact ? 0.25 : 1,
        height: 24,
        borderRadius: 1,
        whiteSpace: "nowrap",
        fontSize: "0.8125rem",
        fontWeight: 540,
        color: theme.vars?.palette.tone[tone].text,
        backgroundColor: compact ? "transparent" : theme.vars?.palette.tone[tone].fill,
        "& svg": turns ? { animation: `${turn} 1.6s linear infinite` } : {},
      })}
    >
      <Icon size={15} aria-hidden />
      {compact ? <Hidden>{word}</Hidden> : word}
      {count !== undefined && (
        <Box component="span" sx={{ fontVariantNumeric: "tabular-nums", opacity: 0.85 }}>
          {count}
        </Box>
      )}
    </Box>
  );
}

/** For screen readers alone. */
export function Hidden({ children }: { children: React.ReactNode }) {
  return (
    <Box
      component="span"
      sx={{
        position: "absolute",
        width: 1,
        height: 1,
        overflow: "hidden",
        clip: "rect(0 0 0 0)",
        whiteSpace: "nowrap",
      }}
      style={{ width: 1, height: 1 }}
    >
      {children}
    </Box>
  );
}
