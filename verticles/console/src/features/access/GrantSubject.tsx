import { Box, Button, Link } from "@mui/material";
import { useQuery } from "@tanstack/react-query";
import { Bot, User, UsersRound, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link as RouterLink } from "react-router";
import { api, type Schemas, take } from "../../api/client";
import { Hidden } from "../../ui/StatusBadge";
import { UserPicker } from "./shared/pickers";

type Subject = Schemas["GrantSubject"];

const LOOKS = { user: User, team: UsersRound, service_account: Bot } as const;

/** Where a user, a team or a service account is. */
function subjectPage({ type, id }: Subject): string {
  return type === "user"
    ? `/access/users/${id}`
    : type === "team"
      ? `/access/teams/${id}`
      : `/access?tab=accounts&account=${id}`;
}

/** To whom something is given or denied. */
export function GrantSubject({ grant }: { grant: Schemas["Grant"] }) {
  const { t } = useTranslation("access");
  const Icon = LOOKS[grant.subject.type];
  return (
    <Box component="span" sx={{ display: "inline-flex", alignItems: "center", gap: 0.75, maxWidth: "100%" }}>
      <Icon size={15} aria-hidden style={{ flexShrink: 0 }} />
      <Hidden>{t(`grant.subjectType.${grant.subject.type}`)}</Hidden>
      <Link
        component={RouterLink}
        to={subjectPage(grant.subject)}
        sx={{ overflow: "hidden", textOverflow: "ellipsis" }}
      >
        {grant.subjectName ?? grant.subject.id}
      </Link>
    </Box>
  );
}

interface FilterProps {
  value: string;
  onChange(id: string): void;
}

/** Only grants of one subject. A team or an account comes by a link and can be taken away; a user can be chosen. */
export function SubjectFilter({ value, onChange }: FilterProps) {
  const { t } = useTranslation("access");
  const other = useQuery({
    queryKey: ["choice", "subject", value],
    queryFn: () => nameOfOther(value),
    enabled: value !== "",
    retry: false,
    staleTime: 60_000,
  });
  if (value && other.data) {
    return (
      <Button
        variant="outlined"
        endIcon={<X size={15} />}
        onClick={() => onChange("")}
        aria-label={t("grant.anySubject", { name: other.data })}
        sx={{ height: 38 }}
      >
        {other.data}
      </Button>
    );
  }
  return (
    <Box sx={{ width: { xs: "100%", sm: 200 } }}>
      <UserPicker label={t("grant.ofUser")} value={other.isPending ? "" : value} onChange={onChange} />
    </Box>
  );
}

/** The name of a team or of a service account; null of anything else. */
async function nameOfOther(id: string): Promise<string | null> {
  const params = { path: { id } };
  const names = await Promise.allSettled([
    take(api.GET("/teams/{id}", { params })),
    take(api.GET("/service-accounts/{id}", { params })),
  ]);
  const found = names.find((one) => one.status === "fulfilled");
  return found?.value.name ?? null;
}
