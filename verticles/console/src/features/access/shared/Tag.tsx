import { Box, Stack } from "@mui/material";
import type { ReactNode } from "react";
import type { Tone } from "../../../app/theme";

/** A word about something, such as a role or that it comes with the product. */
export function Tag({ children, tone = "neutral" }: { children: ReactNode; tone?: Tone }) {
  return (
    <Box
      component="span"
      sx={(theme) => ({
        display: "inline-flex",
        alignItems: "center",
        gap: 0.5,
        paddingInline: 0.875,
        minHeight: 22,
        borderRadius: 0.75,
        fontSize: "0.8125rem",
        color: theme.vars?.palette.tone[tone].text,
        backgroundColor: theme.vars?.palette.tone[tone].fill,
      })}
    >
      {children}
    </Box>
  );
}

/** Names side by side; `wraps` unless they are in a row of a table. */
export function Tags({ names, none, wraps = true }: { names: string[]; none?: string; wraps?: boolean }) {
  if (names.length === 0) {
    return (
      <Box component="span" sx={{ color: "text.secondary" }}>
        {none}
      </Box>
    );
  }
  return (
    <Stack
      component="span"
      sx={{ display: "inline-flex", flexDirection: "row", flexWrap: wraps ? "wrap" : "nowrap", gap: 0.5 }}
    >
      {names.map((name) => (
        <Tag key={name}>{name}</Tag>
      ))}
    </Stack>
  );
}
