import {
  Button,
  Card,
  FormControlLabel,
  IconButton,
  MenuItem,
  Stack,
  Switch,
  TextField,
  Typography,
} from "@mui/material";
import { Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../../../api/client";
import { useCan } from "../../../app/session";
import { EVERYTHING } from "../permissions";
import { newScope, type ScopeDraft, tokenOf, withObject } from "../scopes";
import { FormDialog } from "./FormDialog";
import { ObjectField } from "./ObjectField";
import { PermissionPicker } from "./PermissionPicker";
import { SecretOnce } from "./SecretOnce";
import { useRequest } from "./useRequest";

/** Lifetimes to choose from; 0 for as long as the server lets it be. */
const DAYS = [1, 7, 30, 90, 180, 365, 0];
const MOST_SCOPES = 20;

interface Props {
  create(input: Schemas["TokenInput"]): Promise<Schemas["TokenCreated"]>;
  /** What follows when there is a new one. */
  onCreated(): unknown;
  onClose(): void;
}

/** Makes an API token: what it may do, where, and until when; then shows its text this once. */
export function TokenDialog({ create, onCreated, onClose }: Props) {
  const { t } = useTranslation("access");
  const can = useCan();
  const [name, setName] = useState("");
  const [permissions, setPermissions] = useState<string[]>([]);
  const [scopes, setScopes] = useState<ScopeDraft[]>([]);
  const [days, setDays] = useState(90);
  const [made, setMade] = useState<{ name: string; text: string } | null>(null);
  const { busy, problem, attempt } = useRequest();
  const input = tokenOf({ name, permissions, scopes, days: days || null }, Date.now());

  if (made) {
    const close = () => {
      setMade(null);
      onClose();
    };
    return (
      <SecretOnce
        title={t("token.madeTitle", { name: made.name })}
        text={t("token.madeText")}
        lines={[made.text]}
        file={`${made.name.replace(/[^\w.-]+/g, "-")}.token`}
        onClose={close}
      />
    );
  }
  const submit = () =>
    input &&
    attempt(
      () => create(input),
      async (created) => {
        setMade({ name: created.name, text: created.token });
        await onCreated();
      },
    );
  const change = (key: string, next: ScopeDraft) =>
    setScopes((before) => before.map((scope) => (scope.key === key ? next : scope)));
  return (
    <FormDialog
      title={t("token.new")}
      action={t("token.make")}
      onSubmit={submit}
      onClose={onClose}
      busy={busy}
      disabled={!input}
      problem={problem}
      fields={["/name", "/permissions", "/expiresAt"]}
      wide
    >
      <Stack sx={{ flexDirection: { xs: "column", sm: "row" }, gap: 2 }}>
        <TextField
          label={t("token.name")}
          value={name}
          onChange={(event) => setName(event.target.value)}
          error={problem?.of("/name") !== undefined}
          helperText={problem?.of("/name") ?? t("token.nameHelp")}
          required
          autoFocus
          slotProps={{ htmlInput: { maxLength: 128 } }}
        />
        <TextField
          select
          label={t("token.ends")}
          value={days}
          onChange={(event) => setDays(Number(event.target.value))}
          error={problem?.of("/expiresAt") !== undefined}
          helperText={problem?.of("/expiresAt")}
          sx={{ maxWidth: { sm: 220 } }}
        >
          {DAYS.map((one) => (
            <MenuItem key={one} value={one}>
              {one === 0 ? t("token.longest") : t("token.days", { count: one })}
            </MenuItem>
          ))}
        </TextField>
      </Stack>
      <FormControlLabel
        label={t("token.everything")}
        control={
          <Switch
            checked={permissions.includes(EVERYTHING)}
            onChange={(_, all) => setPermissions(all ? [EVERYTHING] : [])}
          />
        }
      />
      {!permissions.includes(EVERYTHING) && (
        <PermissionPicker
          label={t("token.permissions")}
          value={permissions}
          onChange={setPermissions}
          mayGive={can}
          error={problem?.errors.find((error) => error.pointer?.startsWith("/permissions"))?.detail}
          help={t("token.permissionsHelp")}
        />
      )}
      {scopes.map((scope, index) => (
        <Card key={scope.key} component="fieldset" sx={{ padding: 2, margin: 0, minWidth: 0 }}>
          <Stack sx={{ gap: 2 }}>
            <Stack direction="row" sx={{ justifyContent: "space-between", alignItems: "center" }}>
              <Typography component="legend" variant="h3">
                {t("token.scope", { number: index + 1 })}
              </Typography>
              <IconButton
                aria-label={t("token.removeScope", { number: index + 1 })}
                onClick={() => setScopes(scopes.filter((one) => one.key !== scope.key))}
              >
                <Trash2 size={16} />
              </IconButton>
            </Stack>
            <ObjectField
              value={scope.object}
              onChange={(object) => change(scope.key, withObject(scope, object))}
              error={problem?.errors.find((error) => error.pointer?.startsWith(`/scopes/${index}/object`))?.detail}
            />
            <PermissionPicker
              label={t("token.scopePermissions")}
              of={scope.object.type}
              value={scope.permissions}
              onChange={(next) => change(scope.key, { ...scope, permissions: next })}
              mayGive={can}
            />
          </Stack>
        </Card>
      ))}
      <Button
        startIcon={<Plus size={16} />}
        disabled={scopes.length >= MOST_SCOPES}
        onClick={() => setScopes([...scopes, newScope()])}
        sx={{ alignSelf: "flex-start" }}
      >
        {t("token.addScope")}
      </Button>
    </FormDialog>
  );
}
