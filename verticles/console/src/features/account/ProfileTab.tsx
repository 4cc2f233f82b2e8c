import { Link, Stack } from "@mui/material";
import { useTranslation } from "react-i18next";
import { Link as RouterLink } from "react-router";
import { useCan, useMe } from "../../app/session";
import { PermissionList } from "../access/shared/PermissionPicker";
import { Facts, Section } from "../access/shared/Section";
import { Tags } from "../access/shared/Tag";

/** Who is signed in, and what that person may do. */
export function ProfileTab() {
  const { t } = useTranslation(["account", "access"]);
  const me = useMe();
  const can = useCan();
  return (
    <Stack sx={{ gap: 2, maxWidth: 860 }}>
      <Section title={me.username}>
        <Facts
          facts={[
            [t("access:user.roles"), <Tags key="roles" names={me.roles} none={t("access:user.noRoles")} />],
            [t("access:user.id"), <code key="id">{me.id}</code>],
            [t("profile.organization"), <code key="organization">{me.organizationId}</code>],
          ]}
        />
      </Section>
      <Section
        title={t("profile.permissions")}
        text={
          <>
            {t("profile.permissionsText")}{" "}
            {can("user:read") && (
              <Link component={RouterLink} to="/access?tab=why" underline="always">
                {t("profile.why")}
              </Link>
            )}
          </>
        }
      >
        {me.permissions.length === 0 ? t("profile.nothing") : <PermissionList permissions={me.permissions} />}
      </Section>
    </Stack>
  );
}
