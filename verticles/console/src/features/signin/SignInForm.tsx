import { Alert, Button, Divider, Link, Stack, TextField, Typography } from "@mui/material";
import { useQuery } from "@tanstack/react-query";
import { Fingerprint, LogIn } from "lucide-react";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, type Schemas, take } from "../../api/client";
import { passkeysWork, showPasskey } from "../../api/passkeys";
import { type ApiProblem, asProblem } from "../../api/problem";
import { askOpenly } from "../../api/session";

type Tokens = Schemas["Tokens"];

interface Props {
  /** Who signs in again; anybody when absent. */
  username?: string;
  /** Where a provider's sign-in leads back to. */
  returnTo?: string;
  /** A challenge that waits for a second factor already, after a provider's sign-in. */
  challenge?: string;
  onTokens(tokens: Tokens): Promise<void>;
  onSomebodyElse?(): void;
}

interface Second {
  challenge: string;
  factors: string[];
}

/** Password, then what else is asked for; or a passkey, or another house's sign-in. */
export default function SignInForm({ username, returnTo, challenge, onTokens, onSomebodyElse }: Props) {
  const [second, setSecond] = useState<Second | null>(
    challenge ? { challenge, factors: ["totp", "recovery_code"] } : null,
  );
  const [renews, setRenews] = useState<{ username: string; password: string } | null>(null);
  if (renews) {
    return <Renewal {...renews} onDone={() => setRenews(null)} />;
  }
  if (second) {
    return <SecondFactor second={second} onTokens={onTokens} onBack={() => setSecond(null)} />;
  }
  return (
    <FirstFactor
      username={username}
      returnTo={returnTo}
      onTokens={onTokens}
      onSecond={setSecond}
      onExpired={setRenews}
      onSomebodyElse={onSomebodyElse}
    />
  );
}

/** Does one thing at a time, and keeps what was wrong with it. */
function useTrial() {
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [busy, setBusy] = useState(false);
  const attempt = async (work: () => Promise<void>) => {
    setBusy(true);
    setProblem(null);
    try {
      await work();
    } catch (error) {
      if (!(error instanceof DOMException)) {
        setProblem(asProblem(error));
      }
    } finally {
      setBusy(false);
    }
  };
  return { problem, busy, attempt };
}

function Refused({ problem }: { problem: ApiProblem | null }) {
  const { t } = useTranslation("signin");
  if (!problem) {
    return null;
  }
  const known = t(`refused.${problem.code}`, { defaultValue: "", minutes: Math.ceil((problem.retryAfter ?? 60) / 60) });
  return (
    <Alert severity="error" role="alert">
      {known || (problem.isOffline ? t("refused.offline") : problem.message)}
    </Alert>
  );
}

interface FirstProps extends Pick<Props, "username" | "returnTo" | "onTokens" | "onSomebodyElse"> {
  onSecond(second: Second): void;
  onExpired(who: { username: string; password: string }): void;
}

function FirstFactor({ username, returnTo, onTokens, onSecond, onExpired, onSomebodyElse }: FirstProps) {
  const { t } = useTranslation("signin");
  const [name, setName] = useState(username ?? "");
  const [password, setPassword] = useState("");
  const { problem, busy, attempt } = useTrial();
  const { data: providers } = useQuery({
    queryKey: ["providers"],
    queryFn: () => take(api.GET("/auth/providers")),
    staleTime: 300_000,
  });

  const submit = (event: FormEvent) => {
    event.preventDefault();
    void attempt(async () => {
      try {
        await onTokens(await askOpenly<Tokens>("/auth/login", { username: name, password, session: "cookie" }));
      } catch (error) {
        const refused = asProblem(error);
        if (refused.code === "mfa_required") {
          onSecond({
            challenge: String(refused.extensions.challenge),
            factors: (refused.extensions.factors as string[] | undefined) ?? [],
          });
        } else if (refused.code === "password_expired") {
          onExpired({ username: name, password });
        } else {
          throw error;
        }
      }
    });
  };

  const withPasskey = () =>
    attempt(async () => {
      const options = await askOpenly<Schemas["PasskeyRequestOptions"]>("/auth/passkeys/challenge");
      const credential = await showPasskey(options);
      await onTokens(await askOpenly<Tokens>("/auth/passkeys/login", { credential, session: "cookie" }));
    });

  return (
    <Stack component="form" onSubmit={submit} sx={{ gap: 2 }} noValidate>
      <Refused problem={problem} />
      <TextField
        label={t("username")}
        value={name}
        onChange={(event) => setName(event.target.value)}
        autoComplete="username webauthn"
        autoFocus={!username}
        disabled={username !== undefined}
        required
        slotProps={{ htmlInput: { maxLength: 200, spellCheck: false, autoCapitalize: "none" } }}
      />
      <TextField
        label={t("password")}
        type="password"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        autoComplete="current-password"
        autoFocus={username !== undefined}
        required
        slotProps={{ htmlInput: { maxLength: 1024 } }}
      />
      <Button
        type="submit"
        variant="contained"
        size="medium"
        loading={busy}
        disabled={!name || !password}
        startIcon={<LogIn size={17} />}
      >
        {t("signIn")}
      </Button>
      {(passkeysWork() || (providers?.items.length ?? 0) > 0) && <Divider>{t("or")}</Divider>}
      {passkeysWork() && (
        <Button variant="outlined" startIcon={<Fingerprint size={17} />} onClick={withPasskey} disabled={busy}>
          {t("passkey")}
        </Button>
      )}
      {providers?.items.map((provider) => (
        <Button
          key={provider.name}
          variant="outlined"
          href={`/api/v1/auth/oidc/${encodeURIComponent(provider.name)}/start?return=${encodeURIComponent(returnTo ?? "/")}`}
        >
          {t("provider", { name: provider.label })}
        </Button>
      ))}
      {onSomebodyElse ? (
        <Button onClick={onSomebodyElse}>{t("somebodyElse")}</Button>
      ) : (
        <Link href="/reset-password" variant="body2" sx={{ justifySelf: "center", textAlign: "center" }}>
          {t("forgotten")}
        </Link>
      )}
    </Stack>
  );
}

