// What follows from results: decisions with reasons, rules whose cost is seen at once, letters, the file for payroll.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { openSample, withApp } from "./harness.mjs";

const go = (page, hash) => page.evaluate((hash) => { location.hash = hash; }, hash);
const fill = async (field, text) => { await field.fill(text); await field.press("Tab"); };

/** Opens the outcomes of the sample's closed cycle, through its board. */
async function openOutcomes(app) {
  const page = await openSample(app);
  await go(page, "#/cycles");
  await page.locator("main a[href*='#/cycle/']").first().waitFor();
  const ids = await page.locator("main a[href*='#/cycle/']").evaluateAll((all) => [...new Set(all.map((one) => one.getAttribute("href").split("/")[2].split("?")[0]))]);
  for (const id of ids) {
    await go(page, `#/outcomes/${id}`);
    await page.locator("main h1").first().waitFor();
    await app.settle();
    if (await page.locator(".finding").count() > 0) return page;
  }
  throw new Error("no cycle has proposals");
}

test("proposals say why, and are accepted, changed and declined with a reason; the budget follows", withApp({ lang: "en", width: 1440, height: 900 }, async (app) => {
  const page = await openOutcomes(app);
  const finding = () => page.locator(".finding").innerText();
  assert.match(await finding(), /raises cost .* of base pay/);
  assert.deepEqual(await app.axe(), []);
  await app.shot("decisions");
  await page.getByRole("radio", { name: "Raise" }).click();
  const before = await finding();
  // One that waits.
  await page.getByRole("row").filter({ hasText: "Open" }).filter({ hasText: /[1-9].*%/ }).first().locator("td.is-link").click();
  const dialog = page.locator("dialog[open]");
  for (const fact of ["Grade", "Base pay a year", "Position in range", "Raise"]) await dialog.locator("dt").filter({ hasText: fact }).first().waitFor();
  assert.deepEqual(await app.axe(), []);
  await app.shot("why");
  await dialog.getByRole("button", { name: "Decline" }).click();
  await dialog.getByText("A reason is needed.").waitFor();
  await fill(dialog.getByLabel("New value"), "9");
  await fill(dialog.getByLabel("Reason"), "kept for the company");
  await dialog.getByRole("button", { name: "Change the value" }).click();
  await dialog.getByText("Changed to 9%").waitFor();
  assert.notEqual(await finding(), before);
  // A decision is opened again with a reason, and stays on record.
  await dialog.getByRole("button", { name: "Open again" }).click();
  await dialog.getByText("A reason is needed.").waitFor();
  await fill(dialog.getByLabel("Reason"), "the budget is spent");
  await dialog.getByRole("button", { name: "Open again" }).click();
  await dialog.getByRole("button", { name: "Accept" }).waitFor();
  await dialog.getByText(/Changed to 9%.*opened again on .*the budget is spent/).waitFor();
  assert.deepEqual(await app.axe(), []);
  await page.keyboard.press("Escape");
  assert.equal(await finding(), before);
}));

test("rules are edited with what they would cost; a closed cycle's rules stay", withApp({ lang: "en", width: 1440, height: 900 }, async (app) => {
  const page = await openOutcomes(app);
  await page.getByRole("tab", { name: "Rules" }).click();
  await page.getByText("The cycle is closed; its rules stay.").waitFor();
  assert.ok(await page.getByLabel("A · Column 1").isDisabled());
  assert.deepEqual(await app.axe(), []);
  await page.getByRole("tab", { name: "Base pay and preview" }).click();
  await page.getByText("With these rules:").waitFor();
  assert.deepEqual(await app.axe(), []);
  await app.shot("base pay");
  // The other cycle still runs: its rules can change.
  const closed = await page.evaluate(() => location.hash.split("/")[2].split("?")[0]);
  await go(page, "#/cycles");
  await page.locator("main a[href*='#/cycle/']").first().waitFor();
  const other = await page.locator("main a[href*='#/cycle/']").evaluateAll((all, closed) => all.map((one) => one.getAttribute("href").split("/")[2].split("?")[0]).find((id) => id !== closed), closed);
  await go(page, `#/outcomes/${other}`);
  await page.getByText("No result of this cycle is released yet.").waitFor();
  await page.getByRole("tab", { name: "Rules" }).click();
  await fill(page.getByLabel("A · Column 1"), "7.5");
  // What contradicts itself is said at its place, and refused.
  await fill(page.getByLabel("Column 3", { exact: true }), "10");
  await page.getByText("Column 3 must begin above the one before it.").first().waitFor();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  assert.equal(await page.getByText("Column 3 must begin above the one before it.").count(), 2);
  await page.getByRole("button", { name: "Remove the last column" }).click();
  await page.getByRole("button", { name: "Add a range" }).click();
  await fill(page.getByLabel("Role").last(), "Consultant");
  await fill(page.getByLabel("Highest").last(), "900000");
  // A blank cell leaves those to its right.
  await fill(page.getByLabel("B · Column 1"), "");
  const right = await page.getByLabel("B · Column 2").inputValue();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await app.saved();
  await app.reload();
  await page.getByRole("tab", { name: "Rules" }).click();
  assert.equal(await page.getByLabel("A · Column 1").inputValue(), "7.5");
  assert.equal(await page.getByLabel("A · Column 3").count(), 0);
  assert.deepEqual([await page.getByLabel("B · Column 1").inputValue(), await page.getByLabel("B · Column 2").inputValue()], ["", right]);
  assert.notEqual(right, "");
  await app.shot("rules");
}));

