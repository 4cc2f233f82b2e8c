import { TextField, Typography } from "@mui/material";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, type Schemas, take } from "../../api/client";
import { makePasskey } from "../../api/passkeys";
import { useFeedback } from "../../ui/Feedback";
import { FormDialog } from "../access/shared/FormDialog";
import { useRequest } from "../access/shared/useRequest";

interface Props {
  onClose(): void;
  /** With recovery codes when it is the first factor. */
  onAdded(recoveryCodes?: string[]): Promise<void>;
}

/** Has the browser make a passkey, and adds it. */
export function PasskeyDialog({ onClose, onAdded }: Props) {
  const { t } = useTranslation("account");
  const { tell } = useFeedback();
  const [name, setName] = useState("");
  const { busy, problem, attempt } = useRequest();
  const add = async () => {
    const credential = await makePasskey(await take(api.POST("/auth/mfa/passkeys/options")));
    return take(api.POST("/auth/mfa/passkeys", { body: { name: name.trim(), credential } }));
  };
  const submit = () =>
    attempt(add, async ({ recoveryCodes }) => {
      tell(t("passkey.added", { name: name.trim() }));
      onClose();
      await onAdded(recoveryCodes);
    });
  return (
    <FormDialog
      title={t("passkey.add")}
      action={t("passkey.make")}
      onSubmit={submit}
      onClose={onClose}
      busy={busy}
      disabled={!name.trim()}
      problem={problem}
      fields={["/name"]}
    >
      <Typography>{t("passkey.text")}</Typography>
      <NameField value={name} onChange={setName} error={problem?.of("/name")} />
    </FormDialog>
  );
}

interface RenameProps {
  factor: Schemas["Factor"];
  onClose(): void;
  onRenamed(): Promise<void>;
}

/** Gives a passkey another name. */
export function RenamePasskey({ factor, onClose, onRenamed }: RenameProps) {
  const { t } = useTranslation("account");
  const [name, setName] = useState(factor.name ?? "");
  const { busy, problem, attempt } = useRequest();
  const params = { path: { id: factor.id } };
  const submit = () =>
    attempt(
      () => take(api.PATCH("/auth/mfa/factors/{id}", { params, body: { name: name.trim() } })),
      async () => {
        onClose();
        await onRenamed();
      },
    );
  return (
    <FormDialog
      title={t("passkey.rename")}
      action={t("save")}
      onSubmit={submit}
      onClose={onClose}
      busy={busy}
      disabled={!name.trim()}
      problem={problem}
      fields={["/name"]}
    >
      <NameField value={name} onChange={setName} error={problem?.of("/name")} />
    </FormDialog>
  );
}

function NameField({ value, onChange, error }: { value: string; onChange(name: string): void; error?: string }) {
  const { t } = useTranslation("account");
  return (
    <TextField
      label={t("passkey.name")}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      error={error !== undefined}
      helperText={error ?? t("passkey.nameHelp")}
      autoFocus
      required
      slotProps={{ htmlInput: { maxLength: 128 } }}
    />
  );
}
