import { Alert } from "@mui/material";
import { useTranslation } from "react-i18next";
import { Navigate } from "react-router";
import { api, take } from "../../api/client";
import { Page } from "../../ui/Page";
import { Activity } from "../access/shared/Activity";
import { Identities } from "../access/shared/Identities";
import { Section } from "../access/shared/Section";
import { TabBar, useTab } from "../access/shared/TabBar";
import { PreferencesTab } from "./PreferencesTab";
import { ProfileTab } from "./ProfileTab";
import { SecurityTab } from "./SecurityTab";
import { SessionsTab } from "./SessionsTab";
import { TokensTab } from "./TokensTab";
import { useMustEnrol } from "./useMustEnrol";

const TABS = ["profile", "security", "sessions", "tokens", "identities", "preferences", "activity"] as const;

/** Who I am, how I sign in, and how I like to see things. */
export default function AccountPage() {
  const { t } = useTranslation("account");
  const asked = useTab(TABS);
  const mustEnrol = useMustEnrol();
  const open = mustEnrol ? "security" : asked;
  const tabs = mustEnrol ? (["security"] as const) : TABS;
  return (
    <Page title={t("title")}>
      {mustEnrol && <Alert severity="warning">{t("mustEnrol")}</Alert>}
      {mustEnrol && asked !== "security" && <Navigate replace to="?tab=security" />}
      <TabBar label={t("title")} open={open} tabs={tabs.map((key) => ({ key, label: t(`tab.${key}`) }))}>
        {open === "profile" && <ProfileTab />}
        {open === "security" && <SecurityTab mustEnrol={mustEnrol} />}
        {open === "sessions" && <SessionsTab />}
        {open === "tokens" && <TokensTab />}
        {open === "identities" && <IdentitiesTab />}
        {open === "preferences" && <PreferencesTab />}
        {open === "activity" && (
          <Activity
            owner="me"
            fetchPage={(query) => take(api.GET("/auth/me/activity", { params: { query } }))}
            cli="opsconductor user activity"
          />
        )}
      </TabBar>
    </Page>
  );
}

function IdentitiesTab() {
  const { t } = useTranslation("account");
  return (
    <Section title={t("tab.identities")} text={t("identities.text")}>
      <Identities
        owner="me"
        load={() => take(api.GET("/auth/identities"))}
        unlink={({ id }) => take(api.DELETE("/auth/identities/{id}", { params: { path: { id } } }))}
        mayUnlink
        consequence={t("identities.consequence")}
      />
    </Section>
  );
}
