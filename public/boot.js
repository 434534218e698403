// Starts the app: loads the module that Trunk names, guards it, and talks to the service worker.
// Invariant: whatever fails, the person sees a page in their language from which the stored data can be saved.
//
// Between this file and the app, by events on `window` and attributes of <html>:
//   app → boot   "attain-crash"         detail: the message of a panic
//                "attain-update-apply"  take the waiting update now
//   boot → app   "attain-update"        an update waits;             <html data-update="waiting">
//                "attain-offline"       everything is stored here;   <html data-offline="ready">
//                "attain-updated"       another tab took an update: reload when it suits; <html data-update="applied">
//   data-build   the build of this page; the file worker is started as file-worker.js?v=<build>

const root = document.documentElement;
const build = root.dataset.build || "dev";
const crashScreen = import(`./crash.js?v=${build}`);
let crashed = false;

/** Replaces the page by the crash screen, once. */
async function crash(stage, message) {
  if (crashed) return;
  crashed = true;
  root.dataset.crashed = stage;
  try {
    (await crashScreen).show({ stage, message: String(message), build });
  } catch {
    document.body.textContent = `Attain: ${message}`;
  }
}

window.addEventListener("attain-crash", (event) => crash("panic", event.detail));
// A trap without a panic (memory exhausted, stack overflow inside wasm) arrives here.
const trapped = (error) => error instanceof WebAssembly.RuntimeError;
window.addEventListener("error", (event) => trapped(event.error) && crash("panic", event.error.stack || event.error));
window.addEventListener("unhandledrejection", (event) => trapped(event.reason) && crash("panic", event.reason.stack || event.reason));

/** Takes the placeholder away as soon as the app has put something beside it. */
function placeholder() {
  const boot = document.getElementById("boot");
  if (!boot) return;
  const watch = new MutationObserver(() => {
    const mounted = [...document.body.children].some((child) => child !== boot && !/^(SCRIPT|NOSCRIPT)$/.test(child.tagName));
    if (!mounted) return;
    boot.remove();
    watch.disconnect();
  });
  watch.observe(document.body, { childList: true });
}

async function start() {
  const { js, wasm } = document.querySelector("script[data-js]").dataset;
  placeholder();
  try {
    const module = await import(new URL(js, document.baseURI).href);
    await module.default({ module_or_path: new URL(wasm, document.baseURI).href });
  } catch (error) {
    // A panic during the start has already been told with its message.
    if (!crashed) await crash("load", (error && (error.stack || error.message)) || error);
  }
}

/** Tells the app that an update waits; it decides when to take it. */
function offer(registration) {
  root.dataset.update = "waiting";
  window.dispatchEvent(new CustomEvent("attain-update"));
  window.addEventListener("attain-update-apply", () => {
    root.dataset.update = "applying";
    registration.waiting?.postMessage({ type: "apply" });
  }, { once: true });
}

async function serviceWorker() {
  // Plain http has none; a development build removes the one of an earlier release.
  if (!("serviceWorker" in navigator)) return;
  const container = navigator.serviceWorker;
  if (build === "dev") {
    const scope = new URL("./", document.baseURI).href;
    const registration = await container.getRegistration(scope);
    if (registration?.scope === scope) await registration.unregister();
    return;
  }
  const first = !container.controller;
  container.addEventListener("controllerchange", () => {
    if (first && root.dataset.update === undefined) return;
    if (root.dataset.update === "applying") {
      location.reload();
    } else {
      root.dataset.update = "applied";
      window.dispatchEvent(new CustomEvent("attain-updated"));
    }
  });
  const registration = await container.register("sw.js", { scope: "./", updateViaCache: "none" });
  const ready = () => {
    root.dataset.offline = "ready";
    window.dispatchEvent(new CustomEvent("attain-offline"));
  };
  const follow = (worker) => worker?.addEventListener("statechange", () => {
    if (worker.state === "installed" && registration.active) offer(registration);
    if (worker.state === "activated") ready();
  });
  if (registration.active) ready();
  if (registration.waiting && registration.active) offer(registration);
  follow(registration.installing);
  registration.addEventListener("updatefound", () => follow(registration.installing));
  // A tab that stays open for days hears of updates too.
  let asked = Date.now();
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "visible" || Date.now() - asked < 3_600_000) return;
    asked = Date.now();
    registration.update().catch(() => {});
  });
}

await start();
serviceWorker().catch((error) => console.info("no service worker:", String(error)));
// `./scripts/serve --dev` tells a development page about each new build.
if (build === "dev") {
  new EventSource("__live").addEventListener("message", () => location.reload());
}
