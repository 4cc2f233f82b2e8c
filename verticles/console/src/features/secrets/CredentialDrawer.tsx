import { Alert, Box, Button, Drawer, IconButton, Link, Stack, Typography } from "@mui/material";
import { KeyRound, Trash2, X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link as RouterLink } from "react-router";
import { type ApiProblem, asProblem } from "../../api/problem";
import { useCan } from "../../app/session";
import { mono } from "../../app/theme";
import { useFeedback } from "../../ui/Feedback";
import { useStepUp } from "../../ui/StepUp";
import { TimeText } from "../../ui/TimeText";
import { ProblemAlert } from "../targets/AddTarget";
import { Fact, Facts } from "../targets/ConnectionTab";
import { Age } from "./Age";
import { type Credential, deleteCredential, useCredentialsChanged } from "./data";

interface Props {
  credential: Credential;
  /** Which targets use it; undefined while that is not known. */
  uses: { id: string; name: string }[] | undefined;
  /** There are more targets than were looked at. */
  partly: boolean;
  onReplace(): void;
  onClose(): void;
}

const MOST_NAMES = 100;

/** All that may be known of a credential, and what can be done with it. */
export function CredentialDrawer(props: Props) {
  const { t: ui } = useTranslation("ui");
  const { credential, onClose } = props;
  return (
    <Drawer
      anchor="right"
      open
      onClose={onClose}
      slotProps={{
        paper: { role: "dialog", "aria-labelledby": "credential-name", sx: { width: { xs: "100%", sm: 460 } } },
      }}
    >
      <Stack sx={{ padding: 2.5, gap: 2 }}>
        <Stack direction="row" sx={{ justifyContent: "space-between", gap: 1 }}>
          <Typography variant="h2" id="credential-name" sx={{ overflowWrap: "anywhere" }}>
            {credential.name}
          </Typography>
          <IconButton aria-label={ui("close")} onClick={onClose} autoFocus>
            <X size={18} />
          </IconButton>
        </Stack>
        <Content {...props} />
      </Stack>
    </Drawer>
  );
}

function Content({ credential, uses, partly, onReplace, onClose }: Props) {
  const { t } = useTranslation("secrets");
  const can = useCan();
  const { confirm, tell } = useFeedback();
  const changed = useCredentialsChanged();
  const withStepUp = useStepUp();
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const used = (uses?.length ?? 0) > 0;

  const send = async () => {
    setProblem(null);
    try {
      await withStepUp(() => deleteCredential(credential.id));
      onClose();
      await changed();
      tell(t("deleted", { name: credential.name }));
    } catch (error) {
      setProblem(asProblem(error));
    }
  };
  const remove = async () => {
    const sure = await confirm({
      title: t("deleteTitle", { name: credential.name }),
      text: t("deleteText"),
      action: t("delete"),
      destructive: true,
    });
    if (sure) {
      await send();
    }
  };
  return (
    <>
      <Facts>
        <Fact label={t("type")}>{t(`types.${credential.type}`)}</Fact>
        <Fact label={t("user")}>{credential.username}</Fact>
        {credential.fingerprint && (
          <Fact label={t("fingerprint")}>
            <Box component="span" sx={mono}>
              {credential.fingerprint}
            </Box>
          </Fact>
        )}
        <Fact label={t("version")}>{credential.version}</Fact>
        <Fact label={t("age")}>
          <Age at={credential.updatedAt} />
        </Fact>
        <Fact label={t("since")}>
          <TimeText at={credential.updatedAt} />
        </Fact>
        <Fact label={t("created")}>
          <TimeText at={credential.createdAt} />
        </Fact>
      </Facts>
      <Typography color="textSecondary" variant="body2">
        {t("neverShown")}
      </Typography>
      <Box component="section" aria-labelledby="credential-uses">
        <Typography variant="h3" id="credential-uses" sx={{ marginBottom: 0.5 }}>
          {uses ? t("usedBy", { count: uses.length }) : t("usesUnknown")}
        </Typography>
        {partly && (
          <Typography variant="body2" color="textSecondary">
            {t("usesPartly")}
          </Typography>
        )}
        <Typography component="div" sx={{ overflowWrap: "anywhere" }}>
          {uses?.slice(0, MOST_NAMES).map(({ id, name }, index) => (
            <span key={id}>
              {index > 0 && ", "}
              <Link component={RouterLink} to={`/targets/${id}`}>
                {name}
              </Link>
            </span>
          ))}
          {uses && uses.length > MOST_NAMES && ` ${t("andMore", { count: uses.length - MOST_NAMES })}`}
        </Typography>
      </Box>
      <ProblemAlert problem={problem} />
      {can("credential:write") && (
        <Stack sx={{ gap: 1 }}>
          <Stack direction="row" sx={{ gap: 1, flexWrap: "wrap" }}>
            <Button variant="contained" startIcon={<KeyRound size={16} />} onClick={onReplace}>
              {t("replace")}
            </Button>
            <Button color="error" startIcon={<Trash2 size={16} />} onClick={remove} disabled={used}>
              {t("delete")}
            </Button>
          </Stack>
          {used && <Alert severity="info">{t("deleteUsed", { count: uses?.length ?? 0 })}</Alert>}
        </Stack>
      )}
    </>
  );
}
