import {
  Button,
  DialogActions,
  DialogContent,
  DialogContentText,
  DialogTitle,
  FormControlLabel,
  FormLabel,
  Radio,
  RadioGroup,
  Stack,
  TextField,
} from "@mui/material";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { type ApiProblem, asProblem } from "../../api/problem";
import { useFeedback } from "../../ui/Feedback";
import { useStepUp } from "../../ui/StepUp";
import { ProblemAlert } from "../targets/AddTarget";
import { type Credential, type CredentialInput, deleteCredential, saveCredential, useCredentialsChanged } from "./data";
import { PrivateKeyField } from "./PrivateKeyField";

interface Props {
  /** The one whose secret is replaced; a new one when absent. */
  credential?: Credential;
  /** How many targets use it. */
  uses?: number;
  /** Who asked for it uses it at once, so that it cannot be undone. */
  onSaved?(saved: Credential): void;
  onClose(): void;
}

const NO_SECRETS = { privateKey: "", passphrase: "", password: "" };

/** Takes a secret and forgets it as soon as the server has it. */
export function CredentialForm({ credential, uses = 0, onSaved, onClose }: Props) {
  const { t } = useTranslation("secrets");
  const { t: ui } = useTranslation("ui");
  const { tell, fail } = useFeedback();
  const changed = useCredentialsChanged();
  const withStepUp = useStepUp();
  const [name, setName] = useState(credential?.name ?? "");
  const [username, setUsername] = useState(credential?.username ?? "");
  const [type, setType] = useState<Credential["type"]>(credential?.type ?? "ssh_key");
  const [secrets, setSecrets] = useState(NO_SECRETS);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [busy, setBusy] = useState(false);

  const change = (part: Partial<typeof NO_SECRETS>) => setSecrets((before) => ({ ...before, ...part }));
  const whole = name.trim() && username.trim() && (type === "password" ? secrets.password : secrets.privateKey.trim());
  const send = async () => {
    const input = inputOf(name.trim(), username.trim(), type, secrets);
    setBusy(true);
    setProblem(null);
    try {
      const saved = await withStepUp(() => saveCredential(input, credential?.id));
      setSecrets(NO_SECRETS);
      await changed();
      onSaved?.(saved);
      onClose();
      if (credential) {
        tell(t("replaced", { name: saved.name, version: saved.version }));
      } else {
        const undo = () => deleteCredential(saved.id).then(changed, fail);
        tell(t("added", { name: saved.name }), onSaved ? undefined : undo);
      }
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (whole) {
      void send();
    }
  };
  return (
    <form onSubmit={submit} noValidate autoComplete="off">
      <DialogTitle id="credential-title">
        {credential ? t("replaceTitle", { name: credential.name }) : t("addTitle")}
      </DialogTitle>
      <DialogContent>
        <ProblemAlert problem={problem} />
        {credential && (
          <DialogContentText>{t(uses === 0 ? "replaceUnused" : "replaceUsed", { count: uses })}</DialogContentText>
        )}
        <Stack sx={{ gap: 2, paddingTop: 1.5 }}>
          <TextField
            label={t("name")}
            value={name}
            onChange={(event) => setName(event.target.value)}
            required
            error={Boolean(problem?.of("/name"))}
            helperText={problem?.of("/name") ?? t("nameHelp")}
            slotProps={{ htmlInput: { maxLength: 128, spellCheck: false, autoComplete: "off" } }}
          />
          <TextField
            label={t("user")}
            value={username}
            onChange={(event) => setUsername(event.target.value)}
            required
            error={Boolean(problem?.of("/username"))}
            helperText={problem?.of("/username") ?? t("userHelp")}
            slotProps={{
              htmlInput: { maxLength: 128, spellCheck: false, autoComplete: "off", autoCapitalize: "none" },
            }}
          />
          <div>
            <FormLabel id="credential-type">{t("type")}</FormLabel>
            <RadioGroup
              row
              aria-labelledby="credential-type"
              value={type}
              onChange={(event) => {
                setType(event.target.value === "password" ? "password" : "ssh_key");
                setSecrets(NO_SECRETS);
              }}
            >
              <FormControlLabel value="ssh_key" control={<Radio />} label={t("types.ssh_key")} />
              <FormControlLabel value="password" control={<Radio />} label={t("types.password")} />
            </RadioGroup>
          </div>
          {type === "ssh_key" ? (
            <>
              <PrivateKeyField
                value={secrets.privateKey}
                onChange={(privateKey) => change({ privateKey })}
                error={problem?.of("/privateKey")}
              />
              <TextField
                label={t("passphrase")}
                type="password"
                value={secrets.passphrase}
                onChange={(event) => change({ passphrase: event.target.value })}
                error={Boolean(problem?.of("/passphrase"))}
                helperText={problem?.of("/passphrase") ?? t("passphraseHelp")}
                slotProps={{ htmlInput: { maxLength: 1024, autoComplete: "off" } }}
              />
            </>
          ) : (
            <TextField
              label={t("password")}
              type="password"
              value={secrets.password}
              onChange={(event) => change({ password: event.target.value })}
              required
              error={Boolean(problem?.of("/password"))}
              helperText={problem?.of("/password") ?? t("writeOnly")}
              slotProps={{ htmlInput: { maxLength: 1024, autoComplete: "new-password" } }}
            />
          )}
        </Stack>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{ui("cancel")}</Button>
        <Button type="submit" variant="contained" loading={busy} disabled={!whole}>
          {t(credential ? "replaceAction" : "addAction")}
        </Button>
      </DialogActions>
    </form>
  );
}

function inputOf(
  name: string,
  username: string,
  type: Credential["type"],
  { privateKey, passphrase, password }: typeof NO_SECRETS,
): CredentialInput {
  return type === "password"
    ? { name, username, type, password }
    : { name, username, type, privateKey, ...(passphrase ? { passphrase } : {}) };
}
