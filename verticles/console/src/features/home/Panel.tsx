import { Box, Link, Typography } from "@mui/material";
import type { ReactNode } from "react";
import { Link as RouterLink } from "react-router";

interface Props {
  id: string;
  title: string;
  count?: number;
  more?: { label: string; to: string };
  children: ReactNode;
}

/** One of the questions that a day begins with. */
export function Panel({ id, title, count, more, children }: Props) {
  return (
    <Box
      component="section"
      aria-labelledby={id}
      sx={(theme) => ({
        display: "flex",
        flexDirection: "column",
        gap: 1,
        minWidth: 0,
        padding: 2,
        border: `1px solid ${theme.vars?.palette.divider}`,
        borderRadius: 1.25,
        backgroundColor: theme.vars?.palette.background.paper,
      })}
    >
      <Box sx={{ display: "flex", gap: 1, alignItems: "baseline" }}>
        <Typography id={id} variant="h2">
          {title}
        </Typography>
        {count !== undefined && (
          <Typography color="textSecondary" sx={{ fontVariantNumeric: "tabular-nums" }}>
            {count}
          </Typography>
        )}
        <Box sx={{ flex: 1 }} />
        {more && (
          <Link component={RouterLink} to={more.to} sx={{ fontSize: "0.8125rem" }}>
            {more.label}
          </Link>
        )}
      </Box>
      {children}
    </Box>
  );
}

/** Lines of a panel. */
export function Items({ children }: { children: ReactNode }) {
  return (
    <Box component="ul" sx={{ listStyle: "none", margin: 0, padding: 0 }}>
      {children}
    </Box>
  );
}

export function Item({ children }: { children: ReactNode }) {
  return (
    <Box
      component="li"
      sx={(theme) => ({
        display: "flex",
        flexWrap: "wrap",
        alignItems: "center",
        columnGap: 1.25,
        rowGap: 0.5,
        paddingBlock: 0.75,
        borderTop: `1px solid ${theme.vars?.palette.divider}`,
        "&:first-of-type": { borderTop: 0 },
      })}
    >
      {children}
    </Box>
  );
}

/** Where a line leads; it takes the room that there is. */
export function Name({ to, children }: { to: string; children: ReactNode }) {
  return (
    <Link
      component={RouterLink}
      to={to}
      sx={{
        flex: "1 1 140px",
        minWidth: 0,
        fontWeight: 540,
        overflow: "hidden",
        textOverflow: "ellipsis",
        whiteSpace: "nowrap",
      }}
    >
      {children}
    </Link>
  );
}

export function Quiet({ children }: { children: ReactNode }) {
  return <Typography color="textSecondary">{children}</Typography>;
}
