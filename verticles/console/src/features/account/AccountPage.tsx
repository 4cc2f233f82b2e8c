import { Alert, Button } from "@mui/material";
import { useTranslation } from "react-i18next";
import { Navigate } from "react-router";
import { api, take } from "../../api/client";
import { resume } from "../../api/session";
import { Page } from "../../ui/Page";
import { askForFactor } from "../../ui/stepUp";
import { Activity } from "../access/shared/Activity";
import { Identities } from "../access/shared/Identities";
import { Section } from "../access/shared/Section";
import { TabBar, useTab } from "../access/shared/TabBar";
import { PreferencesTab } from "./PreferencesTab";
import { ProfileTab } from "./ProfileTab";
import { SecurityTab } from "./SecurityTab";
import { SessionsTab } from "./SessionsTab";
import { TokensTab } from "./TokensTab";
import { useMfa, useMustEnrol } from "./useMustEnrol";

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
      {mustEnrol && <MustEnrol />}
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

/** What is missing is set up, or shown by those who have it: a session may have begun when none was asked for. */
function MustEnrol() {
  const { t } = useTranslation("account");
  const has = (useMfa().data?.factors.length ?? 0) > 0;
  const show = async () => {
    if (await askForFactor()) {
      await resume();
    }
  };
  return (
    <Alert severity="warning" action={has && <Button onClick={show}>{t("mustShow.action")}</Button>}>
      {t(has ? "mustShow.text" : "mustEnrol")}
    </Alert>
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
