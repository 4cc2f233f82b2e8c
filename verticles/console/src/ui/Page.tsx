import { Box, Breadcrumbs, Link, Stack, Typography } from "@mui/material";
import { type ReactNode, useEffect } from "react";
import { Link as RouterLink } from "react-router";

interface Props {
  title: string;
  /** Shown instead of the title, when that has more than words. */
  heading?: ReactNode;
  parents?: { label: string; to: string }[];
  /** Behind the title, such as a state. */
  beside?: ReactNode;
  /** One line below the title. */
  lead?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  /** Fills the height of the window, and scrolls inside. */
  fills?: boolean;
}

/** A page: its title, also that of the window, what can be done, and its content. */
export function Page({ title, heading, parents, beside, lead, actions, children, fills = false }: Props) {
  useEffect(() => {
    document.title = `${title} · OpsConductor`;
  }, [title]);
  return (
    <Box
      sx={{
        display: "flex",
        flexDirection: "column",
        gap: 2,
        padding: { xs: 1.5, sm: 2.5 },
        maxWidth: fills ? "none" : 1480,
        ...(fills ? { height: "100%", minHeight: 0 } : {}),
      }}
    >
      <Box component="header">
        {parents && (
          <Breadcrumbs sx={{ marginBottom: 0.5, fontSize: "0.8125rem" }}>
            {parents.map((parent) => (
              <Link key={parent.to} component={RouterLink} to={parent.to} color="textSecondary">
                {parent.label}
              </Link>
            ))}
          </Breadcrumbs>
        )}
        <Stack
          direction="row"
          sx={{ alignItems: "center", justifyContent: "space-between", flexWrap: "wrap", columnGap: 2, rowGap: 1 }}
        >
          <Stack direction="row" sx={{ alignItems: "center", gap: 1.5, minWidth: 0, flexWrap: "wrap" }}>
            <Typography variant="h1" sx={{ overflowWrap: "anywhere" }}>
              {heading ?? title}
            </Typography>
            {beside}
          </Stack>
          {actions && (
            <Stack direction="row" sx={{ gap: 1, flexWrap: "wrap", alignItems: "center" }}>
              {actions}
            </Stack>
          )}
        </Stack>
        {lead && (
          <Typography component="div" color="textSecondary" sx={{ marginTop: 0.5 }}>
            {lead}
          </Typography>
        )}
      </Box>
      {children}
    </Box>
  );
}
