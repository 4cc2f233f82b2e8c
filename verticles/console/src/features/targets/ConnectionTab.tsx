import {
  Alert,
  Box,
  Button,
  Card,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  Link,
  Stack,
  Typography,
} from "@mui/material";
import type { UseMutationResult } from "@tanstack/react-query";
import { Fingerprint, Pencil, Plug } from "lucide-react";
import { type FormEvent, type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link as RouterLink } from "react-router";
import { type ApiProblem, asProblem } from "../../api/problem";
import { useCan } from "../../app/session";
import { mono } from "../../app/theme";
import { duration } from "../../app/times";
import { useFeedback } from "../../ui/Feedback";
import { TimeText } from "../../ui/TimeText";
import { ProblemAlert } from "./AddTarget";
import {
  type ConnectionTest,
  getTarget,
  type Target,
  updateTarget,
  useCredentialsById,
  useTargetsChanged,
} from "./data";
import { CATEGORIES } from "./look";
import { Mark } from "./Mark";
import { TagChips } from "./TagChips";
import { draftOf, inputOfDraft, saysTheSame, TargetFields } from "./TargetFields";

export type Test = UseMutationResult<ConnectionTest, Error, void>;

interface Props {
  target: Target;
  test: Test;
  /** Leads to where keys are compared. */
  onKeys(): void;
}

/** How a target is signed in to, and whether that works. */
export function ConnectionTab({ target, test, onKeys }: Props) {
  const { t } = useTranslation("targets");
  const can = useCan();
  const credentials = useCredentialsById(can("credential:read"));
  const [editing, setEditing] = useState(false);
  const credential = credentials.get(target.credentialId);
  return (
    <Box sx={{ display: "grid", gap: 2, gridTemplateColumns: { xs: "minmax(0,1fr)", md: "repeat(2, minmax(0,1fr))" } }}>
      <Card sx={{ padding: 2 }}>
        <Stack direction="row" sx={{ justifyContent: "space-between", alignItems: "center", marginBottom: 1 }}>
          <Typography variant="h2">{t("page.connection")}</Typography>
          {can("target:write") && (
            <Button startIcon={<Pencil size={15} />} onClick={() => setEditing(true)}>
              {t("page.edit")}
            </Button>
          )}
        </Stack>
        <Facts>
          <Fact label={t("page.address")}>
            <Box component="span" sx={mono}>
              {target.host}:{target.port}
            </Box>
          </Fact>
          <Fact label={t("page.credential")}>
            {credential ? (
              <>
                <Link component={RouterLink} to={`/secrets?credential=${credential.id}`}>
                  {credential.name}
                </Link>
                <Typography variant="body2" color="textSecondary">
                  {credential.username} · {t(`credentialType.${credential.type}`)}
                </Typography>
              </>
            ) : (
              t("credentialHidden")
            )}
          </Fact>
          <Fact label={t("page.policy")}>{t(`policy.${target.hostKeyPolicy}`)}</Fact>
          <Fact label={t("column.tags")}>
            {Object.keys(target.tags).length > 0 ? <TagChips tags={target.tags} /> : "–"}
          </Fact>
          <Fact label={t("page.created")}>
            <TimeText at={target.createdAt} />
          </Fact>
          <Fact label={t("page.updated")}>
            <TimeText at={target.updatedAt} />
          </Fact>
        </Facts>
      </Card>
      <Card sx={{ padding: 2 }}>
        <Typography variant="h2" sx={{ marginBottom: 0.5 }}>
          {t("page.testTitle")}
        </Typography>
        <Typography color="textSecondary" sx={{ marginBottom: 1.5 }}>
          {t(can("target:test") ? "page.testText" : "page.noTest")}
        </Typography>
        {can("target:test") && <TestButton test={test} />}
        <Box aria-live="polite" sx={{ marginTop: 2 }}>
          <TestResult test={test} />
          {test.data?.category === "host_key_changed" && (
            <Button variant="outlined" startIcon={<Fingerprint size={16} />} onClick={onKeys} sx={{ marginTop: 1 }}>
              {t("page.showKeys")}
            </Button>
          )}
        </Box>
      </Card>
      <Dialog open={editing} onClose={() => setEditing(false)} fullWidth maxWidth="sm" aria-labelledby="edit-target">
        {editing && <EditForm target={target} onClose={() => setEditing(false)} />}
      </Dialog>
    </Box>
  );
}