interface SecondProps {
  second: Second;
  onTokens(tokens: Tokens): Promise<void>;
  onBack(): void;
}

function SecondFactor({ second, onTokens, onBack }: SecondProps) {
  const { t } = useTranslation("signin");
  const [code, setCode] = useState("");
  const [mailed, setMailed] = useState<string | null>(null);
  const { problem, busy, attempt } = useTrial();
  const { challenge, factors } = second;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    void attempt(async () =>
      onTokens(await askOpenly<Tokens>("/auth/mfa/verify", { challenge, code: code.trim(), session: "cookie" })),
    );
  };
  const withPasskey = () =>
    attempt(async () => {
      const options = await askOpenly<Schemas["PasskeyRequestOptions"]>("/auth/mfa/verify/passkey/options", {
        challenge,
      });
      const credential = await showPasskey(options);
      await onTokens(await askOpenly<Tokens>("/auth/mfa/verify/passkey", { challenge, credential, session: "cookie" }));
    });
  const byMail = () =>
    attempt(async () => {
      const sent = await askOpenly<{ to?: string } | undefined>("/auth/mfa/verify/email", { challenge });
      setMailed(sent?.to ?? "");
    });

  return (
    <Stack component="form" onSubmit={submit} sx={{ gap: 2 }} noValidate>
      <Typography>{mailed === null ? t("second.text") : t("second.mailed", { to: mailed })}</Typography>
      <Refused problem={problem} />
      <TextField
        label={t("second.code")}
        value={code}
        onChange={(event) => setCode(event.target.value)}
        autoComplete="one-time-code"
        autoFocus
        required
        slotProps={{ htmlInput: { maxLength: 40, inputMode: "text", spellCheck: false } }}
      />
      <Button type="submit" variant="contained" size="medium" loading={busy} disabled={code.trim() === ""}>
        {t("second.verify")}
      </Button>
      {factors.includes("passkey") && passkeysWork() && (
        <Button variant="outlined" startIcon={<Fingerprint size={17} />} onClick={withPasskey} disabled={busy}>
          {t("second.passkey")}
        </Button>
      )}
      {factors.includes("email_code") && (
        <Button variant="outlined" onClick={byMail} disabled={busy}>
          {t("second.mail")}
        </Button>
      )}
      <Button onClick={onBack}>{t("second.back")}</Button>
    </Stack>
  );
}

function Renewal({ username, password, onDone }: { username: string; password: string; onDone(): void }) {
  const { t } = useTranslation("signin");
  const [next, setNext] = useState("");
  const [otp, setOtp] = useState("");
  const { problem, busy, attempt } = useTrial();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void attempt(async () => {
      await askOpenly("/auth/password/renew", {
        username,
        currentPassword: password,
        newPassword: next,
        ...(otp ? { otp } : {}),
      });
      onDone();
    });
  };
  return (
    <Stack component="form" onSubmit={submit} sx={{ gap: 2 }} noValidate>
      <Typography>{t("renew.text")}</Typography>
      <Refused problem={problem} />
      <TextField
        label={t("renew.password")}
        type="password"
        value={next}
        onChange={(event) => setNext(event.target.value)}
        autoComplete="new-password"
        autoFocus
        error={problem?.of("/newPassword") !== undefined}
        helperText={problem?.of("/newPassword")}
      />
      {problem?.code === "mfa_required" && (
        <TextField label={t("second.code")} value={otp} onChange={(event) => setOtp(event.target.value)} />
      )}
      <Button type="submit" variant="contained" size="medium" loading={busy} disabled={!next}>
        {t("renew.save")}
      </Button>
    </Stack>
  );
}
