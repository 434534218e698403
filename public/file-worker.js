// The loader of the file worker: started as file-worker.js?v=<build>, it passes the build on to the files that Trunk
// does not hash, and holds messages back until the worker listens.

const build = new URL(import.meta.url).searchParams.get("v") || "dev";
const held = [];
const hold = (event) => held.push(event);
self.addEventListener("message", hold);

try {
  const { default: init } = await import(`./worker.js?v=${build}`);
  await init({ module_or_path: new URL(`./worker_bg.wasm?v=${build}`, import.meta.url) });
  self.removeEventListener("message", hold);
  for (const { data, ports } of held) self.dispatchEvent(new MessageEvent("message", { data, ports: [...ports] }));
} catch (error) {
  // The page hears it as the worker's "error" event.
  setTimeout(() => { throw error; });
}
