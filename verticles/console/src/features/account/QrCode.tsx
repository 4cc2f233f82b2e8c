import { Box } from "@mui/material";
import { useMemo } from "react";
import { encode } from "uqr";
import { pathOf } from "./secret";

const QUIET = 4;

/** A text as a QR code: dark on light in both lights, because cameras want it so. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const code = useMemo(() => encode(text, { border: QUIET, ecc: "M" }), [text]);
  return (
    <Box
      component="svg"
      role="img"
      aria-label={label}
      viewBox={`0 0 ${code.size} ${code.size}`}
      shapeRendering="crispEdges"
      sx={(theme) => ({
        width: 190,
        height: 190,
        flexShrink: 0,
        borderRadius: 1,
        backgroundColor: theme.vars?.palette.common.white,
        fill: theme.vars?.palette.common.black,
      })}
    >
      <path d={pathOf(code.data)} />
    </Box>
  );
}
