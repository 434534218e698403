// Appraisal standards: from a ready-made one, edited with its checks and its try-out beside it, to a published version.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openSample, withApp } from "./harness.mjs";
import { startEmpty } from "./steps.mjs";

const go = (page, hash) => page.evaluate((hash) => { location.hash = hash; }, hash);
const score = (page) => page.locator(".trial-score .figure").innerText();
const fill = async (field, text) => { await field.fill(text); await field.press("Tab"); };

/** Opens the editor of the sample's standard for sellers. */
async function openSeller(app) {
  const page = await openSample(app);
  await go(page, "#/standards");
  await page.getByText("Seller standard", { exact: true }).first().click();
  await page.getByRole("heading", { level: 1, name: /Seller standard/ }).waitFor();
  await app.settle();
  return page;
}

test("an empty workspace begins with a ready-made standard, which has no figures it lacks", withApp({ lang: "en" }, async (app) => {
  const page = await startEmpty(app);
  await go(page, "#/standards");
  await page.getByText("No appraisal standards yet").waitFor();
  assert.deepEqual(await app.axe(), []);
  await page.getByRole("button", { name: /leadership rated by direct reports/ }).click();
  await page.getByRole("tab", { name: "Competencies" }).click();
  assert.equal(await page.getByLabel("Competency", { exact: true }).count(), 4);
  await page.getByText("It is for nobody at present.").waitFor();
}));

test("checks, try-out and curves follow what is edited; a version is published, changed and compared", withApp({ lang: "en", width: 1440, height: 900 }, async (app) => {
  const page = await openSeller(app);
  const stands = (words) => page.locator("h1 .tag").filter({ hasText: words }).waitFor();
  await stands(/Version 1$/);
  const drawn = () => page.locator("svg path, svg polyline").evaluateAll((all) => all.map((one) => one.getAttribute("d") ?? one.getAttribute("points")).join());
  const [figures, picture] = [await score(page), await drawn()];
  assert.match(figures, /^\d/);

  // The weights: what does not total 100 is said at once, and nothing can be published.
  const weight = page.getByLabel("Weight", { exact: true }).first();
  await fill(weight, "60");
  await page.getByText("The weights total 110; they must total 100").waitFor();
  await fill(weight, "50");
  assert.equal(await score(page), figures);

  // A curve is drawn as it is edited, and the score of the person tried follows.
  await fill(page.getByLabel("Score", { exact: true }).nth(2), "90");
  assert.notEqual(await drawn(), picture);

  // A rating is moved: the score follows, and says how it came about.
  const before = await score(page);
  await page.getByRole("slider", { name: "Teamwork" }).press("End");
  assert.notEqual(await score(page), before);
  await page.locator(".trial-score .figure").click();
  const tree = page.locator("dialog[open] .trace-tree");
  const closed = tree.locator(".twist[aria-expanded=false]");
  while (await closed.count() > 0) await closed.first().click();
  await tree.getByText("Teamwork").first().waitFor();
  assert.deepEqual(await app.axe(), []);
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: "Save", exact: true }).click();
  await stands("Version 1, changed since");
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  await stands(/Version 2$/);
  await page.getByRole("tab", { name: "Versions" }).click();
  await page.getByText("The same as the newest version.").waitFor();
  await page.getByRole("row", { name: /Scoring curve/ }).waitFor();
  assert.deepEqual(await app.axe(), []);
  await app.shot("versions");

  // All of it can be taken back.
  await page.keyboard.press("Control+z");
  await stands("Version 1, changed since");
  await page.keyboard.press("Control+z");
  await stands(/Version 1$/);
}));

test("a rater group below three answers is doubted, a competency that asks nobody refuses", withApp({ lang: "en", width: 1440 }, async (app) => {
  const page = await openSeller(app);
  await page.getByRole("tab", { name: "Raters and grades" }).click();
  await fill(page.getByLabel("Peers · Minimum answers"), "2");
  const side = page.locator(".standard-side");
  await side.getByText("An anonymous group of fewer than three may give people away: Peers").waitFor();
  await side.getByText("It can be used, but look at this:").waitFor();
  await page.getByLabel("Peers", { exact: true }).uncheck();
  await side.getByText("The rater groups do not total 100").waitFor();
  await side.getByText("It cannot be published yet:").waitFor();
  assert.deepEqual(await app.axe(), []);
  await app.shot("raters");
}));

test("a standard is written on a phone", withApp({ lang: "zh-Hant", width: 390, height: 844 }, async (app) => {
  const page = await openSample(app);
  await go(page, "#/standards");
  await page.getByText("業務代表考核標準").first().click();
  await page.getByRole("heading", { level: 1, name: /業務代表考核標準/ }).waitFor();
  for (const part of ["績效指標", "職能", "評核人與等第", "版本"]) {
    await page.getByRole("tab", { name: part, exact: true }).click();
    await app.settle();
    assert.deepEqual(await app.axe(), [], part);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(wide <= 0, `${part}: ${wide} pixels too wide`);
    await app.shot(part);
  }
}));
