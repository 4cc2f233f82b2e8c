import { TextField } from "@mui/material";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, type Schemas, take } from "../../api/client";
import { etag } from "../../api/etag";
import { useCan } from "../../app/session";
import { useFeedback } from "../../ui/Feedback";
import { FormDialog } from "./shared/FormDialog";
import { refresh } from "./shared/names";
import { PermissionPicker } from "./shared/PermissionPicker";
import { exceptTaken, nameRefused } from "./shared/taken";
import { useRequest } from "./shared/useRequest";

interface Props {
  /** The role that is changed; a new one when absent. */
  role?: Schemas["Role"];
  onClose(): void;
}

/** Adds a role, or changes one: what it is for, and what it permits. */
export function RoleDialog({ role, onClose }: Props) {
  const { t } = useTranslation("access");
  const { tell } = useFeedback();
  const can = useCan();
  const [name, setName] = useState(role?.name ?? "");
  const [description, setDescription] = useState(role?.description ?? "");
  const [permissions, setPermissions] = useState(role?.permissions ?? []);
  const { busy, problem, attempt } = useRequest();

  const done = async () => {
    tell(t("saved", { name }));
    onClose();
    await refresh("roles");
  };
  const body = { description: description.trim(), permissions };
  const change = (id: string, ifMatch: string) =>
    attempt(
      () => take(api.PATCH("/roles/{id}", { params: { path: { id }, header: { "If-Match": ifMatch } }, body })),
      done,
    );
  const submit = () =>
    role
      ? change(role.id, etag(role))
      : attempt(() => take(api.POST("/roles", { body: { name: name.trim(), ...body } })), done);
  return (
    <FormDialog
      title={role ? t("role.edit", { name: role.name }) : t("role.add")}
      action={role ? t("save") : t("role.add")}
      onSubmit={submit}
      onClose={onClose}
      busy={busy}
      disabled={!name.trim() || permissions.length === 0}
      problem={exceptTaken(problem)}
      fields={["/name", "/description", "/permissions"]}
      stale={{
        load: () => {
          void refresh("roles");
          onClose();
        },
        overwrite: role && (() => change(role.id, "*")),
      }}
      wide
    >
      <TextField
        label={t("role.name")}
        value={name}
        onChange={(event) => setName(event.target.value)}
        error={nameRefused(problem) !== undefined}
        helperText={nameRefused(problem) ?? (role ? t("role.nameStays") : t("role.nameHelp"))}
        required
        autoFocus={role === undefined}
        slotProps={{
          htmlInput: { readOnly: role !== undefined, maxLength: 63, spellCheck: false, autoCapitalize: "none" },
        }}
      />
      <TextField
        label={t("description")}
        value={description}
        onChange={(event) => setDescription(event.target.value)}
        error={problem?.of("/description") !== undefined}
        helperText={problem?.of("/description")}
        slotProps={{ htmlInput: { maxLength: 1000 } }}
      />
      <PermissionPicker
        label={t("role.permissions")}
        value={permissions}
        onChange={setPermissions}
        mayGive={can}
        error={problem?.errors.find((error) => error.pointer?.startsWith("/permissions"))?.detail}
      />
    </FormDialog>
  );
}
