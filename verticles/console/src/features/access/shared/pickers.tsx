import { Autocomplete, TextField } from "@mui/material";
import { useTranslation } from "react-i18next";
import { api, take } from "../../../api/client";
import type { ObjectType } from "../permissions";
import { Choice, type ChoiceProps, type Option } from "./Choice";
import { nameOfObject, useRoles } from "./names";

const SOME = 50;
const MANY = 500;

export function UserPicker(props: ChoiceProps) {
  return (
    <Choice
      {...props}
      kind="user"
      load={async (text) => {
        const query = { limit: SOME, ...(text ? { q: text } : {}) };
        const { items } = await take(api.GET("/users", { params: { query } }));
        return items.map((user) => ({ id: user.id, name: user.username }));
      }}
      nameOf={async (id) => (await take(api.GET("/users/{id}", { params: { path: { id } } }))).username}
    />
  );
}

export function TeamPicker(props: ChoiceProps) {
  return (
    <Choice
      {...props}
      kind="team"
      load={async (name) => {
        const query = { limit: SOME, ...(name ? { name } : {}) };
        return (await take(api.GET("/teams", { params: { query } }))).items;
      }}
      nameOf={async (id) => (await take(api.GET("/teams/{id}", { params: { path: { id } } }))).name}
    />
  );
}

export function ServiceAccountPicker(props: ChoiceProps) {
  return (
    <Choice
      {...props}
      kind="service-account"
      load={async (name) => {
        const query = { limit: SOME, ...(name ? { name } : {}) };
        return (await take(api.GET("/service-accounts", { params: { query } }))).items;
      }}
      nameOf={async (id) => (await take(api.GET("/service-accounts/{id}", { params: { path: { id } } }))).name}
    />
  );
}

/** An object by its name. Executions have none: their id is typed. */
export function ObjectPicker({ type, ...props }: ChoiceProps & { type: Exclude<ObjectType, "execution"> }) {
  return (
    <Choice
      key={type}
      {...props}
      kind={type}
      load={(text) => objectsOf(type, text)}
      nameOf={(id) => nameOfObject(type, id)}
    />
  );
}

async function objectsOf(type: Exclude<ObjectType, "execution">, text: string): Promise<Option[]> {
  if (type === "target") {
    // Within a selector other characters would mean something.
    const name = text.replace(/[^\p{L}\p{N}._-]/gu, "");
    const query = { limit: SOME, ...(name ? { selector: `name~*${name}*` } : {}) };
    return (await take(api.GET("/targets", { params: { query } }))).items;
  }
  if (type === "job") {
    const query = { limit: SOME, ...(text ? { q: text } : {}) };
    return (await take(api.GET("/jobs", { params: { query } }))).items.map(({ id, name }) => ({ id, name }));
  }
  const params = { query: { limit: MANY } };
  const all =
    type === "credential"
      ? await take(api.GET("/credentials", { params }))
      : await take(api.GET("/schedules", { params }));
  const wanted = text.toLowerCase();
  return all.items.filter((one) => one.name.toLowerCase().includes(wanted)).map(({ id, name }) => ({ id, name }));
}

interface RolesProps {
  label: string;
  value: string[];
  onChange(roles: string[]): void;
  error?: string;
  help?: string;
  disabled?: boolean;
}

/** Any number of roles. */
export function RolesField({ label, value, onChange, error, help, disabled }: RolesProps) {
  const { t } = useTranslation("access");
  const roles = useRoles();
  return (
    <Autocomplete
      multiple
      disableCloseOnSelect
      value={value}
      onChange={(_, next) => onChange(next)}
      options={roles.data?.map((role) => role.name) ?? value}
      loading={roles.isPending}
      loadingText={t("choice.loading")}
      noOptionsText={t("choice.none")}
      clearText={t("choice.clear")}
      openText={t("choice.open")}
      closeText={t("choice.close")}
      disabled={disabled}
      fullWidth
      renderInput={(params) => (
        <TextField {...params} label={label} error={error !== undefined} helperText={error ?? help} />
      )}
    />
  );
}

interface RoleProps {
  label: string;
  value: string;
  onChange(role: string): void;
  error?: string;
  help?: string;
  required?: boolean;
}

/** One role. */
export function RoleField({ label, value, onChange, error, help, required }: RoleProps) {
  const { t } = useTranslation("access");
  const roles = useRoles();
  return (
    <Autocomplete
      value={value || null}
      onChange={(_, next) => onChange(next ?? "")}
      options={roles.data?.map((role) => role.name) ?? (value ? [value] : [])}
      loading={roles.isPending}
      loadingText={t("choice.loading")}
      noOptionsText={t("choice.none")}
      clearText={t("choice.clear")}
      openText={t("choice.open")}
      closeText={t("choice.close")}
      fullWidth
      renderInput={(params) => (
        <TextField
          {...params}
          label={label}
          required={required}
          error={error !== undefined}
          helperText={error ?? help}
        />
      )}
    />
  );
}
