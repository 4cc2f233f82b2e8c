import type { Theme } from "@mui/material/styles";

/** How lines look; told once for all of them, so that a line costs no styling of its own. */
export function logStyles(theme: Theme) {
  const palette = theme.vars?.palette;
  return {
    backgroundColor: palette?.log.background,
    color: palette?.log.text,
    overflowAnchor: "none",
    "&:focus-visible": { outline: `2px solid ${palette?.primary.main}`, outlineOffset: -2 },
    "& .line": { display: "flex", whiteSpace: "pre", tabSize: 8, direction: "ltr", unicodeBidi: "isolate" },
    "&.wraps .line": { whiteSpace: "break-spaces", wordBreak: "break-all" },
    "& .line:hover": { backgroundColor: palette?.action.hover },
    "& .gutter": {
      position: "sticky",
      left: 0,
      flex: "none",
      display: "flex",
      width: "var(--gutter)",
      padding: "0 0 0 1ch",
      border: 0,
      borderRadius: 0,
      font: "inherit",
      textAlign: "end",
      userSelect: "none",
      cursor: "pointer",
      color: palette?.log.muted,
      backgroundColor: palette?.log.background,
      whiteSpace: "pre",
    },
    "& .gutter .time": { width: "9ch", textAlign: "start" },
    "& .gutter .name": { flex: 1, minWidth: 0, overflow: "hidden", textOverflow: "ellipsis" },
    "& .gutter .mark": { width: "2ch", textAlign: "center", opacity: 0.6 },
    "& .gutter:hover .name": { textDecoration: "underline" },
    "& .stderr .gutter .mark": { color: palette?.tone.error.text, opacity: 1, fontWeight: 700 },
    "& .stderr .gutter": { boxShadow: `inset 2px 0 ${palette?.tone.error.solid}` },
    "& .text": { flex: 1, minWidth: 0, paddingInlineEnd: "12px" },
    "& .said": { color: palette?.log.muted, fontStyle: "italic", userSelect: "none" },
    "& .hit": {
      color: `${palette?.log.text} !important`,
      backgroundColor: `${palette?.log.hit} !important`,
      borderRadius: "2px",
    },
    "& .current, & .current .gutter": { backgroundColor: palette?.tone.info.fill },
    "& .current .gutter": { color: palette?.log.text },
    "& .current .hit": { backgroundColor: `${palette?.log.current} !important` },
  } as const;
}
