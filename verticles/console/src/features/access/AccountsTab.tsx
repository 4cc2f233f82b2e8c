import { Box, Button, Stack } from "@mui/material";
import { Bot, Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, type Schemas, take } from "../../api/client";
import { usePages } from "../../api/queries";
import { useCan } from "../../app/session";
import { type Column, DataTable } from "../../ui/DataTable";
import { Empty } from "../../ui/Outcome";
import { SearchField } from "../../ui/SearchField";
import { StatusBadge } from "../../ui/StatusBadge";
import { useUrlState } from "../../ui/useUrlState";
import { AccountDialog } from "./AccountDialog";
import { AccountView } from "./AccountView";
import { Filter } from "./shared/Filter";
import { TeamPicker } from "./shared/pickers";
import { Tags } from "./shared/Tag";

type Account = Schemas["ServiceAccount"];

/** What programs act as; one of them when the address names it. */
export function AccountsTab() {
  const [account] = useUrlState("account");
  return account ? <AccountView key={account} id={account} /> : <AccountList />;
}

function AccountList() {
  const { t } = useTranslation("access");
  const can = useCan();
  const [name, setName] = useUrlState("name");
  const [team, setTeam] = useUrlState("team");
  const [enabled, setEnabled] = useUrlState("enabled");
  const [adding, setAdding] = useState(false);
  const filtered = Boolean(name || team || enabled);
  const pages = usePages<Account>(["service-accounts", "list", name, team, enabled], (cursor) =>
    take(
      api.GET("/service-accounts", {
        params: {
          query: {
            limit: 200,
            ...(cursor ? { cursor } : {}),
            ...(name ? { name } : {}),
            ...(team ? { team } : {}),
            ...(enabled ? { enabled: enabled === "true" } : {}),
          },
        },
      }),
    ),
  );
  const columns: Column<Account>[] = [
    { key: "name", label: t("account.name"), width: "minmax(0, 1.5fr)", render: (account) => account.name },
    {
      key: "team",
      label: t("team.one"),
      width: "minmax(0, 1fr)",
      wideOnly: true,
      render: (account) => account.teamName ?? account.teamId,
    },
    {
      key: "roles",
      label: t("user.roles"),
      width: "minmax(0, 1.5fr)",
      wideOnly: true,
      render: (account) => <Tags names={account.roles} none={t("user.noRoles")} wraps={false} />,
    },
    {
      key: "description",
      label: t("description"),
      width: "minmax(0, 1.5fr)",
      wideOnly: true,
      render: (account) => account.description ?? "",
    },
    {
      key: "state",
      label: t("column.state"),
      width: "120px",
      render: (account) => <StatusBadge state={account.enabled ? "enabled" : "disabled"} />,
    },
  ];
  const add = can("service-account:write") && (
    <Button variant="contained" startIcon={<Plus size={16} />} onClick={() => setAdding(true)}>
      {t("account.add")}
    </Button>
  );
  return (
    <Stack sx={{ gap: 2 }}>
      <Stack sx={{ flexDirection: "row", flexWrap: "wrap", gap: 1, alignItems: "flex-start" }}>
        <SearchField label={t("account.search")} value={name} onChange={setName} />
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
        {add}
      </Stack>
      <DataTable
        label={t("tab.accounts")}
        columns={columns}
        pages={pages}
        rowKey={(account) => account.id}
        href={(account) => `/access?tab=accounts&account=${account.id}`}
        nameOf={(account) => account.name}
        permission="service-account:read"
        empty={
          <Empty
            icon={Bot}
            title={filtered ? t("account.noneFound") : t("account.none")}
            text={filtered ? t("noneFoundText") : t("account.noneText")}
            action={!filtered && add}
            cli="opsconductor service-account create ci-deploy --team Web"
          />
        }
      />
      {adding && <AccountDialog onClose={() => setAdding(false)} />}
    </Stack>
  );
}
