import { Alert, Box, Button, Skeleton, Stack, Typography } from "@mui/material";
import { CloudOff, type LucideIcon, ShieldX, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { type ApiProblem, asProblem } from "../api/problem";
import { CommandLine } from "./CommandLine";

interface Asked<T> {
  data: T | undefined;
  error: unknown;
  isPending: boolean;
  refetch?: () => unknown;
}

interface Props<T> {
  query: Asked<T>;
  /** What is shown while the answer is on its way; lines unless it is given. */
  skeleton?: ReactNode;
  /** Who can grant what is missing, such as the permission `job:read`. */
  permission?: string;
  children: (data: T) => ReactNode;
}

/** What became of a question to the server: on its way, an answer, or why there is none. */
export function Outcome<T>({ query, skeleton, permission, children }: Props<T>) {
  if (query.data !== undefined) {
    return (
      <>
        {Boolean(query.error) && <Stale problem={asProblem(query.error)} retry={query.refetch} />}
        {children(query.data)}
      </>
    );
  }
  if (query.error) {
    return <Failure problem={asProblem(query.error)} retry={query.refetch} permission={permission} />;
  }
  return <>{skeleton ?? <Lines />}</>;
}

/** The shape of a list that is on its way. */
export function Lines({ count = 6 }: { count?: number }) {
  const { t } = useTranslation("ui");
  return (
    <Stack sx={{ gap: 1 }} role="status" aria-label={t("loading")}>
      {Array.from({ length: count }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike
        <Skeleton key={line} variant="rounded" height={36} />
      ))}
    </Stack>
  );
}

/** An answer from before is shown, because the server does not answer now. */
function Stale({ problem, retry }: { problem: ApiProblem; retry?: () => unknown }) {
  const { t } = useTranslation("ui");
  return (
    <Alert
      severity="warning"
      icon={<CloudOff size={18} />}
      action={retry && <Button onClick={() => retry()}>{t("retry")}</Button>}
    >
      {problem.isOffline ? t("stale.offline") : t("stale.failed", { detail: problem.message })}
    </Alert>
  );
}

/** Why something cannot be shown, and what to do about it. */
export function Failure({
  problem,
  retry,
  permission,
}: {
  problem: ApiProblem;
  retry?: () => unknown;
  permission?: string;
}) {
  const { t } = useTranslation("ui");
  if (problem.code === "forbidden") {
    return (
      <Message
        icon={ShieldX}
        title={t("forbidden.title")}
        text={permission ? t("forbidden.permission", { permission }) : problem.message}
        more={problem.requestId && t("requestId", { id: problem.requestId })}
      />
    );
  }
  return (
    <Message
      icon={problem.isOffline ? CloudOff : TriangleAlert}
      title={problem.isOffline ? t("offline.title") : problem.status === 404 ? t("notFound.title") : t("failed.title")}
      text={problem.isOffline ? t("offline.text") : problem.message}
      more={problem.requestId && t("requestId", { id: problem.requestId })}
      action={
        retry && (
          <Button variant="outlined" onClick={() => retry()}>
            {t("retry")}
          </Button>
        )
      }
    />
  );
}

interface EmptyProps {
  icon: LucideIcon;
  title: string;
  text?: string;
  action?: ReactNode;
  /** The same from the command line. */
  cli?: string;
}

/** There is nothing yet, and what to do next. */
export function Empty({ icon, title, text, action, cli }: EmptyProps) {
  return <Message icon={icon} title={title} text={text} action={action} more={cli && <CommandLine command={cli} />} />;
}

interface MessageProps {
  icon: LucideIcon;
  title: string;
  text?: string;
  action?: ReactNode;
  more?: ReactNode;
}

function Message({ icon: Icon, title, text, action, more }: MessageProps) {
  return (
    <Box
      sx={{
        display: "grid",
        gridTemplateColumns: "minmax(0, 1fr)",
        justifyItems: "center",
        textAlign: "center",
        overflowWrap: "anywhere",
        gap: 1,
        paddingBlock: 6,
        paddingInline: 2,
      }}
    >
      <Box sx={{ color: "text.secondary" }}>
        <Icon size={28} strokeWidth={1.6} aria-hidden />
      </Box>
      <Typography variant="h2" component="p">
        {title}
      </Typography>
      {text && (
        <Typography color="textSecondary" sx={{ maxWidth: "60ch" }}>
          {text}
        </Typography>
      )}
      {action && <Box sx={{ marginTop: 1 }}>{action}</Box>}
      {more && (
        <Box sx={{ marginTop: 1, color: "text.secondary", fontSize: "0.8125rem", maxWidth: "100%" }}>{more}</Box>
      )}
    </Box>
  );
}
