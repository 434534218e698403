// Stands before wasm-bindgen in Trunk's build: takes the page's binary apart, binds the first part, puts the others beside it.
// Invariant: every other call, and every other binary, reaches the real wasm-bindgen as it came.
//
// A function marked `wasm_split` (src/ui/parts.rs) and all that only it reaches becomes a file of its own, which the page
// fetches when it is first wanted. Only the linker's output tells who reaches what, so this comes before wasm-bindgen,
// where Trunk has no hook (scripts/link.rs asks the linker to tell it). scripts/post_build.mjs copies the parts into the site.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const parts = path.join(root, "target", "site", "parts");
const tool = (name) => path.join(root, ".tools", "bin", name);
const run = (command, args) => execFileSync(command, args, { stdio: "inherit" });

const args = process.argv.slice(2);
const option = (name) => args.find((arg) => arg.startsWith(`${name}=`))?.slice(name.length + 1);
const input = args.findIndex((arg) => path.basename(arg) === "attain.wasm");
if (input < 0) run(tool("wasm-bindgen"), args);
else await takeApart(args[input], option("--out-dir"), option("--out-name"));

async function takeApart(whole, out, name) {
  await rm(parts, { recursive: true, force: true });
  await mkdir(parts, { recursive: true });
  run(tool("wasm-split-cli"), [whole, parts, "--target", "web", "--out-name", name]);
  const first = path.join(parts, `${name}.wasm`);
  // The parts share the memory, the table of functions and the stack with the first one, which exports them for that.
  run(tool("wasm-bindgen"), ["--keep-lld-exports", ...args.map((arg, at) => (at === input ? first : arg))]);
  await rm(first);

  const loaderFile = path.join(parts, "__wasm_split.js");
  let loader = await readFile(loaderFile, "utf8");
  await rm(loaderFile);
  const release = whole.split(path.sep).includes("release");
  const features = release ? await wasmFeatures() : [];
  for (const file of await readdir(parts)) {
    const part = path.join(parts, file);
    if (release) run("wasm-opt", [...features, "-Os", "-o", part, part]);
    const bytes = await readFile(part);
    await rm(part);
    // The hash is what caches and the service worker go by.
    const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 16);
    const hashed = `${path.basename(file, ".wasm").replace("_", "-")}-${hash}.wasm`;
    await writeFile(path.join(parts, hashed), bytes);
    loader = replaced(loader, `"./${file}"`, `"./${hashed}"`);
  }

  // The loader moves into the module that wants it: no further request, and no name that must be known beforehand.
  const names = [...loader.matchAll(/^export const (\w+) =/gm)].map(([, found]) => found);
  loader = replaced(loader, /^import .*\n/m, "").replace(/^export const /gm, "const ");
  const moduleFile = path.join(out, `${name}.js`);
  const bound = await readFile(moduleFile, "utf8");
  const inlined = (_, as) => `const ${as} = { ${names.join(", ")} };`;
  await writeFile(moduleFile, loader + replaced(bound, /^import \* as (\w+) from ["']\.\/__wasm_split\.js["'];?$/gm, inlined));
}

/** The features that index.html names for the first part. */
async function wasmFeatures() {
  const index = await readFile(path.join(root, "index.html"), "utf8");
  const found = /data-wasm-opt-params="([^"]+)"/.exec(index);
  if (!found) throw new Error("index.html: data-wasm-opt-params not found");
  return found[1].split(" ");
}

function replaced(text, what, by) {
  const changed = text.replace(what, by);
  if (changed === text) throw new Error(`not found in what wasm-split or wasm-bindgen wrote: ${what}`);
  return changed;
}
