import { TextField } from "@mui/material";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { api, take } from "../../api/client";
import { useCan } from "../../app/session";
import { FormDialog } from "./shared/FormDialog";
import { NewPassword } from "./shared/NewPassword";
import { refresh } from "./shared/names";
import { RolesField } from "./shared/pickers";
import { exceptTaken, nameRefused } from "./shared/taken";
import { useRequest } from "./shared/useRequest";

/** Adds a user. */
export function UserDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation("access");
  const navigate = useNavigate();
  const can = useCan();
  const [username, setUsername] = useState("");
  const [password, setPassword] = useState("");
  const [roles, setRoles] = useState<string[]>([]);
  const { busy, problem, attempt } = useRequest();
  const wrongName = nameRefused(problem, "/username");
  const submit = () =>
    attempt(
      () => take(api.POST("/users", { body: { username: username.trim(), password, roles } })),
      async (user) => {
        await refresh("users", "choice");
        navigate(`/access/users/${user.id}`);
      },
    );
  return (
    <FormDialog
      title={t("user.add")}
      action={t("user.add")}
      onSubmit={submit}
      onClose={onClose}
      busy={busy}
      disabled={!username.trim() || !password}
      problem={exceptTaken(problem)}
      fields={["/username", "/password", "/roles"]}
    >
      <TextField
        label={t("user.name")}
        value={username}
        onChange={(event) => setUsername(event.target.value)}
        error={wrongName !== undefined}
        helperText={wrongName}
        required
        autoFocus
        slotProps={{ htmlInput: { maxLength: 128, spellCheck: false, autoCapitalize: "none", autoComplete: "off" } }}
      />
      <NewPassword
        label={t("user.firstPassword")}
        value={password}
        onChange={setPassword}
        username={username.trim()}
        error={problem?.of("/password")}
      />
      {can("role:read") && (
        <RolesField
          label={t("user.roles")}
          value={roles}
          onChange={setRoles}
          error={problem?.errors.find((error) => error.pointer?.startsWith("/roles"))?.detail}
          help={t("user.rolesHelp")}
        />
      )}
    </FormDialog>
  );
}
