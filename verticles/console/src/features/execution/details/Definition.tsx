import { Box, Typography } from "@mui/material";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../../../api/client";
import { mono } from "../../../app/theme";
import { bytes, duration } from "../../../app/times";
import { Facts } from "./Facts";

/** The steps, targets and limits of a version of a job. */
export function Definition({ job }: { job: Schemas["Job"] }) {
  const { t } = useTranslation("execution");
  const { steps, targets, parameters, strategy, timeoutSeconds, output, retention } = job;
  return (
    <Box sx={{ display: "grid", gridTemplateColumns: "minmax(0, 1fr)", gap: 2 }}>
      <Facts
        facts={[
          [
            t("details.selection"),
            "selector" in targets ? (
              <code key="selector">{targets.selector}</code>
            ) : (
              t("details.byId", { count: targets.ids.length })
            ),
          ],
          [t("details.parallelism"), strategy.parallelism === undefined ? undefined : String(strategy.parallelism)],
          [t("details.timeout"), duration(timeoutSeconds * 1000)],
          [t("details.kept"), output?.maxBytes === undefined ? undefined : bytes(output.maxBytes)],
          [
            t("details.retention"),
            retention?.days === undefined
              ? undefined
              : retention.days === 0
                ? t("details.forEver")
                : t("details.days", { count: retention.days }),
          ],
          [
            t("details.parameters"),
            parameters.length > 0 && (
              <>
                {parameters.map((parameter) => (
                  <div key={parameter.name}>
                    <code>{parameter.name}</code>
                    {parameter.default !== undefined && parameter.default !== null && (
                      <>
                        {" "}
                        · {t("details.default")} <code>{String(parameter.default)}</code>
                      </>
                    )}
                  </div>
                ))}
                <Typography variant="body2" color="textSecondary">
                  {t("details.valuesUnknown")}
                </Typography>
              </>
            ),
          ],
        ]}
      />
      {steps.map((step, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: steps are what their place says
        <Box key={at}>
          <Typography variant="h3" component="h3">
            {at + 1}. {step.name}
          </Typography>
          <Typography variant="body2" color="textSecondary">
            {[
              step.type === "script"
                ? t("details.script", { interpreter: step.interpreter ?? "sh" })
                : t("details.command"),
              step.timeoutSeconds === undefined
                ? ""
                : t("details.within", { duration: duration(step.timeoutSeconds * 1000) }),
              step.onLost === undefined ? "" : t("details.onLost", { policy: step.onLost }),
              (step.retry?.attempts ?? 1) > 1 ? t("details.attempts", { count: step.retry?.attempts }) : "",
            ]
              .filter(Boolean)
              .join(" · ")}
          </Typography>
          <Box
            component="pre"
            tabIndex={0}
            aria-label={step.name}
            sx={(theme) => ({
              ...mono,
              margin: "6px 0 0",
              padding: 1,
              maxHeight: 280,
              overflow: "auto",
              borderRadius: 1,
              border: `1px solid ${theme.vars?.palette.divider}`,
              backgroundColor: theme.vars?.palette.background.paper,
            })}
          >
            {step.type === "script" ? step.script : step.command}
          </Box>
        </Box>
      ))}
    </Box>
  );
}
