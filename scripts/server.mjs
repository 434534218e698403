// A small static server for one folder, under any path, on this machine only.
// Invariant: answers nothing outside the folder; sends the policy that index.html names.
//
//   node scripts/server.mjs [--root dist] [--base /] [--port 8080] [--host 127.0.0.1] [--live]
import { createReadStream } from "node:fs";
import { readFile, realpath, stat } from "node:fs/promises";
import http from "node:http";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import zlib from "node:zlib";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};
const PACKED = /\.(css|csv|html|js|json|svg|wasm|webmanifest)$/;
// Trunk leaves leading zeros out of its hashes.
const HASHED = /-[0-9a-f]{8,16}(_bg)?\./;

/** The policy that a page's <meta> names. */
export function policyOf(html) {
  const found = /<meta http-equiv="?Content-Security-Policy"? content="([^"]+)"/i.exec(html);
  if (!found) throw new Error("index.html names no Content-Security-Policy");
  return found[1];
}

/** The file for a request's path, or null where there is none inside the folder. */
export async function locate(root, base, pathname) {
  let decoded;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    return null;
  }
  if (!decoded.startsWith(base) || decoded.includes("\0") || decoded.includes("\\")) return null;
  const inside = decoded.slice(base.length) || "index.html";
  const file = path.resolve(root, inside);
  if (!file.startsWith(root + path.sep)) return null;
  try {
    const real = await realpath(file);
    return real.startsWith(root + path.sep) && (await stat(real)).isFile() ? real : null;
  } catch {
    return null;
  }
}

/**
 * A server of `root` under `base`. With `headers` false it sends what the poorest host sends: types and nothing else.
 * With `live` it tells development pages about new builds.
 */
export async function createServer({ root, base = "/", headers = true, live = false }) {
  root = await realpath(root);
  const packed = new Map();

  const body = async (file, info, accepts) => {
    // A development build is too large to pack while somebody waits.
    const encoding = !PACKED.test(file) || info.size > 8_000_000 ? null : /\bbr\b/.test(accepts) ? "br" : /\bgzip\b/.test(accepts) ? "gzip" : null;
    if (!encoding) return { stream: createReadStream(file), length: info.size };
    const key = `${encoding} ${file} ${info.mtimeMs} ${info.size}`;
    if (!packed.has(key)) {
      const bytes = await readFile(file);
      packed.set(key, encoding === "br"
        ? await promisify(zlib.brotliCompress)(bytes, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 9 } })
        : await promisify(zlib.gzip)(bytes));
    }
    return { bytes: packed.get(key), length: packed.get(key).length, encoding };
  };

  return http.createServer(async (request, response) => {
    try {
      const { pathname } = new URL(request.url, "http://localhost");
      if (live && pathname === `${base}__live`) return stream(root, request, response);
      if (pathname + "/" === base) {
        response.writeHead(308, { Location: base }).end();
        return;
      }
      const file = await locate(root, base, pathname);
      if (!file || !/^(GET|HEAD)$/.test(request.method)) {
        response.writeHead(file ? 405 : 404, { "Content-Type": "text/plain; charset=utf-8" }).end(file ? "method not allowed\n" : "not found\n");
        return;
      }
      const { stream: source, bytes, length, encoding } = await body(file, await stat(file), String(request.headers["accept-encoding"] || ""));
      response.setHeader("Content-Type", TYPES[path.extname(file)] || "application/octet-stream");
      response.setHeader("Content-Length", length);
      if (encoding) response.setHeader("Content-Encoding", encoding);
      response.setHeader("Vary", "Accept-Encoding");
      response.setHeader("Cache-Control", HASHED.test(file) ? "public, max-age=31536000, immutable" : "no-cache");
      if (headers) {
        if (/\.(html|js)$/.test(file)) response.setHeader("Content-Security-Policy", `${policyOf(await readFile(path.join(root, "index.html"), "utf8"))}; frame-ancestors 'none'`);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
      }
      response.writeHead(200);
      if (request.method === "HEAD") response.end();
      else if (bytes) response.end(bytes);
      else source.pipe(response);
    } catch (error) {
      if (!response.headersSent) response.writeHead(500, { "Content-Type": "text/plain; charset=utf-8" });
      response.end(`${error.message}\n`);
    }
  });
}

/** One event for every new index.html. */
function stream(root, request, response) {
  response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-cache" });
  const time = () => stat(path.join(root, "index.html")).then(({ mtimeMs }) => mtimeMs, () => null);
  let last = null;
  const timer = setInterval(async () => {
    const now = await time();
    if (last !== null && now !== null && now !== last) response.write("data: new build\n\n");
    last = now ?? last;
  }, 300);
  request.on("close", () => clearInterval(timer));
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const option = (name, fallback) => {
    const at = process.argv.indexOf(`--${name}`);
    return at < 0 ? fallback : process.argv[at + 1];
  };
  const base = `/${option("base", "/").replace(/^\/+|\/+$/g, "")}/`.replace(/^\/\/$/, "/");
  const port = Number(option("port", "8080"));
  const host = option("host", "127.0.0.1");
  const server = await createServer({ root: path.resolve(option("root", "dist")), base, live: process.argv.includes("--live") });
  server.on("error", (error) => {
    console.error(error.code === "EADDRINUSE" ? `port ${port} is taken; choose another with --port` : error.message);
    process.exit(1);
  });
  server.listen(port, host, () => console.log(`Attain is at http://${host}:${port}${base}  (Ctrl-C ends it)`));
}