export function TestButton({ test }: { test: Test }) {
  const { t } = useTranslation("targets");
  return (
    <Button
      variant="contained"
      startIcon={<Plug size={16} />}
      loading={test.isPending}
      loadingPosition="start"
      onClick={() => test.mutate()}
    >
      {t(test.isPending ? "page.testing" : "page.test")}
    </Button>
  );
}

/** How the last test went, and what to do about it. */
export function TestResult({ test }: { test: Test }) {
  const { t } = useTranslation("targets");
  if (test.isPending) {
    return null;
  }
  if (test.error) {
    return <ProblemAlert problem={asProblem(test.error)} />;
  }
  const result = test.data;
  if (!result) {
    return null;
  }
  return (
    <Stack sx={{ gap: 1 }} data-category={result.category}>
      <Stack direction="row" sx={{ gap: 1, alignItems: "center", flexWrap: "wrap" }}>
        <Mark {...CATEGORIES[result.category]}>{t(`category.${result.category}.word`)}</Mark>
        {result.latencyMs !== undefined && (
          <Typography color="textSecondary">{t("page.latency", { latency: duration(result.latencyMs) })}</Typography>
        )}
      </Stack>
      {result.message && !result.ok && <Typography sx={{ overflowWrap: "anywhere" }}>{result.message}</Typography>}
      {!result.ok && <Typography>{t("page.remedy", { remedy: t(`category.${result.category}.remedy`) })}</Typography>}
    </Stack>
  );
}

/** Properties with their values, side by side where there is room. */
export function Facts({ children }: { children: ReactNode }) {
  return (
    <Box
      component="dl"
      sx={{
        display: "grid",
        gridTemplateColumns: { xs: "minmax(0,1fr)", sm: "150px minmax(0,1fr)" },
        columnGap: 2,
        rowGap: { xs: 0, sm: 1 },
        margin: 0,
      }}
    >
      {children}
    </Box>
  );
}

export function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <Typography component="dt" color="textSecondary">
        {label}
      </Typography>
      <Box component="dd" sx={{ margin: 0, marginBottom: { xs: 1, sm: 0 }, overflowWrap: "anywhere" }}>
        {children}
      </Box>
    </>
  );
}

function EditForm({ target, onClose }: { target: Target; onClose(): void }) {
  const { t } = useTranslation("targets");
  const { t: ui } = useTranslation("ui");
  const { tell } = useFeedback();
  const changed = useTargetsChanged();
  const [draft, setDraft] = useState(() => draftOf(target));
  // What the draft was made of; and what somebody else has made of it meanwhile.
  const [opened, setOpened] = useState(target);
  const [theirs, setTheirs] = useState<Target | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [busy, setBusy] = useState(false);
  const input = inputOfDraft(draft);
  const moves =
    input !== undefined && (input.host.toLowerCase() !== target.host.toLowerCase() || input.port !== target.port);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!input) {
      return;
    }
    setBusy(true);
    setProblem(null);
    try {
      // The server replaces whatever it has, so that a change of somebody else would be lost without a word.
      const now = await getTarget(target.id);
      if (!saysTheSame(now, theirs ?? opened)) {
        setTheirs(now);
        return;
      }
      const saved = await updateTarget(target.id, input);
      await changed();
      onClose();
      tell(t("page.saved", { name: saved.name }));
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form onSubmit={submit} noValidate>
      <DialogTitle id="edit-target">{t("page.editTitle", { name: target.name })}</DialogTitle>
      <DialogContent>
        <ProblemAlert problem={problem} />
        {theirs && (
          <Alert
            severity="warning"
            sx={{ marginBottom: 2 }}
            action={
              <Button
                color="inherit"
                onClick={() => {
                  setDraft(draftOf(theirs));
                  setOpened(theirs);
                  setTheirs(null);
                }}
              >
                {t("page.takeTheirs")}
              </Button>
            }
          >
            {t("page.changedMeanwhile")}
          </Alert>
        )}
        <TargetFields draft={draft} change={(part) => setDraft({ ...draft, ...part })} problem={problem} existing />
        {moves && target.hostKey && (
          <Alert severity="warning" sx={{ marginTop: 2 }}>
            {t("page.moved")}
          </Alert>
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{ui("cancel")}</Button>
        <Button type="submit" variant="contained" loading={busy} disabled={!input}>
          {theirs ? t("page.saveOver") : ui("save")}
        </Button>
      </DialogActions>
    </form>
  );
}
