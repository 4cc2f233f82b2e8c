import { Box, Button, Dialog, DialogActions, DialogContent, DialogTitle } from "@mui/material";
import { Fragment } from "react";
import { useTranslation } from "react-i18next";

const KEYS: [keys: string[], does: string][] = [
  [["/"], "search"],
  [["n", "N"], "hits"],
  [["e"], "error"],
  [["[", "]"], "targets"],
  [["j", "k"], "lines"],
  [["y"], "copy"],
  [["f"], "follow"],
  [["w"], "wrap"],
  [["t"], "times"],
  [["g", "G"], "ends"],
  [["?"], "help"],
];

/** All keys of the log. */
export function KeysDialog({ open, close }: { open: boolean; close(): void }) {
  const { t } = useTranslation("execution");
  return (
    <Dialog open={open} onClose={close} aria-labelledby="keys-title">
      <DialogTitle id="keys-title">{t("keys.title")}</DialogTitle>
      <DialogContent>
        <Box
          component="dl"
          sx={{
            display: "grid",
            gridTemplateColumns: "auto 1fr",
            columnGap: 3,
            rowGap: 1.25,
            margin: 0,
            alignItems: "center",
          }}
        >
          {KEYS.map(([keys, does]) => (
            <Fragment key={does}>
              <Box component="dt" sx={{ display: "flex", gap: 0.5 }}>
                {keys.map((key) => (
                  <Box
                    component="kbd"
                    key={key}
                    sx={(theme) => ({
                      minWidth: 26,
                      textAlign: "center",
                      padding: "2px 6px",
                      borderRadius: 0.75,
                      border: `1px solid ${theme.vars?.palette.line}`,
                    })}
                  >
                    {key}
                  </Box>
                ))}
              </Box>
              <Box component="dd" sx={{ margin: 0 }}>
                {t(`keys.${does}`)}
              </Box>
            </Fragment>
          ))}
        </Box>
      </DialogContent>
      <DialogActions>
        <Button onClick={close} autoFocus>
          {t("keys.close")}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
