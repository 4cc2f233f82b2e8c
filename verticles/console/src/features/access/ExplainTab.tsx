import { Autocomplete, Box, Link, MenuItem, Stack, TextField, Typography } from "@mui/material";
import { useQuery } from "@tanstack/react-query";
import { CircleCheck, CircleDot, CircleX } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link as RouterLink, useSearchParams } from "react-router";
import { api, type Schemas, take } from "../../api/client";
import { useCan, useMe } from "../../app/session";
import type { Tone } from "../../app/theme";
import { mono } from "../../app/theme";
import { Outcome } from "../../ui/Outcome";
import { covers, OBJECT_TYPES, PERMISSIONS } from "./permissions";
import { Filter } from "./shared/Filter";
import { ObjectPicker, ServiceAccountPicker, UserPicker } from "./shared/pickers";
import { Section } from "./shared/Section";

const SUBJECTS = ["me", "user", "account"] as const;

/** Why somebody may do something, or may not. The question is in the address. */
export function ExplainTab() {
  const { t } = useTranslation("access");
  const can = useCan();
  const me = useMe();
  const [params, setParams] = useSearchParams();
  const of = (name: string) => params.get(name) ?? "";
  const set = (changes: Record<string, string>) => {
    // From the address itself: what is rendered may be one change behind.
    const after = new URLSearchParams(window.location.search);
    for (const [name, value] of Object.entries(changes)) {
      if (value) {
        after.set(name, value);
      } else {
        after.delete(name);
      }
    }
    setParams(after, { replace: true });
  };
  const others = can("grant:read");
  const who = (others && SUBJECTS.find((one) => one === of("who"))) || "me";
  const [user, token, permission, object] = [of("user"), of("token"), of("permission"), of("id")];
  const type = OBJECT_TYPES.find((one) => one === of("type"));
  const asked = permission !== "" && (who === "me" || user !== "") && (!type || object !== "");
  const answer = useQuery({
    queryKey: ["explain", who, user, token, permission, type, object],
    queryFn: () =>
      take(
        api.GET("/access/explain", {
          params: {
            query: {
              permission,
              ...(who !== "me" ? { user } : {}),
              ...(token ? { token } : {}),
              ...(type ? { object: `${type}:${object}` } : {}),
            },
          },
        }),
      ),
    enabled: asked,
    retry: false,
  });
  return (
    <Stack sx={{ gap: 2, maxWidth: 760 }}>
      <Section title={t("why.title")} text={t("why.text")}>
        <Stack sx={{ gap: 2 }}>
          <Row>
            <TextField
              select
              label={t("why.who")}
              value={who}
              helperText={others ? undefined : t("why.onlyMe")}
              onChange={(event) => set({ who: event.target.value, user: "", token: "" })}
            >
              {(others ? SUBJECTS : (["me"] as const)).map((one) => (
                <MenuItem key={one} value={one}>
                  {t(`why.subject.${one}`, { name: me.username })}
                </MenuItem>
              ))}
            </TextField>
            {who === "user" && (
              <UserPicker
                label={t("grant.subjectType.user")}
                value={user}
                onChange={(id) => set({ user: id, token: "" })}
              />
            )}
            {who === "account" && (
              <ServiceAccountPicker
                label={t("grant.subjectType.service_account")}
                value={user}
                onChange={(id) => set({ user: id, token: "" })}
              />
            )}
          </Row>
          <TokenChoice key={who + user} who={who} user={user} value={token} onChange={(id) => set({ token: id })} />
          <Autocomplete
            value={permission || null}
            onChange={(_, next) => {
              const fits = !type || !next || covers(type, next);
              set({ permission: next ?? "", ...(fits ? {} : { type: "", id: "" }) });
            }}
            options={[...PERMISSIONS] as string[]}
            renderInput={(field) => <TextField {...field} label={t("why.permission")} required />}
          />
          <Row>
            <Box sx={{ flex: 1 }}>
              <Filter
                label={t("why.on")}
                value={type ?? ""}
                onChange={(next) => set({ type: next, id: "" })}
                all={t("object.everything")}
                options={OBJECT_TYPES.filter((one) => !permission || covers(one, permission)).map((value) => ({
                  value,
                  label: t(`object.one.${value}`),
                }))}
                width={220}
              />
            </Box>
            {type === "execution" && (
              <TextField
                label={t("object.executionId")}
                value={object}
                onChange={(event) => set({ id: event.target.value.trim() })}
                slotProps={{ htmlInput: { maxLength: 36, spellCheck: false, style: mono } }}
              />
            )}
            {type && type !== "execution" && (
              <ObjectPicker type={type} label={t(`object.one.${type}`)} value={object} onChange={(id) => set({ id })} />
            )}
          </Row>
        </Stack>
      </Section>
      {asked && (
        <Box aria-live="polite">
          <Outcome query={answer} permission="grant:read">
            {(explanation) => <Answer explanation={explanation} />}
          </Outcome>
        </Box>
      )}
    </Stack>
  );
}

