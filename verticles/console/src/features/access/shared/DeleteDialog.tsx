import { TextField, Typography } from "@mui/material";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFeedback } from "../../../ui/Feedback";
import { FormDialog } from "./FormDialog";
import { useRequest } from "./useRequest";

interface Props {
  name: string;
  title: string;
  /** What goes with it. */
  text: string;
  remove(): Promise<unknown>;
  /** Loads what somebody else changed meanwhile. */
  stale?(): unknown;
  onDeleted(): unknown;
  onClose(): void;
}

/** Deletes what cannot be had back, once its name was typed. */
export function DeleteDialog({ name, title, text, remove, stale, onDeleted, onClose }: Props) {
  const { t } = useTranslation("access");
  const { tell } = useFeedback();
  const [typed, setTyped] = useState("");
  const { busy, problem, attempt, forget } = useRequest();
  const submit = () =>
    attempt(remove, async () => {
      tell(t("deleted", { name }));
      onClose();
      await onDeleted();
    });
  return (
    <FormDialog
      title={title}
      action={t("delete")}
      onSubmit={submit}
      onClose={onClose}
      busy={busy}
      disabled={typed.trim() !== name}
      destructive
      problem={problem}
      stale={
        stale && {
          load: () => {
            forget();
            return stale();
          },
        }
      }
    >
      <Typography>{text}</Typography>
      <TextField
        label={t("typeName", { name })}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        autoFocus
        slotProps={{ htmlInput: { spellCheck: false, autoCapitalize: "none", autoComplete: "off" } }}
      />
    </FormDialog>
  );
}
