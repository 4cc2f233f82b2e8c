import { Alert, Box, Button, Dialog, DialogActions, DialogContent, DialogTitle, Stack } from "@mui/material";
import { Download } from "lucide-react";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { mono } from "../../../app/theme";
import { CopyButton } from "../../../ui/CommandLine";

interface Props {
  title: string;
  /** What it is good for. */
  text: string;
  /** Each on a line of its own. */
  lines: string[];
  /** What the downloaded file is called. */
  file: string;
  onClose(): void;
}

/** Something secret that the server tells this once. It is nowhere but here, and gone when the dialog is. */
export function SecretOnce({ title, text, lines, file, onClose }: Props) {
  const { t } = useTranslation("access");
  const id = useId();
  const [taken, setTaken] = useState(false);
  const [reminded, setReminded] = useState(false);
  const all = lines.join("\n");
  const close = () => (taken || reminded ? onClose() : setReminded(true));
  const download = () => {
    const url = URL.createObjectURL(new Blob([`${all}\n`], { type: "text/plain" }));
    const link = document.createElement("a");
    link.href = url;
    link.download = file;
    link.click();
    URL.revokeObjectURL(url);
    setTaken(true);
  };
  return (
    <Dialog open onClose={close} maxWidth="sm" fullWidth aria-labelledby={id}>
      <DialogTitle id={id}>{title}</DialogTitle>
      <DialogContent>
        <Stack sx={{ gap: 2 }}>
          <Alert severity="warning">{text}</Alert>
          <Box
            onClick={(event) => (event.target as HTMLElement).closest("button") && setTaken(true)}
            sx={(theme) => ({
              display: "flex",
              alignItems: "flex-start",
              gap: 1,
              padding: 1.5,
              borderRadius: 1,
              border: `1px solid ${theme.vars?.palette.line}`,
              backgroundColor: theme.vars?.palette.background.default,
            })}
          >
            <Box
              component="ul"
              sx={{
                ...mono,
                flex: 1,
                margin: 0,
                padding: 0,
                listStyle: "none",
                overflowWrap: "anywhere",
                columns: lines.length > 4 ? { xs: 1, sm: 2 } : 1,
              }}
            >
              {lines.map((line) => (
                <Box component="li" key={line} sx={{ paddingBlock: 0.25 }}>
                  {line}
                </Box>
              ))}
            </Box>
            <CopyButton text={all} />
          </Box>
          {reminded && (
            <Alert severity="error" role="alert">
              {t("once.reminder")}
            </Alert>
          )}
        </Stack>
      </DialogContent>
      <DialogActions>
        <Button startIcon={<Download size={16} />} onClick={download}>
          {t("once.download")}
        </Button>
        <Button variant="contained" onClick={close}>
          {reminded && !taken ? t("once.closeAnyway") : t("once.done")}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