function Row({ children }: { children: React.ReactNode }) {
  return <Stack sx={{ flexDirection: { xs: "column", sm: "row" }, gap: 2 }}>{children}</Stack>;
}

interface TokenChoiceProps {
  who: (typeof SUBJECTS)[number];
  user: string;
  value: string;
  onChange(id: string): void;
}

/** With which API token it would be done; with a session when none. */
function TokenChoice({ who, user, value, onChange }: TokenChoiceProps) {
  const { t } = useTranslation("access");
  const can = useCan();
  const allowed = who === "me" || (user !== "" && can(who === "user" ? "token:read" : "service-account:read"));
  const tokens = useQuery({
    queryKey: ["tokens", "choice", who, user],
    queryFn: async () => {
      const query = { limit: 500 };
      const page =
        who === "me"
          ? take(api.GET("/tokens", { params: { query } }))
          : who === "user"
            ? take(api.GET("/users/{id}/tokens", { params: { path: { id: user }, query } }))
            : take(api.GET("/service-accounts/{id}/tokens", { params: { path: { id: user }, query } }));
      return (await page).items;
    },
    enabled: allowed,
    retry: false,
  });
  if (!tokens.data?.length && !value) {
    return null;
  }
  return (
    <Filter
      label={t("why.with")}
      value={value}
      onChange={onChange}
      all={who === "account" ? t("why.anyToken") : t("why.session")}
      options={(tokens.data ?? []).map(({ id, name }) => ({ value: id, label: t("why.token", { name }) }))}
      width={320}
    />
  );
}

const VERDICTS = {
  yes: { icon: CircleCheck, tone: "success" },
  some: { icon: CircleDot, tone: "warning" },
  no: { icon: CircleX, tone: "error" },
} as const satisfies Record<string, { icon: typeof CircleCheck; tone: Tone }>;

function Answer({ explanation }: { explanation: Schemas["Explanation"] }) {
  const { t } = useTranslation("access");
  const verdict = explanation.allowed ? "yes" : explanation.onSome ? "some" : "no";
  const { icon: Icon, tone } = VERDICTS[verdict];
  return (
    <Section title={t("why.answer")}>
      <Stack
        sx={(theme) => ({
          flexDirection: "row",
          alignItems: "center",
          gap: 1,
          marginBottom: 1,
          color: theme.vars?.palette.tone[tone].text,
        })}
      >
        <Icon size={20} aria-hidden />
        <Typography sx={{ fontWeight: 620 }}>{t(`why.verdict.${verdict}`)}</Typography>
      </Stack>
      <Box component="ul" sx={{ margin: 0, paddingInlineStart: 2.5, overflowWrap: "anywhere" }}>
        {explanation.because.map(({ words, grant }) => (
          <li key={words + grant}>
            <span lang="en">{words}</span>{" "}
            {grant && (
              <Link component={RouterLink} to={`/access?tab=grants&grant=${grant}`}>
                {t("why.grant")}
              </Link>
            )}
          </li>
        ))}
      </Box>
    </Section>
  );
}
