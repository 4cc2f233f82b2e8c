import { Button, Divider, Link, Stack, TextField, Typography } from "@mui/material";
import { useQuery } from "@tanstack/react-query";
import { Fingerprint, LogIn } from "lucide-react";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link as RouterLink } from "react-router";
import { api, type Schemas, take } from "../../api/client";
import { passkeysWork, showPasskey } from "../../api/passkeys";
import { type ApiProblem, asProblem } from "../../api/problem";
import { askOpenly } from "../../api/session";
import { useTrial } from "../../ui/useTrial";
import { useWeakness } from "../../ui/useWeakness";
import { Refused } from "./Refused";
import { plain, type Second, SecondFactor } from "./SecondFactor";

type Tokens = Schemas["Tokens"];

interface Props {
  /** Who signs in again; anybody when absent. */
  username?: string;
  /** Where a provider's sign-in leads back to. */
  returnTo?: string;
  /** What waits for a second factor already, after a provider's sign-in. */
  waiting?: Second;
  /** Why a provider's sign-in came to nothing. */
  refused?: ApiProblem;
  onTokens(tokens: Tokens): Promise<void>;
  onSomebodyElse?(): void;
}

/** Password, then what else is asked for; or a passkey, or another house's sign-in. */
export default function SignInForm({ username, returnTo, waiting, refused, onTokens, onSomebodyElse }: Props) {
  const [second, setSecond] = useState(waiting ?? null);
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
      refused={refused}
      onTokens={onTokens}
      onSecond={setSecond}
      onExpired={setRenews}
      onSomebodyElse={onSomebodyElse}
    />
  );
}

interface FirstProps extends Pick<Props, "username" | "returnTo" | "refused" | "onTokens" | "onSomebodyElse"> {
  onSecond(second: Second): void;
  onExpired(who: { username: string; password: string }): void;
}

function FirstFactor({ username, returnTo, refused, onTokens, onSecond, onExpired, onSomebodyElse }: FirstProps) {
  const { t } = useTranslation("signin");
  const [name, setName] = useState(username ?? "");
  const [password, setPassword] = useState("");
  const { problem, busy, attempt } = useTrial(refused);
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
        <Link
          component={RouterLink}
          to="/reset-password"
          variant="body2"
          sx={{ justifySelf: "center", textAlign: "center" }}
        >
          {t("forgotten")}
        </Link>
      )}
    </Stack>
  );
}

function Renewal({ username, password, onDone }: { username: string; password: string; onDone(): void }) {
  const { t } = useTranslation("signin");
  const [next, setNext] = useState("");
  const [otp, setOtp] = useState("");
  const { problem, busy, attempt } = useTrial();
  const weak = useWeakness(problem);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void attempt(async () => {
      await askOpenly("/auth/password/renew", {
        username,
        currentPassword: password,
        newPassword: next,
        ...(otp ? { otp: plain(otp) } : {}),
      });
      onDone();
    });
  };
  return (
    <Stack component="form" onSubmit={submit} sx={{ gap: 2 }} noValidate>
      <Typography>{t("renew.text")}</Typography>
      <Refused problem={weak ? null : problem} />
      <TextField
        label={t("renew.password")}
        type="password"
        value={next}
        onChange={(event) => setNext(event.target.value)}
        autoComplete="new-password"
        autoFocus
        error={weak !== undefined}
        helperText={weak}
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
