// After Trunk: gives the build its id and the service worker its list.
// Invariant: never touches a file that Trunk has hashed; only index.html and sw.js change, and the parts of the page's binary
// (scripts/split.mjs) come to it.
import { createHash } from "node:crypto";
import { cp, readFile, readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { policyOf } from "./server.mjs";

const folder = process.env.TRUNK_STAGING_DIR;
if (!folder) throw new Error("run by Trunk: TRUNK_STAGING_DIR names the folder");
await cp(path.join(path.dirname(path.dirname(fileURLToPath(import.meta.url))), "target", "site", "parts"), folder, { recursive: true });
// A development build keeps the id "dev" and no list: its service worker removes itself.
if (process.env.TRUNK_PROFILE === "release") await stamp(folder);

async function stamp(folder) {
  const indexFile = path.join(folder, "index.html");
  const index = await readFile(indexFile, "utf8");
  const policy = policyOf(index);
  const names = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath ?? entry.path, entry.name)).split(path.sep).join("/"))
    .sort();

  const whole = createHash("sha256");
  for (const name of names) whole.update(name).update("\0").update(await readFile(path.join(folder, name)));
  const build = whole.digest("hex").slice(0, 16);

  // Files without a hash in their name carry the build, so that no cache mixes two builds.
  const stamped = index
    .replace('data-build="dev"', `data-build="${build}"`)
    .replace('src="early.js"', `src="early.js?v=${build}"`)
    .replace('src="boot.js"', `src="boot.js?v=${build}"`);
  if (stamped.split(build).length !== 4) throw new Error("index.html: data-build, early.js or boot.js not found");
  await writeFile(indexFile, stamped);

  // Icons of the installed app are fetched by the browser itself, outside the page.
  const files = [];
  for (const name of names.filter((name) => name !== "sw.js" && !name.endsWith(".png"))) {
    const bytes = await readFile(path.join(folder, name));
    files.push({ path: name, integrity: `sha256-${createHash("sha256").update(bytes).digest("base64")}` });
  }
  const workerFile = path.join(folder, "sw.js");
  const worker = await readFile(workerFile, "utf8");
  const list = worker.replace(/^\/\* precache \*\/ const PRECACHE = .*$/m, () => `const PRECACHE = ${JSON.stringify({ build, policy, files })};`);
  if (list === worker) throw new Error("sw.js: the line of the list was not found");
  await writeFile(workerFile, list);
  console.log(`build ${build}: ${files.length} files for offline use`);
}
