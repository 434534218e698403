// The parts of the page's binary: the first page waits for none, a page fetches its own, and one that does not come says so.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openSample, withApp } from "./harness.mjs";

const part = (url) => /\/(?:split|chunk)-[^/]*\.wasm$/.test(new URL(url).pathname);

test("the first page waits for no part, and a page brings its own", withApp({ lang: "en" }, async (app) => {
  // What is held back must not be needed: the first page appears all the same.
  let letGo;
  const held = new Promise((resolve) => { letGo = resolve; });
  await app.page.route(part, async (route) => { await held; await route.continue(); });
  const page = await app.open();
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.getByRole("button", { name: /Try the sample company/ }).waitFor();
  const fetched = [];
  page.on("response", (response) => part(response.url()) && fetched.push(new URL(response.url()).pathname.split("/").pop()));
  letGo();

  await openSample(app);
  assert.ok(fetched.some((name) => name.startsWith("split-figures-")), fetched.join());
  assert.ok(!fetched.some((name) => name.startsWith("split-appraisal-")), fetched.join());
  await page.evaluate(() => { location.hash = "#/cycles"; });
  await page.getByRole("heading", { level: 1, name: "Appraisal cycles" }).waitFor();
  assert.ok(fetched.some((name) => name.startsWith("split-appraisal-")), fetched.join());
}));

test("a page that cannot be fetched says so, and comes when it is asked for again", withApp({ lang: "en", serviceWorkers: "block" }, async (app) => {
  await openSample(app);
  const { page } = app;
  app.expect(/\.wasm|ERR_FAILED|Failed to fetch/);
  await page.route(part, (route) => route.abort());
  await page.evaluate(() => { location.hash = "#/cycles"; });
  await page.getByText("This page could not be fetched").last().waitFor();
  assert.deepEqual(await app.axe(), []);
  await app.shot("not-fetched");
  await page.unroute(part);
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByRole("heading", { level: 1, name: "Appraisal cycles" }).waitFor();
}));
