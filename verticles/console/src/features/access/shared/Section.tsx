import { Box, Card, Stack, Typography } from "@mui/material";
import { type ReactNode, useId } from "react";

interface Props {
  title: string;
  text?: ReactNode;
  actions?: ReactNode;
  children?: ReactNode;
}

/** One thing of a page: what it is, what can be done, and how it stands. */
export function Section({ title, text, actions, children }: Props) {
  const id = useId();
  return (
    <Card component="section" aria-labelledby={id} sx={{ padding: { xs: 1.5, sm: 2 }, minWidth: 0 }}>
      <Stack
        direction="row"
        sx={{ justifyContent: "space-between", alignItems: "flex-start", flexWrap: "wrap", gap: 1 }}
      >
        <Box sx={{ minWidth: 0, flex: "1 1 220px" }}>
          <Typography variant="h2" id={id}>
            {title}
          </Typography>
          {text && (
            <Typography variant="body2" component="div" color="textSecondary" sx={{ maxWidth: "80ch" }}>
              {text}
            </Typography>
          )}
        </Box>
        {actions && <Stack sx={{ flexDirection: "row", gap: 1, flexWrap: "wrap" }}>{actions}</Stack>}
      </Stack>
      {children && <Box sx={{ marginTop: 2 }}>{children}</Box>}
    </Card>
  );
}

/** What is known of something, each by its name. */
export function Facts({ facts }: { facts: [name: string, value: ReactNode][] }) {
  return (
    <Box
      component="dl"
      sx={{
        margin: 0,
        display: "grid",
        gridTemplateColumns: { xs: "1fr", sm: "minmax(120px, max-content) 1fr" },
        columnGap: 3,
        rowGap: { xs: 0.25, sm: 1 },
      }}
    >
      {facts.map(([name, value]) => (
        <Box key={name} sx={{ display: "contents" }}>
          <Typography component="dt" variant="body2" color="textSecondary">
            {name}
          </Typography>
          <Box component="dd" sx={{ margin: 0, marginBottom: { xs: 1, sm: 0 }, minWidth: 0, overflowWrap: "anywhere" }}>
            {value}
          </Box>
        </Box>
      ))}
    </Box>
  );
}
