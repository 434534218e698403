// Before Trunk: one style sheet out of style/, in the order of the cascade, without comments.
// Invariant: every file of style/ is in the order below, and nothing else is.
import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

const ORDER = ["tokens", "base", "controls", "table", "data", "figures", "plans", "standards", "appraisal", "calibration", "result", "monitor", "chart", "shell", "overlays", "boot", "forced", "print"];

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const present = (await readdir(path.join(root, "style"))).filter((name) => name.endsWith(".css")).map((name) => path.basename(name, ".css"));
const strangers = present.filter((name) => !ORDER.includes(name));
if (strangers.length > 0) throw new Error(`style/${strangers[0]}.css has no place in the order of scripts/pre_build.mjs`);

const sheets = await Promise.all(ORDER.filter((name) => present.includes(name)).map((name) => readFile(path.join(root, "style", `${name}.css`), "utf8")));
const sheet = sheets.map((text) => text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/\n\s*\n/g, "\n").trim()).join("\n");
const file = path.join(root, "target", "site", "app.css");
await mkdir(path.dirname(file), { recursive: true });
// Trunk watches modification times: an unchanged sheet stays as it is.
if (await readFile(file, "utf8").catch(() => null) !== sheet) await writeFile(file, sheet);
