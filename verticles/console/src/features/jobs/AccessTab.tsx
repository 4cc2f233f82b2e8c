import { Alert, Box, Button, Card, Link, Stack, Typography } from "@mui/material";
import { useQuery } from "@tanstack/react-query";
import { Ban, CircleCheck, ShieldCheck, ShieldX, Users } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link as RouterLink } from "react-router";
import { api, type Schemas, take } from "../../api/client";
import { mono } from "../../app/theme";
import { Empty, Outcome } from "../../ui/Outcome";
import { shellWord } from "../run/commandLines";
import type { Job } from "./jobForm";

type Grant = Schemas["Grant"];

const MOST_PARTS = 20;

/** All grants on jobs: the server does not choose by the object. */
async function grantsOnJobs(signal: AbortSignal): Promise<Grant[]> {
  const grants: Grant[] = [];
  let cursor: string | undefined;
  for (let part = 0; part < MOST_PARTS; part++) {
    const query = { objectType: "job" as const, limit: 500, cursor };
    const page = await take(api.GET("/grants", { params: { query }, signal }));
    grants.push(...page.items);
    cursor = page.nextCursor;
    if (!cursor) {
      break;
    }
  }
  return grants;
}

/** Who may run the job, as far as grants name it or a selector of jobs may match it. */
export default function AccessTab({ job }: { job: Job }) {
  const { t } = useTranslation("jobs");
  const query = useQuery({ queryKey: ["grants", "onJobs"], queryFn: ({ signal }) => grantsOnJobs(signal) });
  const mine = useQuery({
    queryKey: ["access", "mine", job.id],
    queryFn: () =>
      take(api.GET("/access/explain", { params: { query: { permission: "job:run", object: `job:${job.id}` } } })),
  });
  const explain = `/access?tab=why&permission=job%3Arun&type=job&id=${job.id}`;
  return (
    <Stack sx={{ gap: 2 }}>
      <Card component="section" sx={{ padding: 2, display: "grid", gap: 1 }}>
        <Typography variant="h2">{t("access.mine")}</Typography>
        <Outcome query={mine}>
          {(answer) => (
            <Alert
              severity={answer.allowed ? "success" : "warning"}
              icon={answer.allowed ? <ShieldCheck size={18} /> : <ShieldX size={18} />}
            >
              {answer.allowed ? t("access.may") : t("access.mayNot")}
              {answer.because.map((reason) => (
                <Box key={reason.words}>{reason.words}</Box>
              ))}
            </Alert>
          )}
        </Outcome>
        <Typography color="textSecondary" variant="body2">
          {t("access.targets")}
        </Typography>
        <Box>
          <Button component={RouterLink} to={explain} startIcon={<Users size={16} />} variant="outlined">
            {t("access.explain")}
          </Button>
        </Box>
      </Card>
      <Outcome query={query} permission="grant:read">
        {(grants) => (
          <>
            <Grants
              title={t("access.onJob")}
              grants={grants.filter((grant) => grant.object?.id === job.id)}
              none={t("access.none")}
              cli={`opsconductor access grant operator -t TEAM --on ${shellWord(`job:${job.name}`)}`}
            />
            <Grants
              title={t("access.bySelector")}
              text={t("access.bySelectorText")}
              grants={grants.filter((grant) => grant.object?.selector)}
            />
          </>
        )}
      </Outcome>
    </Stack>
  );
}

interface GrantsProps {
  title: string;
  text?: string;
  grants: Grant[];
  none?: string;
  cli?: string;
}

function Grants({ title, text, grants, none, cli }: GrantsProps) {
  const { t } = useTranslation("jobs");
  if (grants.length === 0 && !none) {
    return null;
  }
  return (
    <Card component="section" sx={{ padding: 2, display: "grid", gap: 1 }}>
      <Typography variant="h2">{title}</Typography>
      {text && <Typography color="textSecondary">{text}</Typography>}
      {grants.length === 0 && none && <Empty icon={ShieldCheck} title={none} cli={cli} />}
      <Stack component="ul" sx={{ gap: 0.75, margin: 0, padding: 0, listStyle: "none" }}>
        {grants.map((grant) => (
          <Box component="li" key={grant.id} sx={{ display: "flex", flexWrap: "wrap", gap: 1, alignItems: "center" }}>
            <Effect effect={grant.effect} />
            <Link component={RouterLink} to={`/access?tab=grants&grant=${grant.id}`}>
              {grant.subjectName ?? grant.subject.id}
            </Link>
            <span>{t(`access.subject.${grant.subject.type}`)}</span>
            <span>{t("access.role", { role: grant.role })}</span>
            {grant.object?.selector && <code style={mono}>{grant.object.selector}</code>}
          </Box>
        ))}
      </Stack>
    </Card>
  );
}

function Effect({ effect }: { effect: Grant["effect"] }) {
  const { t } = useTranslation("jobs");
  const Icon = effect === "deny" ? Ban : CircleCheck;
  return (
    <Box
      component="span"
      sx={(theme) => ({
        display: "inline-flex",
        alignItems: "center",
        gap: 0.5,
        fontWeight: 540,
        color: theme.vars?.palette.tone[effect === "deny" ? "error" : "success"].text,
      })}
    >
      <Icon size={15} aria-hidden />
      {t(`access.effect.${effect}`)}
    </Box>
  );
}
