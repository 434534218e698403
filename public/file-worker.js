// The loader of the file worker: started as file-worker.js?v=<build>, it passes the build on to the files that Trunk
// does not hash, and holds messages back until the worker listens.

const build = new URL(import.meta.url).searchParams.get("v") || "dev";
const held = [];
const hold = (event) => held.push(event);
self.addEventListener("message", hold);

try {
  // Asked for at once: the binary comes while its module is still being read.
  const binary = fetch(new URL(`./worker_bg.wasm?v=${build}`, import.meta.url));
  const { default: init } = await import(`./worker.js?v=${build}`);
  await init({ module_or_path: binary });
  self.removeEventListener("message", hold);
  for (const { data, ports } of held) self.dispatchEvent(new MessageEvent("message", { data, ports: [...ports] }));
} catch (error) {
  // The page hears it as the worker's "error" event.
  setTimeout(() => { throw error; });
}
