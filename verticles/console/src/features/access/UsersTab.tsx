import { Alert, Box, Button, Stack } from "@mui/material";
import { UserPlus, Users } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, type Schemas, take } from "../../api/client";
import { usePages } from "../../api/queries";
import { useCan } from "../../app/session";
import { type Column, DataTable } from "../../ui/DataTable";
import { Empty } from "../../ui/Outcome";
import { SearchField } from "../../ui/SearchField";
import { StatusBadge } from "../../ui/StatusBadge";
import { TimeText } from "../../ui/TimeText";
import { useTicked } from "../../ui/useTicked";
import { useUrlState } from "../../ui/useUrlState";
import { BulkBar } from "./BulkBar";
import { asBulkFilter, type UserFilters } from "./bulk";
import { Filter } from "./shared/Filter";
import { useRoles } from "./shared/names";
import { TeamPicker } from "./shared/pickers";
import { Tags } from "./shared/Tag";
import { UserDialog } from "./UserDialog";

type User = Schemas["User"];
const PART = 200;

/** People: who they are, what roles they have, and whether they may sign in. */
export function UsersTab() {
  const { t } = useTranslation("access");
  const can = useCan();
  const mayWrite = can("user:write");
  const [q, setQ] = useUrlState("q");
  const [role, setRole] = useUrlState("role");
  const [team, setTeam] = useUrlState("team");
  const [enabled, setEnabled] = useUrlState("enabled");
  const [selected, setSelected] = useTicked();
  const [adding, setAdding] = useState(false);
  const roles = useRoles();
  const filters: UserFilters = { q, role, team, enabled };
  const filtered = Boolean(q || role || team || enabled);

  const pages = usePages<User>(["users", filters], (cursor) =>
    take(
      api.GET("/users", {
        params: {
          query: {
            limit: PART,
            ...(cursor ? { cursor } : {}),
            ...(q ? { q } : {}),
            ...(role ? { role } : {}),
            ...(team ? { team } : {}),
            ...(enabled ? { enabled: enabled === "true" } : {}),
          },
        },
      }),
    ),
  );
  const columns = useMemo<Column<User>[]>(
    () => [
      { key: "name", label: t("user.name"), width: "minmax(0, 1.5fr)", render: (user) => user.username },
      {
        key: "roles",
        label: t("user.roles"),
        width: "minmax(0, 1.5fr)",
        wideOnly: true,
        render: (user) => <Tags names={user.roles} none={t("user.noRoles")} wraps={false} />,
      },
      {
        key: "email",
        label: t("user.email"),
        width: "minmax(0, 1.5fr)",
        wideOnly: true,
        render: (user) => user.email ?? "",
      },
      {
        key: "state",
        label: t("column.state"),
        width: "120px",
        render: (user) => <StatusBadge state={user.enabled ? "enabled" : "disabled"} />,
      },
      {
        key: "created",
        label: t("column.created"),
        width: "130px",
        wideOnly: true,
        render: (user) => <TimeText at={user.createdAt} form="date" />,
      },
    ],
    [t],
  );
  return (
    <Stack sx={{ gap: 2 }}>
      <Stack sx={{ flexDirection: "row", flexWrap: "wrap", gap: 1, alignItems: "flex-start" }}>
        <SearchField label={t("user.search")} value={q} onChange={setQ} />
        <Filter
          label={t("user.role")}
          value={role}
          onChange={setRole}
          all={t("all")}
          options={(roles.data ?? []).map(({ name }) => ({ value: name, label: name }))}
        />
        <Filter
          label={t("column.state")}
          value={enabled}
          onChange={setEnabled}
          all={t("all")}
          options={[
            { value: "true", label: t("state.enabled") },
            { value: "false", label: t("state.disabled") },
          ]}
        />
        {can("team:read") && (
          <Box sx={{ width: { xs: "100%", sm: 200 } }}>
            <TeamPicker label={t("team.one")} value={team} onChange={setTeam} />
          </Box>
        )}
        <Box sx={{ flex: 1 }} />
        {mayWrite && (
          <Button variant="contained" startIcon={<UserPlus size={16} />} onClick={() => setAdding(true)}>
            {t("user.add")}
          </Button>
        )}
      </Stack>
      {!mayWrite && <Alert severity="info">{t("readOnly", { permission: "user:write" })}</Alert>}
      {mayWrite && (
        <BulkBar ids={[...selected]} filter={asBulkFilter(filters)} onClear={() => setSelected(new Set())} />
      )}
      <DataTable
        label={t("tab.users")}
        columns={columns}
        pages={pages}
        rowKey={(user) => user.id}
        href={(user) => `/access/users/${user.id}`}
        nameOf={(user) => user.username}
        permission="user:read"
        selection={mayWrite ? { selected, change: setSelected } : undefined}
        empty={
          <Empty
            icon={Users}
            title={filtered ? t("user.noneFound") : t("user.none")}
            text={filtered ? t("noneFoundText") : undefined}
            cli="opsconductor user add ann -r operator"
          />
        }
      />
      {adding && <UserDialog onClose={() => setAdding(false)} />}
    </Stack>
  );
}
