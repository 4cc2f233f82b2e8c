// Makes the console for the jar: installs what it is made with, where that changed, then checks and builds, where
// anything changed. `node build/make.mjs checked`, or `quick` without the checks.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const CONTRACT = "../gateway/src/main/resources/openapi.yaml";
const INPUTS = [
  "build",
  "public",
  "src",
  "index.html",
  "package-lock.json",
  "tsconfig.json",
  "vite.config.ts",
  "biome.json",
  CONTRACT,
];
const INSTALLED = "node_modules/.installed";
const MADE = "target/console.made";
const OLDEST_NODE = [20, 19];

const quick = process.argv[2] === "quick";

function filesOf(path) {
  return statSync(path).isDirectory()
    ? readdirSync(path)
        .sort()
        .flatMap((name) => filesOf(join(path, name)))
    : [path];
}

function hashOf(paths) {
  const hash = createHash("sha256");
  for (const file of paths.flatMap(filesOf)) {
    hash.update(file).update(readFileSync(file));
  }
  return hash.digest("hex");
}

function isMarked(file, mark) {
  return existsSync(file) && readFileSync(file, "utf8") === mark;
}

function run(program, ...args) {
  const { status, error } = spawnSync(program, args, { stdio: "inherit" });
  if (status !== 0) {
    console.error(`${program} ${args.join(" ")} failed${error ? `: ${error.message}` : ""}`);
    process.exit(1);
  }
}

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])) {
  console.error(
    `The console needs Node ${OLDEST_NODE.join(".")} or newer to be built; this is ${process.versions.node}`,
  );
  process.exit(1);
}

const lock = hashOf(["package-lock.json"]);
if (!isMarked(INSTALLED, lock)) {
  // Not `npm ci`: it wants the builds of native tools for every platform in the lock, and mirrors may have few of them.
  run("npm", "install", "--no-save", "--prefer-offline", "--loglevel=error");
  writeFileSync(INSTALLED, lock);
}

const inputs = hashOf(INPUTS);
const checked = `checked ${inputs}`;
if (isMarked(MADE, checked) || (quick && isMarked(MADE, `quick ${inputs}`))) {
  process.exit(0);
}
if (!quick) {
  run("npx", "openapi-typescript", CONTRACT, "-o", "src/api/schema.d.ts", "--check");
  run("npx", "tsc", "--noEmit");
  run("npx", "biome", "check", ".");
}
run("npx", "vite", "build", "--logLevel", "warn");
mkdirSync("target", { recursive: true });
writeFileSync(MADE, quick ? `quick ${inputs}` : checked);
