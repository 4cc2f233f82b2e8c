import {
  Box,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogContentText,
  DialogTitle,
  Snackbar,
  SnackbarContent,
} from "@mui/material";
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { asProblem } from "../api/problem";
import { currentSession, onSessionChange } from "../api/session";

interface Question {
  title: string;
  text?: string;
  /** Exactly what is meant: each by its name. */
  names?: string[];
  /** How many they are, when not all are named. */
  count?: number;
  /** The word on the button, which says what happens. */
  action: string;
  destructive?: boolean;
}

interface Notice {
  text: string;
  undo?: () => unknown;
  failed?: boolean;
}

interface Feedback {
  /** Whether somebody said yes. */
  confirm(question: Question): Promise<boolean>;
  /** Takes back a question that is still open, as when its page is left: nobody said yes. */
  withdraw(): void;
  /** Says what was done; with how to undo it, where that can be. */
  tell(text: string, undo?: () => unknown): void;
  /** Says what did not work. */
  fail(error: unknown): void;
}

const FeedbackContext = createContext<Feedback | null>(null);
const MOST_NAMES = 12;

export function useFeedback(): Feedback {
  const feedback = useContext(FeedbackContext);
  if (!feedback) {
    throw new Error("There is no FeedbackProvider");
  }
  return feedback;
}

export function FeedbackProvider({ children }: { children: ReactNode }) {
  const { t } = useTranslation("ui");
  const [question, setQuestion] = useState<(Question & { answer: (yes: boolean) => void }) | null>(null);
  const [notice, setNotice] = useState<Notice | null>(null);
  const confirm = useCallback(
    (asked: Question) =>
      new Promise<boolean>((answer) =>
        setQuestion((before) => {
          before?.answer(false);
          return { ...asked, answer };
        }),
      ),
    [],
  );
  const withdraw = useCallback(
    () =>
      setQuestion((before) => {
        before?.answer(false);
        return null;
      }),
    [],
  );
  const feedback = useMemo<Feedback>(
    () => ({
      confirm,
      withdraw,
      tell: (text, undo) => setNotice({ text, undo }),
      fail(error) {
        const problem = asProblem(error);
        const id = problem.requestId ? ` (${problem.requestId})` : "";
        setNotice({ text: (problem.isOffline ? t("offline.title") : problem.message) + id, failed: true });
      },
    }),
    [confirm, withdraw, t],
  );
  // What was said to somebody is not for whoever comes next.
  useEffect(() => onSessionChange(() => currentSession().status === "signedOut" && setNotice(null)), []);
  const answer = (yes: boolean) => {
    question?.answer(yes);
    setQuestion(null);
  };
  return (
    <FeedbackContext.Provider value={feedback}>
      {children}
      <Dialog open={question !== null} onClose={() => answer(false)} maxWidth="sm" fullWidth>
        {question && <Confirmation question={question} answer={answer} />}
      </Dialog>
      <Snackbar
        open={notice !== null}
        autoHideDuration={notice?.undo || notice?.failed ? 10_000 : 4_000}
        onClose={(_, reason) => reason !== "clickaway" && setNotice(null)}
        anchorOrigin={{ vertical: "bottom", horizontal: "center" }}
      >
        <SnackbarContent
          role={notice?.failed ? "alert" : "status"}
          message={notice?.text}
          action={
            <Button
              color="inherit"
              onClick={() => {
                void notice?.undo?.();
                setNotice(null);
              }}
            >
              {notice?.undo ? t("undo") : t("close")}
            </Button>
          }
        />
      </Snackbar>
    </FeedbackContext.Provider>
  );
}

function Confirmation({ question, answer }: { question: Question; answer: (yes: boolean) => void }) {
  const { t } = useTranslation("ui");
  const names = question.names ?? [];
  const more = (question.count ?? names.length) - Math.min(names.length, MOST_NAMES);
  return (
    <>
      <DialogTitle>{question.title}</DialogTitle>
      <DialogContent>
        {question.text && <DialogContentText>{question.text}</DialogContentText>}
        {names.length > 0 && (
          <Box component="ul" sx={{ margin: "12px 0 0", paddingInlineStart: 2.5, overflowWrap: "anywhere" }}>
            {names.slice(0, MOST_NAMES).map((name) => (
              <li key={name}>{name}</li>
            ))}
            {more > 0 && <li>{t("andMore", { count: more })}</li>}
          </Box>
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={() => answer(false)} autoFocus={question.destructive}>
          {t("back")}
        </Button>
        <Button
          variant="contained"
          color={question.destructive ? "error" : "primary"}
          onClick={() => answer(true)}
          autoFocus={!question.destructive}
        >
          {question.action}
        </Button>
      </DialogActions>
    </>
  );
}
