// Incentive plans: from a ready-made one to an edited one, to a link that somebody else opens.
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { openSample, withApp } from "./harness.mjs";

const go = (page, hash) => page.evaluate((hash) => { location.hash = hash; }, hash);

/** Adds a ready-made plan and leaves its editor open. */
async function addPlan(page, template) {
  await go(page, "#/plans");
  await page.getByRole("button", { name: "Add a plan" }).click();
  await page.getByRole("button", { name: template }).click();
  await page.getByRole("heading", { level: 1, name: template }).waitFor();
}

/** The link of the plan whose editor is open. */
async function linkOf(page) {
  await page.evaluate(() => {
    Object.defineProperty(navigator, "clipboard", { configurable: true, value: { writeText: async (text) => { window.copied = text; } } });
  });
  await page.getByRole("button", { name: "Share" }).click();
  await page.getByRole("button", { name: "Copy link" }).click();
  await page.getByText("Link copied.").waitFor();
  return page.evaluate(() => window.copied);
}

test("a ready-made plan is edited, drawn as it is edited, saved and undone", withApp({ lang: "en" }, async (app) => {
  const page = await openSample(app);
  await addPlan(page, "New-business commission");
  await app.settle();
  assert.deepEqual(await app.axe(), []);
  const drawn = () => page.locator("svg path, svg polyline").evaluateAll((all) => all.map((one) => one.getAttribute("d") ?? one.getAttribute("points")).join());
  const before = await drawn();
  const rate = page.getByLabel("Rate", { exact: true }).first();
  await rate.fill("4.5");
  await rate.press("Tab");
  await page.getByText("Changes not yet saved are on this page only.").waitFor();
  assert.notEqual(await drawn(), before);
  // A gap between two tiers is said at the table.
  const from = page.getByLabel("From", { exact: true }).nth(1);
  await from.fill("110");
  await from.press("Tab");
  await page.getByText(/^Tier 2: /).waitFor();
  await from.fill("100");
  await from.press("Tab");
  await page.getByText(/^Tier 2: /).waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await app.settle();
  await page.reload();
  await page.getByRole("heading", { level: 1, name: "New-business commission" }).waitFor();
  assert.equal(await page.getByLabel("Rate", { exact: true }).first().inputValue(), "4.5");
  await app.shot("plan editor");
}));

test("every ready-made plan opens in an editor that breaks no rule of accessibility", withApp({ lang: "en" }, async (app) => {
  const page = await openSample(app);
  for (const template of ["Target bonus 60/40", "Margin commission", "Team pool", "SPIFF month", "Draw for new hires"]) {
    await addPlan(page, template);
    await page.locator("details summary").first().click();
    await app.settle();
    assert.deepEqual(await app.axe(), [], template);
    await app.shot(template.replaceAll("/", " "));
  }
}));

test("a plan travels in a link to another browser, and a damaged link says so", withApp({ lang: "en" }, async (app, context) => {
  const page = await openSample(app);
  await addPlan(page, "Target bonus 60/40");
  const link = await linkOf(page);
  assert.ok(link.length < 2_000, `${link.length} characters`);
  await withApp({ lang: "en" }, async (other) => {
    const fresh = await other.open();
    await go(fresh, new URL(link).hash);
    await fresh.getByText("A plan was sent to you.").waitFor();
    await fresh.getByRole("button", { name: "Try the sample company" }).click();
    await fresh.getByRole("heading", { level: 1, name: "Target bonus 60/40" }).waitFor();
    await other.settle();
    assert.deepEqual(await other.axe(), []);
    await other.shot("shared plan");
    await fresh.getByRole("button", { name: "Save a copy here" }).click();
    await fresh.getByRole("button", { name: "Save", exact: true }).waitFor();
    await go(fresh, new URL(link).hash.slice(0, -9));
    await fresh.getByText("The link is cut or was changed on its way.").waitFor();
    await go(fresh, `${new URL(link).hash.split("=")[0]}=2abc`);
    await fresh.getByText("A newer version of Attain made this link.").waitFor();
  })(context);
}));

test("a plan travels as a file, and another file is refused", withApp({ lang: "en" }, async (app) => {
  const page = await openSample(app);
  await addPlan(page, "Margin commission");
  const waiting = page.waitForEvent("download");
  await page.getByRole("button", { name: "Share" }).click();
  await page.getByRole("button", { name: "Save as a file" }).click();
  const file = path.join(app.profile, "plan.json");
  await (await waiting).saveAs(file);
  assert.equal(JSON.parse(await readFile(file, "utf8")).attain, "plan");
  await go(page, "#/plans");
  const chooser = page.locator("main input[type=file]");
  await chooser.setInputFiles(file);
  await page.getByRole("heading", { level: 1, name: "Margin commission" }).waitFor();
  await go(page, "#/plans");
  assert.equal(await page.getByText("Margin commission", { exact: true }).count(), 2);
  await writeFile(file, "{}");
  await chooser.setInputFiles(file);
  await page.getByText("This is no plan file").waitFor();
}));
