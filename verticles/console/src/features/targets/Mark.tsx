import { Box } from "@mui/material";
import type { ReactNode } from "react";
import type { MarkLook } from "./look";

/** A property as icon, word and colour, where it is no state of the API. */
export function Mark({ tone, icon: Icon, children }: MarkLook & { children: ReactNode }) {
  return (
    <Box
      component="span"
      sx={(theme) => ({
        display: "inline-flex",
        alignItems: "center",
        gap: 0.75,
        paddingInline: 1,
        height: 24,
        borderRadius: 1,
        maxWidth: "100%",
        whiteSpace: "nowrap",
        fontSize: "0.8125rem",
        fontWeight: 540,
        color: theme.vars?.palette.tone[tone].text,
        backgroundColor: theme.vars?.palette.tone[tone].fill,
        "& svg": { flexShrink: 0 },
      })}
    >
      <Icon size={15} aria-hidden />
      <Box component="span" sx={{ overflow: "hidden", textOverflow: "ellipsis" }}>
        {children}
      </Box>
    </Box>
  );
}