test("raises and bonuses stand against the budget; base pay and budget are kept as they are typed", withApp({ lang: "en", width: 1440, height: 900 }, async (app) => {
  const page = await openOutcomes(app);
  const line = (name) => page.locator(".budget tbody tr").filter({ hasText: name });
  for (const name of ["Raises, a year", "Bonuses of the period"]) await line(name).getByText(/Within budget|Over budget/).waitFor();
  assert.match(await page.locator(".finding").innerText(), /Bonuses come to .* against target/);
  await page.getByRole("tab", { name: "Base pay and preview" }).click();
  await fill(page.getByLabel("Raises, a year"), "1");
  await line("Raises, a year").getByText("Over budget").waitFor();
  await fill(page.getByLabel("Raises, a year"), "-1");
  await page.getByText("Something is incomplete or outside what is allowed.").waitFor();
  await fill(page.getByLabel("Raises, a year"), "1");
  await page.getByRole("tab", { name: "Decisions" }).click();
  await app.saved();
  await app.reload();
  await line("Raises, a year").getByText("Over budget").waitFor();
  await page.getByRole("tab", { name: "Base pay and preview" }).click();
  assert.equal(await page.getByLabel("Raises, a year").inputValue(), "1");
  assert.deepEqual(await app.axe(), []);
  await app.shot("budget");
}));

