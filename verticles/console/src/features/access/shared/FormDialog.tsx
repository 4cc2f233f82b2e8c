import { Button, Dialog, DialogActions, DialogContent, DialogTitle, Stack } from "@mui/material";
import { type ReactNode, useId } from "react";
import { useTranslation } from "react-i18next";
import type { ApiProblem } from "../../../api/problem";
import { Refused } from "./Refused";

interface Props {
  title: string;
  /** The word on the button, which says what happens. */
  action: string;
  onSubmit(): unknown;
  onClose(): void;
  busy?: boolean;
  disabled?: boolean;
  destructive?: boolean;
  problem?: ApiProblem | null;
  /** Fields that show what is wrong with them themselves. */
  fields?: string[];
  stale?: { load(): unknown; overwrite?(): unknown };
  wide?: boolean;
  children: ReactNode;
}

/** A form in a dialog, which Enter sends and Escape closes. */
export function FormDialog(props: Props) {
  const { t } = useTranslation("ui");
  const title = useId();
  const { busy = false, disabled = false, destructive = false, wide = false } = props;
  return (
    <Dialog
      open
      onClose={() => !busy && props.onClose()}
      maxWidth={wide ? "md" : "sm"}
      fullWidth
      aria-labelledby={title}
    >
      <form
        noValidate
        style={{ display: "contents" }}
        onSubmit={(event) => {
          event.preventDefault();
          event.stopPropagation();
          if (!busy && !disabled) {
            void props.onSubmit();
          }
        }}
      >
        <DialogTitle id={title} sx={{ overflowWrap: "anywhere" }}>
          {props.title}
        </DialogTitle>
        <DialogContent>
          <Stack sx={{ gap: 2, paddingTop: 1 }}>
            <Refused problem={props.problem ?? null} fields={props.fields} stale={props.stale} />
            {props.children}
          </Stack>
        </DialogContent>
        <DialogActions>
          <Button onClick={props.onClose} disabled={busy}>
            {t("cancel")}
          </Button>
          <Button
            type="submit"
            variant="contained"
            color={destructive ? "error" : "primary"}
            loading={busy}
            disabled={disabled}
          >
            {props.action}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
