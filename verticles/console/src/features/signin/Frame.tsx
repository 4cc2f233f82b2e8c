import { Box, Card, Stack, Typography } from "@mui/material";
import { type ReactNode, Suspense, useEffect } from "react";
import { Appearance } from "../../app/choices";
import { Lines } from "../../ui/Outcome";

/** The page before one is signed in. */
export function Frame({ title, children }: { title: string; children: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · OpsConductor`;
  }, [title]);
  return (
    <Box component="main" sx={{ minHeight: "100dvh", display: "grid", placeItems: "center", padding: 2 }}>
      <Card sx={{ width: "100%", maxWidth: 400, padding: { xs: 2.5, sm: 4 } }}>
        <Stack direction="row" sx={{ alignItems: "center", gap: 1.25, marginBottom: 3 }}>
          <img src="/favicon.svg" alt="" width={30} height={30} />
          <Typography sx={{ fontWeight: 680, letterSpacing: "-0.02em", fontSize: "1.125rem", flex: 1 }}>
            OpsConductor
          </Typography>
          <Appearance />
        </Stack>
        <Typography variant="h1" sx={{ marginBottom: 2 }}>
          {title}
        </Typography>
        <Suspense fallback={<Lines count={3} />}>{children}</Suspense>
      </Card>
    </Box>
  );
}
