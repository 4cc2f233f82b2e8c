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
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from "react";
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

type Asked = Question & { open: boolean };
type Shown = Notice & { number: number; open: boolean };

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
  // Both stay as they are while they leave.
  const [question, setQuestion] = useState<Asked | null>(null);
  const [notice, setNotice] = useState<Shown | null>(null);
  const unanswered = useRef<((yes: boolean) => void) | null>(null);
  const confirm = useCallback(
    (asked: Question) =>
      new Promise<boolean>((answer) => {
        unanswered.current?.(false);
        unanswered.current = answer;
        setQuestion({ ...asked, open: true });
      }),
    [],
  );
  const answer = useCallback((yes: boolean) => {
    unanswered.current?.(yes);
    unanswered.current = null;
    setQuestion((before) => before && { ...before, open: false });
  }, []);
  const withdraw = useCallback(() => answer(false), [answer]);
  const feedback = useMemo<Feedback>(() => {
    const show = (one: Notice) => setNotice((before) => ({ ...one, number: (before?.number ?? 0) + 1, open: true }));
    return {
      confirm,
      withdraw,
      tell: (text, undo) => show({ text, undo }),
      fail(error) {
        const problem = asProblem(error);
        const id = problem.requestId ? ` (${problem.requestId})` : "";
        show({ text: (problem.isOffline ? t("offline.title") : problem.message) + id, failed: true });
      },
    };
  }, [confirm, withdraw, t]);
  // What was said to somebody is not for whoever comes next.
  useEffect(() => onSessionChange(() => currentSession().status === "signedOut" && setNotice(null)), []);
  const close = () => setNotice(notice && { ...notice, open: false });
  const undo = async () => {
    close();
    try {
      await notice?.undo?.();
    } catch (error) {
      feedback.fail(error);
    }
  };
  return (
    <FeedbackContext.Provider value={feedback}>
      {children}
      <Dialog open={question?.open ?? false} onClose={() => answer(false)} maxWidth="sm" fullWidth>
        {question && <Confirmation question={question} answer={answer} />}
      </Dialog>
      <Snackbar
        // Each has its own time.
        key={notice?.number}
        open={notice?.open ?? false}
        autoHideDuration={notice?.undo || notice?.failed ? 10_000 : 4_000}
        onClose={(_, reason) => reason !== "clickaway" && close()}
        anchorOrigin={{ vertical: "bottom", horizontal: "center" }}
      >
        <SnackbarContent
          role={notice?.failed ? "alert" : "status"}
          message={notice?.text}
          action={
            <Button color="inherit" onClick={undo}>
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