test("letters hold what was decided; the file for payroll has a row for each person and no formula", withApp({ lang: "en" }, async (app) => {
  const page = await openOutcomes(app);
  await page.getByRole("tab", { name: "Letters" }).click();
  const letters = page.locator(".letter");
  await letters.first().waitFor();
  const count = await letters.count();
  assert.ok(count > 10, `${count} letters`);
  assert.match(await letters.first().innerText(), /Your grade in .* is [A-E]\./);
  assert.deepEqual(await app.axe(), []);
  await page.emulateMedia({ media: "print" });
  assert.ok(await letters.first().isVisible() && !(await page.getByRole("tab", { name: "Rules" }).isVisible()));
  await page.emulateMedia({ media: "screen" });
  const waiting = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export for payroll" }).click();
  await page.getByRole("button", { name: /CSV/ }).click();
  const file = path.join(app.profile, "outcomes.csv");
  await (await waiting).saveAs(file);
  const lines = (await readFile(file, "utf8")).trim().split("\r\n");
  assert.ok(lines.length > count, `${lines.length} lines`);
  for (const word of ["Base pay a year", "New base pay", "Target bonus of the period", "Bonus multiplier", "Bonus"]) assert.match(lines[0], new RegExp(`(^|,)"?${word}"?(,|$)`));
  assert.ok(lines.slice(1).every((line) => !/(^|,)"?[=+@]/.test(line)));
}));

/** Adds to the sample's plan a reward for grades from A to C, and publishes the plan from its own first day. */
async function publishReward(app, page) {
  await go(page, "#/runs");
  await page.getByRole("link", { name: "Versions and publishing" }).first().waitFor();
  const href = await page.getByRole("link", { name: "Versions and publishing" }).first().getAttribute("href");
  const plan = href.match(/versions\/([0-9a-f-]+)/)[1];
  await go(page, `#/plans/${plan}`);
  await page.getByRole("button", { name: "Add a component" }).click();
  const card = page.locator("section.panel", { has: page.getByLabel("Pays by") }).last();
  await card.getByLabel("Pays by").selectOption({ label: "Non-cash reward" });
  await card.getByLabel("Asks for").selectOption({ label: "One of these grades" });
  await fill(card.getByLabel("Grades, separated by commas"), "A, B, C");
  await fill(card.getByLabel("Periods running"), "1");
  await fill(card.getByLabel("Component", { exact: true }), "A day off");
  assert.deepEqual(await app.axe(), []);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await app.saved();
  await go(page, `#/versions/${plan}`);
  await page.locator("main .empty").getByRole("button", { name: "Publish" }).click();
  const dialog = page.locator("dialog[open]");
  await dialog.getByLabel("Announced on").fill(await dialog.getByLabel("Effective from").inputValue());
  await dialog.getByLabel("Announced on").blur();
  await dialog.getByLabel("I have seen these warnings").check();
  await dialog.getByRole("button", { name: "Publish" }).click();
  await page.getByRole("heading", { name: /Version 1/ }).waitFor();
}

test("a reward that a rule proposes is decided by a person, and is still decided after a reload", withApp({ lang: "en", width: 1440, height: 900 }, async (app) => {
  const page = await openOutcomes(app);
  const outcomes = await page.evaluate(() => location.hash);
  const rewards = async () => {
    await go(page, outcomes);
    await page.getByRole("tab", { name: "Rewards" }).click();
    await app.settle();
  };
  await rewards();
  await page.getByText("Nobody meets the condition of a reward").waitFor();
  await publishReward(app, page);
  await rewards();
  // The rule proposes, and nothing is decided.
  const rows = page.getByRole("row").filter({ hasText: "A day off" });
  await rows.first().waitFor();
  const proposed = await rows.count();
  assert.ok(proposed > 1, `${proposed} proposed`);
  assert.equal(await rows.filter({ hasText: "Open" }).count(), proposed);
  const [first, second] = await rows.evaluateAll((all) => all.slice(0, 2).map((row) => row.querySelector(".is-link").innerText));
  const row = (name) => rows.filter({ hasText: name }).first();
  await row(first).locator("td.is-link").click();
  const dialog = page.locator("dialog[open]");
  await dialog.locator("dt").first().waitFor();
  assert.match(await dialog.locator("dd").first().innerText(), /^[ABC]$/, "the grade shows it");
  assert.deepEqual(await app.axe(), []);
  await app.shot("reward");
  await dialog.getByRole("button", { name: "Accept" }).click();
  await dialog.getByText(/Accepted ·/).waitFor();
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  // Another is declined, which needs a reason.
  await row(second).locator("td.is-link").click();
  await dialog.getByRole("button", { name: "Decline" }).click();
  await dialog.getByText("A reason is needed.").waitFor();
  await fill(dialog.getByLabel("Reason"), "on leave until summer");
  await dialog.getByRole("button", { name: "Decline" }).click();
  await dialog.getByText(/Declined · on leave until summer/).waitFor();
  await page.keyboard.press("Escape");
  await app.saved();
  await app.reload();
  await rewards();
  await row(first).filter({ hasText: "Accepted" }).waitFor();
  await row(second).filter({ hasText: "on leave until summer" }).waitFor();
  assert.equal(await rows.count(), proposed);
  assert.equal(await rows.filter({ hasText: "Open" }).count(), proposed - 2);
  // A decision is opened again, and the rule proposes as before.
  await row(first).locator("td.is-link").click();
  await dialog.getByRole("button", { name: "Open again" }).click();
  await dialog.getByRole("button", { name: "Accept" }).waitFor();
  await page.keyboard.press("Escape");
  assert.equal(await rows.filter({ hasText: "Open" }).count(), proposed - 1);
}));

test("outcomes fit a phone", withApp({ lang: "zh-Hant", width: 390, height: 844 }, async (app) => {
  const page = await openOutcomes(app);
  for (const part of ["決定", "規則", "底薪與試算", "通知書"]) {
    await page.getByRole("tab", { name: part, exact: true }).click();
    await app.settle();
    assert.deepEqual(await app.axe(), [], part);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(wide <= 0, `${part}: ${wide} pixels too wide`);
    await app.shot(part);
  }
}));
