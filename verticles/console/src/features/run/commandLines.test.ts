import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { curlLine, execLine, jobRunLine, looksSecret, shellWord } from "./commandLines";

const NASTY = ["it's", 'a "b"', "two\nlines", "$HOME `id` $(id)", "back\\slash\\", "", "-n", "*", "~", "!x", "ü€"];

/** The words that a shell makes of a line. */
function words(line: string): string[] {
  const printed = execFileSync("sh", ["-c", `printf '%s\\0' ${line}`], { encoding: "utf8" });
  return printed.split("\0").slice(0, -1);
}

/** What a program is given by a line that calls it: its words, and its input. */
function called(line: string, env: Record<string, string> = {}): { words: string[]; input: string } {
  const program = "args() { printf '%s\\0' \"$@\"; printf '\\1'; cat; }\n";
  const printed = execFileSync("sh", ["-c", program + line.replace(/^(opsconductor|curl)/, "args")], {
    encoding: "utf8",
    env: { ...process.env, ...env },
    input: "",
  });
  const [given = "", input = ""] = printed.split("\u0001");
  return { words: given.split("\0").slice(0, -1), input };
}

describe("shellWord", () => {
  it.each(NASTY)("should come out of a shell as it went in: %j", (text) => {
    expect(words(shellWord(text))).toEqual([text]);
  });
});

describe("execLine", () => {
  it("should give a command as one word, with all limits", () => {
    // given
    const line = execLine({
      command: "echo \"$HOME\" 'x'\nuptime",
      targets: { selector: "env=prod and role in (web,api)" },
      strategy: { parallelism: 10 },
      timeoutSeconds: 300,
      parameters: { VERSION: "4.2 'beta'", DRY: true },
    });
    // when a shell reads it
    const given = called(line).words;
    // then
    expect(given).toEqual([
      ...["exec", "-t", "env=prod and role in (web,api)", "--parallelism", "10", "--timeout", "300s"],
      ...["-p", "VERSION=4.2 'beta'", "-p", "DRY=true", "--", "echo \"$HOME\" 'x'\nuptime"],
    ]);
  });

  it("should give a script as input that the shell leaves as it is, even with the usual end in it", () => {
    // given
    const script = "cat <<'EOF'\n$HOME `id` \\n\nEOF\necho 'it''s'\n";
    // when
    const { words: given, input } = called(execLine({ script, interpreter: "bash", targets: { selector: "*" } }));
    // then
    expect(given).toEqual(["exec", "-t", "*", "--interpreter", "bash", "--script", "-"]);
    expect(input).toBe(script);
  });

  it("should name targets that were picked", () => {
    const line = execLine({ command: "uptime", targets: { ids: ["1", "2"] } }, (id) => `web ${id}`);
    expect(called(line).words).toEqual(["exec", "--target", "web 1", "--target", "web 2", "--", "uptime"]);
  });

  it("should take secrets from the shell instead of writing them", () => {
    // given
    const line = execLine({ command: "x", targets: { selector: "*" }, parameters: { DB_PASSWORD: "hunter2" } });
    // then it is not in the line
    expect(line).not.toContain("hunter2");
    // and yet is given, when the shell has it
    expect(called(line, { DB_PASSWORD: "a 'b' $c" }).words).toContain("DB_PASSWORD=a 'b' $c");
  });
});

describe("jobRunLine", () => {
  it("should quote names and values", () => {
    const start = { parameters: { A: "x\ny" } };
    expect(called(jobRunLine("web/it's", start)).words).toEqual(["job", "run", "web/it's", "-p", "A=x\ny"]);
  });

  it("should say where it runs when that is elsewhere than the job says", () => {
    // given
    const start = { targets: { ids: ["1", "2"] }, strategy: { parallelism: 1 } };
    // when
    const line = jobRunLine("deploy", start, (id) => `web ${id}`);
    // then
    const where = ["--target", "web 1", "--target", "web 2", "--parallelism", "1"];
    expect(called(line).words).toEqual(["job", "run", "deploy", ...where]);
  });
});

describe("curlLine", () => {
  it("should send the body as it is", () => {
    // given
    const body = { command: "echo 'it''s' \"$HOME\" \\ \n", targets: { selector: "@a" } };
    // when
    const line = curlLine("/executions", body, "https://ops.example.net");
    // then
    const given = called(line, { OPSCONDUCTOR_TOKEN: "t" }).words;
    expect(given).toContain("https://ops.example.net/api/v1/executions");
    expect(given).toContain("Authorization: Bearer t");
    expect(JSON.parse(given.at(-1) ?? "")).toEqual(body);
  });

  it("should not show what looks like a secret", () => {
    const line = curlLine("/jobs/1/executions", { parameters: { API_KEY: "s3cret", RELEASE: "1" } }, "https://x");
    expect(line).not.toContain("s3cret");
    expect(line).toContain('"RELEASE":"1"');
  });

  it("should take secrets from the shell, so that the line works as it is", () => {
    // given
    const parameters = { API_KEY: "s3cret", NOTE: "it's \u0000 \\u0000", TOKEN_COUNT: 3 };
    // when
    const line = curlLine("/jobs/1/executions", { parameters }, "https://x");
    // then
    const given = called(line, { API_KEY: "a b$c", TOKEN_COUNT: "4" }).words;
    expect(JSON.parse(given.at(-1) ?? "")).toEqual({ parameters: { ...parameters, API_KEY: "a b$c", TOKEN_COUNT: 4 } });
  });
});

describe("looksSecret", () => {
  it("should know usual names", () => {
    expect(["DB_PASSWORD", "token", "ApiKey", "PGPASSWD"].every(looksSecret)).toBe(true);
    expect(["RELEASE", "KEYBOARD", "BYPATH"].some(looksSecret)).toBe(false);
  });
});
