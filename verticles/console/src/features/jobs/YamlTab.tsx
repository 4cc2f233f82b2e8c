import {
  Alert,
  Box,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  Stack,
  Typography,
} from "@mui/material";
import { Download, Upload } from "lucide-react";
import { useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { asProblem } from "../../api/problem";
import { useCan } from "../../app/session";
import { CodeEditor } from "../../ui/CodeEditor";
import { CopyButton } from "../../ui/CommandLine";
import { selected } from "../../ui/selection";
import { formOf, inputOf, type JobForm } from "./jobForm";
import { readYaml, yamlOf } from "./jobYaml";

interface Props {
  form: JobForm;
  onImport(form: JobForm): void;
}

/** The definition as the command line takes it, to copy, to keep, and to be brought in. */
export default function YamlTab({ form, onImport }: Props) {
  const { t } = useTranslation("jobs");
  const can = useCan();
  const [importing, setImporting] = useState(false);
  const text = useMemo(() => yamlOf(inputOf(form)), [form]);
  return (
    <Stack sx={{ gap: 1.5 }}>
      <Stack direction="row" sx={{ gap: 1, alignItems: "center", flexWrap: "wrap" }}>
        <Typography color="textSecondary" sx={{ marginInlineEnd: "auto" }}>
          {t("yaml.text")} <code>opsconductor job apply -f {fileName(form.name)}</code>
        </Typography>
        <CopyButton text={text} label={t("yaml.copy")} />
        <Button startIcon={<Download size={16} />} onClick={() => download(fileName(form.name), text)}>
          {t("yaml.download")}
        </Button>
        {can("job:write") && (
          <Button startIcon={<Upload size={16} />} onClick={() => setImporting(true)}>
            {t("yaml.import")}
          </Button>
        )}
      </Stack>
      <CodeEditor label={t("yaml.label")} value={text} language="yaml" lines={16} readOnly />
      <ImportDialog open={importing} onClose={() => setImporting(false)} onImport={onImport} />
    </Stack>
  );
}

/** Such as `web-restart.yaml`. */
function fileName(name: string): string {
  const plain = name
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, "-")
    .replace(/^-+|-+$/g, "");
  return `${plain || "job"}.yaml`;
}

function download(name: string, text: string) {
  const url = URL.createObjectURL(new Blob([text], { type: "application/yaml" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

interface ImportProps {
  open: boolean;
  onClose(): void;
  onImport(form: JobForm): void;
}

/** Takes a file or a text into the editor; nothing is saved by it. */
export function ImportDialog({ open, onClose, onImport }: ImportProps) {
  const { t } = useTranslation("jobs");
  const [text, setText] = useState("");
  const [wrongs, setWrongs] = useState<string[]>([]);
  const [busy, setBusy] = useState(false);
  const file = useRef<HTMLInputElement>(null);

  const take = async () => {
    const { input, names, problems } = readYaml(text);
    if (!input) {
      setWrongs(problems.map(({ key, values }) => t(`yaml.wrong.${key}`, values)));
      return;
    }
    setBusy(true);
    try {
      const form = formOf(input);
      if (names.length > 0) {
        const quoted = names.map((name) => `"${name.replace(/[\\"]/g, "\\$&")}"`).join(",");
        const found = await selected({ selector: `name in (${quoted})` }, new AbortController().signal);
        const missing = names.filter((name) => !found.targets.some((target) => target.name === name));
        if (missing.length > 0) {
          setWrongs([t("yaml.noTarget", { names: missing.join(", ") })]);
          return;
        }
        form.targets = { ids: found.targets.map((target) => target.id) };
      }
      setWrongs([]);
      onImport(form);
      onClose();
    } catch (error) {
      setWrongs([asProblem(error).message]);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Dialog open={open} onClose={onClose} maxWidth="md" fullWidth aria-labelledby="yaml-import">
      <DialogTitle id="yaml-import">{t("yaml.importTitle")}</DialogTitle>
      <DialogContent>
        <Stack sx={{ gap: 1.5 }}>
          <Typography color="textSecondary">{t("yaml.importText")}</Typography>
          <Box>
            <input
              ref={file}
              type="file"
              accept=".yaml,.yml,.json"
              hidden
              aria-label={t("yaml.file")}
              onChange={async (event) => {
                const chosen = event.target.files?.[0];
                if (chosen) {
                  setText(await chosen.text());
                  setWrongs([]);
                }
                event.target.value = "";
              }}
            />
            <Button variant="outlined" startIcon={<Upload size={16} />} onClick={() => file.current?.click()}>
              {t("yaml.file")}
            </Button>
          </Box>
          <CodeEditor label={t("yaml.label")} value={text} onChange={setText} language="yaml" lines={14} />
          {wrongs.length > 0 && (
            <Alert severity="error">
              <Box component="ul" sx={{ margin: 0, paddingInlineStart: 2 }}>
                {wrongs.map((wrong) => (
                  <li key={wrong}>{wrong}</li>
                ))}
              </Box>
            </Alert>
          )}
        </Stack>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t("back")}</Button>
        <Button variant="contained" disabled={text.trim() === ""} loading={busy} onClick={take}>
          {t("yaml.take")}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
