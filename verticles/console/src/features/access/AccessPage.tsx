import { useTranslation } from "react-i18next";
import { useCan } from "../../app/session";
import { Page } from "../../ui/Page";
import { AccountsTab } from "./AccountsTab";
import { ExplainTab } from "./ExplainTab";
import { GrantsTab } from "./GrantsTab";
import { RolesTab } from "./RolesTab";
import { TabBar, useTab } from "./shared/TabBar";
import { TeamsTab } from "./TeamsTab";
import { UsersTab } from "./UsersTab";

const TABS = [
  { key: "users", permission: "user:read", Content: UsersTab },
  { key: "teams", permission: "team:read", Content: TeamsTab },
  { key: "roles", permission: "role:read", Content: RolesTab },
  { key: "grants", permission: "grant:read", Content: GrantsTab },
  { key: "accounts", permission: "service-account:read", Content: AccountsTab },
  { key: "why", permission: undefined, Content: ExplainTab },
] as const;

/** Who may do what, and why. */
export default function AccessPage() {
  const { t } = useTranslation("access");
  const can = useCan();
  const asked = useTab(["", ...TABS.map((tab) => tab.key)]);
  const offered = TABS.filter((tab) => tab.key === asked || !tab.permission || can(tab.permission));
  const open = offered.find((tab) => tab.key === asked) ?? offered[0] ?? TABS[0];
  return (
    <Page title={t("title")} lead={t("lead")}>
      <TabBar label={t("title")} open={open.key} tabs={offered.map(({ key }) => ({ key, label: t(`tab.${key}`) }))}>
        <open.Content />
      </TabBar>
    </Page>
  );
}
