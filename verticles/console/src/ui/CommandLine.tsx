import { Box, IconButton, Tooltip } from "@mui/material";
import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { mono } from "../app/theme";
import { copyText } from "./clipboard";
import { useFeedback } from "./Feedback";

/** A line to be copied into a terminal. */
export function CommandLine({ command }: { command: string }) {
  return (
    <Box
      sx={(theme) => ({
        display: "inline-flex",
        maxWidth: "100%",
        alignItems: "flex-start",
        gap: 1,
        padding: "4px 6px 4px 10px",
        borderRadius: 1,
        border: `1px solid ${theme.vars?.palette.divider}`,
        backgroundColor: theme.vars?.palette.background.default,
        textAlign: "start",
      })}
    >
      <Box component="code" sx={{ ...mono, whiteSpace: "pre-wrap", overflowWrap: "anywhere", paddingBlock: "3px" }}>
        {command}
      </Box>
      <CopyButton text={command} />
    </Box>
  );
}

export function CopyButton({ text, label }: { text: string; label?: string }) {
  const { t } = useTranslation("ui");
  const { fail } = useFeedback();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    const timer = copied ? setTimeout(() => setCopied(false), 1500) : undefined;
    return () => clearTimeout(timer);
  }, [copied]);
  const words = copied ? t("copied") : (label ?? t("copy"));
  return (
    <Tooltip title={words}>
      <IconButton
        aria-label={words}
        onClick={async () => ((await copyText(text)) ? setCopied(true) : fail(new Error(t("notCopied"))))}
        sx={{ padding: "4px" }}
      >
        {copied ? <Check size={14} /> : <Copy size={14} />}
      </IconButton>
    </Tooltip>
  );
}
