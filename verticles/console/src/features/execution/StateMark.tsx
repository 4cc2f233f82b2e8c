import type { Theme } from "@mui/material/styles";
import { lookOf } from "../../ui/states";

interface Props {
  state: string;
  word: string;
  /** With the word beside the icon, and not for screen readers alone. */
  spelled?: boolean;
}

/** A state in a long list: as StatusBadge, but with no styling of its own; the list has `markStyles`. */
export function StateMark({ state, word, spelled = false }: Props) {
  const { tone, icon: Icon, turns } = lookOf(state);
  return (
    <span
      className={`mark ${tone}${spelled ? " spelled" : ""}${turns ? " turns" : ""}`}
      title={spelled ? undefined : word}
    >
      <Icon size={15} aria-hidden />
      <span className="word">{word}</span>
    </span>
  );
}

const TONES = ["neutral", "info", "success", "warning", "error", "lost"] as const;

/** How marks of states look; told once for all rows of a list, so that a row costs no styling of its own. */
export function markStyles(theme: Theme) {
  const tones = theme.vars?.palette.tone;
  return {
    "@keyframes mark-turns": { to: { transform: "rotate(360deg)" } },
    "& .mark": {
      position: "relative",
      display: "inline-flex",
      flex: "none",
      alignItems: "center",
      gap: "6px",
      height: 24,
      paddingInline: "2px",
      borderRadius: "8px",
      whiteSpace: "nowrap",
      fontSize: "0.8125rem",
      fontWeight: 540,
    },
    "& .mark.spelled": { paddingInline: "8px" },
    "& .mark.turns svg": { animation: "mark-turns 1.6s linear infinite" },
    "& .mark:not(.spelled) .word": {
      position: "absolute",
      width: "1px",
      height: "1px",
      overflow: "hidden",
      clip: "rect(0 0 0 0)",
    },
    ...Object.fromEntries(
      TONES.flatMap((tone) => [
        [`& .mark.${tone}`, { color: tones?.[tone].text }],
        [`& .mark.spelled.${tone}`, { backgroundColor: tones?.[tone].fill }],
        [`& .bar.${tone}`, { backgroundColor: tones?.[tone].solid }],
      ]),
    ),
  } as const;
}
