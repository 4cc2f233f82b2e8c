import { Alert, AlertTitle, Box, Button, Card, Stack, TextField, Typography } from "@mui/material";
import { useQuery } from "@tanstack/react-query";
import { ShieldCheck } from "lucide-react";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { type ApiProblem, asProblem } from "../../api/problem";
import { useCan } from "../../app/session";
import { mono } from "../../app/theme";
import { useFeedback } from "../../ui/Feedback";
import { ProblemAlert } from "./AddTarget";
import { Fact, Facts, type Test, TestButton, TestResult } from "./ConnectionTab";
import { setHostKey, type Target, useTargetsChanged } from "./data";
import { keyFacts } from "./fingerprint";

function useKeyFacts(key: string | undefined) {
  const { data } = useQuery({
    queryKey: ["host-key-facts", key],
    queryFn: async () => (await keyFacts(key ?? "")) ?? null,
    enabled: Boolean(key),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return data ?? undefined;
}

interface Accepted {
  done: boolean;
  problem?: ApiProblem;
}

/** Asks with both fingerprints, and records the key. */
function useAccept(target: Target, test: Test) {
  const { t } = useTranslation("targets");
  const { confirm, tell, fail } = useFeedback();
  const changed = useTargetsChanged();
  return async (key: string): Promise<Accepted> => {
    const offered = (await keyFacts(key))?.fingerprint ?? key;
    const recorded = target.hostKeyFingerprint;
    const sure = await confirm({
      title: t(recorded ? "key.confirmTitle" : "key.confirmFirst", { name: target.name }),
      text: t(recorded ? "key.confirmText" : "key.confirmTextFirst", { recorded, offered }),
      action: t("key.confirmAction"),
      destructive: true,
    });
    if (!sure) {
      return { done: false };
    }
    try {
      await setHostKey(target.id, key);
    } catch (error) {
      return { done: false, problem: asProblem(error) };
    }
    test.reset();
    await changed();
    const former = target.hostKey;
    tell(t("key.accepted"), former ? () => setHostKey(target.id, former).then(changed, fail) : undefined);
    return { done: true };
  };
}

/** Which key the host is known by, and what to do when it shows another one. */
export function HostKeyTab({ target, test }: { target: Target; test: Test }) {
  const { t } = useTranslation("targets");
  const can = useCan();
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const accept = useAccept(target, test);
  const recorded = useKeyFacts(target.hostKey);
  const differs = test.data?.category === "host_key_changed" ? test.data : undefined;
  const offeredKey = differs?.hostKey;
  return (
    <Stack sx={{ gap: 2 }}>
      {differs && (
        <Alert severity="error" sx={{ alignItems: "flex-start" }}>
          <AlertTitle>{t(target.hostKey ? "key.differs" : "key.differsNone")}</AlertTitle>
          {offeredKey ? t("key.differsText") : t("key.notShown")}
        </Alert>
      )}
      <ProblemAlert problem={problem} />
      <Box
        sx={{ display: "grid", gap: 2, gridTemplateColumns: { xs: "minmax(0,1fr)", md: "repeat(2, minmax(0,1fr))" } }}
      >
        <KeyCard
          title={t("key.recorded")}
          hostKey={target.hostKey}
          type={recorded?.type}
          fingerprint={target.hostKeyFingerprint}
          none={`${t("key.none")} ${t(target.hostKeyPolicy === "strict" ? "key.noneStrict" : "key.noneFirst")}`}
        />
        {offeredKey ? (
          <Offered
            hostKey={offeredKey}
            onAccept={
              can("target:write") ? async () => setProblem((await accept(offeredKey)).problem ?? null) : undefined
            }
          />
        ) : (
          <Card sx={{ padding: 2 }}>
            <Typography variant="h2" sx={{ marginBottom: 1.5 }}>
              {t("page.testTitle")}
            </Typography>
            {can("target:test") ? <TestButton test={test} /> : <Typography>{t("page.noTest")}</Typography>}
            <Box aria-live="polite" sx={{ marginTop: 2 }}>
              <TestResult test={test} />
            </Box>
          </Card>
        )}
      </Box>
      {can("target:write") && <RecordKey accept={accept} />}
    </Stack>
  );
}

function Offered({ hostKey, onAccept }: { hostKey: string; onAccept?: () => void }) {
  const { t } = useTranslation("targets");
  const facts = useKeyFacts(hostKey);
  return (
    <KeyCard title={t("key.offered")} hostKey={hostKey} type={facts?.type} fingerprint={facts?.fingerprint} alert>
      {onAccept && (
        <Button
          variant="contained"
          color="error"
          startIcon={<ShieldCheck size={16} />}
          onClick={onAccept}
          sx={{ marginTop: 2 }}
        >
          {t("key.accept")}
        </Button>
      )}
    </KeyCard>
  );
}

interface KeyProps {
  title: string;
  hostKey?: string;
  type?: string;
  fingerprint?: string;
  none?: string;
  alert?: boolean;
  children?: React.ReactNode;
}

function KeyCard({ title, hostKey, type, fingerprint, none, alert = false, children }: KeyProps) {
  const { t } = useTranslation("targets");
  return (
    <Card sx={(theme) => ({ padding: 2, ...(alert ? { borderColor: theme.vars?.palette.tone.error.solid } : {}) })}>
      <Typography variant="h2" sx={{ marginBottom: 1.5 }}>
        {title}
      </Typography>
      {hostKey ? (
        <Facts>
          <Fact label={t("key.type")}>{type ?? "–"}</Fact>
          <Fact label={t("key.fingerprint")}>
            <Box component="span" sx={{ ...mono, fontWeight: 600 }}>
              {fingerprint ?? "–"}
            </Box>
          </Fact>
          <Fact label={t("key.publicKey")}>
            <Box component="span" sx={{ ...mono, fontSize: "0.75rem" }}>
              {hostKey}
            </Box>
          </Fact>
        </Facts>
      ) : (
        <Typography color="textSecondary">{none}</Typography>
      )}
      {children}
    </Card>
  );
}

/** For a key that somebody read on the host itself. */
function RecordKey({ accept }: { accept(key: string): Promise<Accepted> }) {
  const { t } = useTranslation("targets");
  const [key, setKey] = useState("");
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const facts = useKeyFacts(key.trim() || undefined);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setProblem(null);
    const accepted = await accept(key.trim());
    setProblem(accepted.problem ?? null);
    if (accepted.done) {
      setKey("");
    }
  };
  const error = problem?.of("/hostKey") ?? problem?.message;
  return (
    <Card sx={{ padding: 2 }}>
      <Stack component="form" onSubmit={submit} sx={{ gap: 1.5, maxWidth: 760 }} noValidate>
        <Typography variant="h2">{t("key.record")}</Typography>
        <TextField
          label={t("form.hostKey")}
          value={key}
          onChange={(event) => {
            setKey(event.target.value);
            setProblem(null);
          }}
          multiline
          maxRows={4}
          error={Boolean(error)}
          helperText={
            error ?? (facts?.fingerprint ? t("key.preview", { fingerprint: facts.fingerprint }) : t("key.recordHelp"))
          }
          placeholder="ssh-ed25519 AAAA…"
          slotProps={{ htmlInput: { spellCheck: false, autoComplete: "off", maxLength: 16384, style: mono } }}
        />
        <Box>
          <Button type="submit" variant="outlined" disabled={key.trim() === ""}>
            {t("key.recordAction")}
          </Button>
        </Box>
      </Stack>
    </Card>
  );
}
