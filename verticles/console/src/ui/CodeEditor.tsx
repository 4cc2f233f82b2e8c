import { Box, FormHelperText, Skeleton, Typography } from "@mui/material";
import { lazy, Suspense, useId } from "react";
import { useTranslation } from "react-i18next";

export type CodeLanguage = "sh" | "bash" | "python" | "perl" | "powershell" | "yaml";

export interface CodeEditorProps {
  value: string;
  onChange?(value: string): void;
  language: CodeLanguage;
  label: string;
  /** Lines that it is high at least. */
  lines?: number;
  readOnly?: boolean;
  /** What Ctrl or Cmd and Enter does. */
  onSubmit?(): void;
  error?: string;
  hint?: string;
}

const LINE_HEIGHT = 20;
const CodeArea = lazy(() => import("./CodeArea"));

/** Code with its colours. Tab indents; Escape and then Tab goes on to what follows. */
export function CodeEditor({ label, lines = 6, error, hint, readOnly = false, ...area }: CodeEditorProps) {
  const { t } = useTranslation("ui");
  const id = useId();
  const help = [error ?? hint, readOnly ? undefined : t("editor.leave")].filter(Boolean).join(" ");
  return (
    <Box sx={{ minWidth: 0 }}>
      <Typography
        id={`${id}-label`}
        variant="caption"
        component="div"
        color={error ? "error" : "textSecondary"}
        sx={{ marginBottom: 0.5 }}
      >
        {label}
      </Typography>
      <Box
        sx={(theme) => ({
          border: `1px solid ${error ? theme.vars?.palette.error.main : theme.vars?.palette.line}`,
          borderRadius: 1,
          overflow: "hidden",
          backgroundColor: theme.vars?.palette.log.background,
          "&:focus-within": { outline: `2px solid ${theme.vars?.palette.primary.main}`, outlineOffset: -1 },
        })}
      >
        <Suspense fallback={<Skeleton variant="rectangular" height={lines * LINE_HEIGHT + 16} />}>
          <CodeArea
            {...area}
            readOnly={readOnly}
            minHeight={lines * LINE_HEIGHT + 16}
            labelledBy={`${id}-label`}
            describedBy={help ? `${id}-help` : undefined}
            invalid={Boolean(error)}
          />
        </Suspense>
      </Box>
      {help && (
        <FormHelperText id={`${id}-help`} error={Boolean(error)} sx={{ marginInline: 0.5 }}>
          {help}
        </FormHelperText>
      )}
    </Box>
  );
}
