// The service worker: after the first visit the app runs without a network, and always as one whole build.
// Invariant: answers only for files of its own folder, from the cache of one build; asks no other origin.

/* precache */ const PRECACHE = { build: "dev", policy: "", files: [] };

const scope = new URL("./", self.location).href;
const prefix = `attain ${scope} `;
const own = prefix + PRECACHE.build;
const addresses = new Set(PRECACHE.files.map(({ path }) => new URL(path, scope).href));

/** Stores every file of this build; one that is missing or differs from the list fails the whole installation. */
async function install() {
  const cache = await caches.open(own);
  await Promise.all(PRECACHE.files.map(async ({ path, integrity }) => {
    const url = new URL(path, scope).href;
    const response = await fetch(url, { cache: "no-cache", integrity, credentials: "same-origin" });
    if (!response.ok) throw new Error(`${response.status} ${url}`);
    await cache.put(url, guarded(url, response));
  }));
}

/** The response with the page's policy: a worker takes none from the <meta> of the page that starts it. */
function guarded(url, response) {
  if (!/\.(js|html)$/.test(new URL(url).pathname)) return response;
  const headers = new Headers(response.headers);
  headers.set("Content-Security-Policy", PRECACHE.policy);
  headers.set("X-Content-Type-Options", "nosniff");
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}

/** Forgets old builds, except the one before: other tabs may still run it. */
async function activate() {
  const kept = (await caches.keys()).filter((name) => name.startsWith(prefix) && name !== own);
  await Promise.all(kept.slice(0, -1).map((name) => caches.delete(name)));
  await self.clients.claim();
}

/** A development build has nothing to keep: it removes the service worker of an earlier release. */
async function retire() {
  const names = (await caches.keys()).filter((name) => name.startsWith(prefix));
  await Promise.all(names.map((name) => caches.delete(name)));
  await self.registration.unregister();
}

const development = PRECACHE.files.length === 0;

self.addEventListener("install", (event) => {
  if (development) self.skipWaiting();
  else event.waitUntil(install());
});
self.addEventListener("activate", (event) => event.waitUntil(development ? retire() : activate()));
self.addEventListener("message", (event) => {
  if (event.data?.type === "apply") self.skipWaiting();
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (development || request.method !== "GET" || !url.href.startsWith(scope)) return;
  const version = url.searchParams.get("v");
  url.search = "";
  url.hash = "";
  if (request.mode === "navigate" && url.href === scope) url.pathname += "index.html";
  if (addresses.has(url.href) || version || /-[0-9a-f]{8,16}(_bg)?\./.test(url.pathname)) event.respondWith(answer(request, url.href, version));
});

async function answer(request, url, version) {
  // A page of the build before asks for its own files.
  const name = version && version !== PRECACHE.build ? prefix + version : own;
  const cache = await caches.has(name) ? await caches.open(name) : null;
  const found = (await cache?.match(url)) || (version ? undefined : await caches.match(url));
  return found || guarded(url, await fetch(request));
}
