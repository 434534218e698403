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
    await page.evaluate(() => window.scrollTo(0, 0));
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
    // Without any workspace: the plan in words, and a person whose attainment and rates move.
    await fresh.getByRole("heading", { level: 1, name: "Target bonus 60/40" }).waitFor();
    const pay = fresh.locator("#shared-pay");
    assert.match(await pay.innerText(), /^\$30,000 at 100% attainment$/);
    assert.match(await fresh.locator(".plan-words").innerText(), /50% at 80%; 100% at 100%; 150% at 120%/);
    const attained = fresh.getByRole("slider", { name: "Attainment" });
    await attained.focus();
    for (let step = 0; step < 10; step += 1) {
      await attained.press("ArrowRight");
    }
    await fresh.waitForFunction(() => document.querySelector("#shared-pay").innerText === "$37,500 at 110% attainment");
    const knob = fresh.getByLabel("Number to change");
    assert.ok((await knob.locator("option").count()) > 6);
    const still = await pay.innerText();
    const dragged = fresh.locator("#shared-try").getByRole("slider").nth(1);
    await dragged.focus();
    await dragged.press("End");
    await fresh.waitForFunction((was) => document.querySelector("#shared-pay").innerText !== was, still);
    await fresh.getByText("under the plan as it came").waitFor();
    await fresh.getByRole("button", { name: "Back to the plan" }).click();
    await fresh.waitForFunction(() => document.querySelector("#shared-pay").innerText.startsWith("$30,000"));
    await other.settle();
    assert.deepEqual(await other.axe(), []);
    await other.shot("shared plan without a workspace");
    // A link that is too long says so, here as later.
    const long = `${new URL(link).hash.split("=")[0]}=1${"A".repeat(16_500)}`;
    await go(fresh, long);
    await fresh.getByText("The link is too long to be opened.").waitFor();
    await go(fresh, new URL(link).hash.slice(0, -9));
    await fresh.getByText("The link is cut or was changed on its way.").waitFor();
    await go(fresh, new URL(link).hash);
    await fresh.getByRole("heading", { level: 1, name: "Target bonus 60/40" }).waitFor();
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
    await go(fresh, long);
    await fresh.getByText("The link is too long to be opened.").waitFor();
  })(context);
}));

test("a plan from a link is saved in a new workspace, with its examples", withApp({ lang: "en" }, async (app, context) => {
  const page = await openSample(app);
  await addPlan(page, "New-business commission");
  await page.getByRole("button", { name: "Add an example" }).click();
  await page.locator("#example-0 .tag").filter({ hasText: "Comes out" }).waitFor();
  const link = await linkOf(page);
  await withApp({ lang: "en" }, async (other) => {
    const fresh = await other.open();
    await go(fresh, new URL(link).hash);
    const examples = fresh.locator("#shared-examples");
    await examples.getByText("Just at target").waitFor();
    assert.match(await examples.innerText(), /\$3,000[\s▲]+Comes out/);
    await fresh.getByRole("button", { name: "Save a copy in a new workspace" }).click();
    await fresh.getByRole("button", { name: "Save", exact: true }).waitFor();
    await fresh.getByRole("heading", { level: 1, name: "New-business commission" }).waitFor();
    await fresh.locator("#example-0 .tag").filter({ hasText: "Comes out" }).waitFor();
  })(context);
}));

test("a plan holds on some days only, and an example sets what gates read", withApp({ lang: "en" }, async (app) => {
  const page = await openSample(app);
  await addPlan(page, "Draw for new hires");
  const last = page.getByLabel(/^Last day/);
  await last.fill("2099-12-31");
  await last.blur();
  await page.getByText("Only on some days", { exact: true }).click();
  const days = page.locator("#plan-dates");
  await days.getByLabel(/^From\b/).fill("2099-03-01");
  await days.getByLabel(/^From\b/).blur();
  const words = page.locator(".plan-words");
  await words.getByText("It ends on").waitFor();
  assert.match(await words.innerText(), /Only on some days · Everybody: from/);
  // Days that never come refuse the plan and lead to their field.
  await days.getByLabel(/^To\b/).fill("2099-02-01");
  await days.getByLabel(/^To\b/).blur();
  const never = page.locator("#plan-checks li").filter({ hasText: "These days never come" });
  await never.getByRole("button", { name: "Go there" }).click();
  assert.ok(await page.evaluate(() => Boolean(document.activeElement.closest("#plan-dates"))));
  await days.getByLabel(/^To\b/).fill("");
  await days.getByLabel(/^To\b/).blur();
  await never.waitFor({ state: "detached" });
  // A draw: what is paid besides what is earned.
  await page.getByRole("button", { name: "Add an example" }).click();
  const example = page.locator("#example-0");
  await example.locator(".tag").filter({ hasText: "Comes out" }).waitFor();
  const paid = example.getByLabel("Paid after draw, cap and holdback");
  await paid.fill("2000");
  await paid.blur();
  await example.locator(".tag").filter({ hasText: "Does not come out" }).waitFor();
  await example.getByRole("button", { name: "Expect this instead" }).click();
  await example.locator(".tag").filter({ hasText: "Comes out" }).waitFor();
  // Balance and bounds stand beside the checks.
  await page.locator(".plan-balance").getByText("Own sales alone").waitFor();
  await app.settle();
  assert.deepEqual(await app.axe(), []);
  await app.shot("plan with days");
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
  await page.getByText("This is not a plan file").waitFor();
}));

test("checks lead to their field, and an example that fails keeps the plan from being published", withApp({ lang: "en" }, async (app) => {
  const page = await openSample(app);
  await addPlan(page, "New-business commission");
  const checks = page.locator("#plan-checks");
  await checks.getByText("depends on own sales alone, not on team").waitFor();
  await checks.getByText("On the past year’s records it would have cost").waitFor();
  const words = page.locator(".plan-words");
  assert.match(await words.innerText(), /100% to 120%: 5%/);
  // A gap is found, told in the summary, and leads to the field that puts it right.
  const from = page.getByLabel("From", { exact: true }).nth(1);
  await from.fill("110");
  await from.press("Tab");
  const gap = checks.locator("li").filter({ hasText: "There is a gap before 110%" });
  await gap.getByRole("button", { name: "Go there" }).click();
  assert.equal(await page.evaluate(() => document.activeElement.closest("[id^=tier-]")?.id.at(-1)), "1");
  assert.match(await words.innerText(), /110% to 120%: 5%/);
  await page.keyboard.press("Control+a");
  await page.keyboard.type("100");
  await page.keyboard.press("Tab");
  await gap.waitFor({ state: "detached" });
  // What is hidden opens.
  await checks.locator("li").filter({ hasText: "Nothing limits it" }).getByRole("button").click();
  assert.ok(await page.evaluate(() => Boolean(document.activeElement.closest("[id^=cap-]"))));
  // An example holds until the plan changes.
  await page.getByRole("button", { name: "Add an example" }).click();
  const example = page.locator("#example-0");
  const holds = example.locator(".tag").filter({ hasText: "Comes out" });
  await holds.waitFor();
  assert.equal(await example.getByLabel("Should pay").inputValue(), "3,000");
  const rate = page.getByLabel("Rate", { exact: true }).first();
  // What is no number is not forgotten by saving: the field is shown instead.
  await rate.fill("four");
  await rate.press("Tab");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.waitForFunction(() => document.activeElement.hasAttribute("data-unread"));
  assert.equal(await rate.inputValue(), "four");
  await rate.fill("4");
  await rate.press("Tab");
  await example.getByText("$4,000 comes out").waitFor();
  await checks.getByText("Example “Just at target” expects $3,000, but $4,000 comes out.").waitFor();
  await app.settle();
  assert.deepEqual(await app.axe(), []);
  await app.shot("plan checks");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByRole("link", { name: "Versions and publishing" }).click();
  await page.locator("main .empty").getByRole("button", { name: "Publish" }).click();
  const dialog = page.locator("dialog[open]");
  await dialog.getByRole("button", { name: "Publish" }).click();
  await dialog.getByText("does not come out as expected").waitFor();
  await page.keyboard.press("Escape");
  await page.goBack();
  await page.locator("#example-0").getByRole("button", { name: "Expect this instead" }).click();
  await holds.waitFor();
}));

test("what-if: any number, everybody's attainment, scenarios kept, compared and adopted", withApp({ lang: "en" }, async (app) => {
  const page = await openSample(app);
  await go(page, "#/pay");
  const slider = page.getByRole("slider").first();
  await slider.waitFor();
  await app.settle();
  const finding = page.locator(".finding").first();
  const still = await finding.innerText();
  await slider.focus();
  await slider.press("ArrowRight");
  await page.waitForFunction((was) => document.querySelector(".finding").innerText !== was, still);
  assert.match(await finding.innerText(), /gain, \d+ lose/);
  await page.getByRole("button", { name: "Keep as a scenario" }).click();
  const table = page.locator("table.scenarios");
  await table.getByText("Scenario 1", { exact: false }).waitFor();
  assert.equal(await table.locator("tbody tr").count(), 3, "plan now, on trial, kept");
  // Another number and another world.
  await page.getByRole("button", { name: "Back to the plan" }).click();
  const number = page.getByLabel("Number to change");
  assert.ok((await number.locator("option").count()) > 6);
  await number.selectOption({ index: 1 });
  const attained = page.getByRole("slider", { name: "Attainment" });
  await attained.focus();
  await attained.press("End");
  await page.getByText("Everybody at 200% attainment").first().waitFor();
  await page.getByRole("button", { name: "Keep as a scenario" }).click();
  await table.getByText("Scenario 2", { exact: false }).waitFor();
  await app.settle();
  assert.deepEqual(await app.axe(), []);
  await app.shot("what-if");
  // By person, and under another name.
  await page.getByText("Person by person").click();
  assert.equal(await page.locator("table.scenario-people thead th").count(), 5, "person, plan now, on trial, two kept");
  const second = table.locator("tbody tr").filter({ hasText: "Scenario 2" });
  await second.getByRole("button", { name: "Rename" }).click();
  await page.getByLabel("Name of the scenario").fill("Twice the quota");
  await page.getByLabel("Name of the scenario").press("Tab");
  await table.getByText("Twice the quota", { exact: false }).waitFor();
  // They outlive the page; one is adopted, and can be undone.
  await app.saved();
  await app.reload();
  await table.getByText("Twice the quota", { exact: false }).waitFor();
  const kept = table.locator("tbody tr").filter({ hasText: "Scenario 1" });
  await kept.getByRole("button", { name: "Adopt" }).click();
  await page.getByText(/^Adopted/).waitFor();
  await page.getByRole("button", { name: "Undo" }).last().click();
  await page.waitForFunction((was) => document.querySelector(".finding").innerText === was, still);
}));

test("a fresh plan can be tried, with its statement before and after, a deal, and what is paid", withApp({ lang: "en" }, async (app) => {
  const page = await openSample(app);
  await addPlan(page, "Draw for new hires");
  await page.getByRole("link", { name: "Try it" }).click();
  await page.getByText("It is tried here as if it had been in force").waitFor();
  const rows = page.locator("main table").last().locator("tbody tr");
  assert.ok((await rows.count()) > 5, "it pays people of the past quarter");
  // Earned and paid differ where there is a draw, and the draw is a number to change.
  await page.locator("main table").last().getByRole("columnheader", { name: /^Paid/ }).waitFor();
  assert.ok((await page.getByLabel("Number to change").locator("option").allInnerTexts()).some((name) => /per pay run/.test(name)));
  // A statement opens in the page, and the number moves inside it.
  await rows.first().getByRole("button").click();
  const statement = page.locator("section.statement");
  await statement.waitFor();
  const slider = statement.getByRole("slider").first();
  await slider.focus();
  await slider.press("End");
  await statement.locator("table.side-by-side tbody tr").first().waitFor();
  // A typed number may go beyond the slider.
  const typed = statement.locator("input.is-number").first();
  await typed.fill("4321");
  await typed.press("Tab");
  assert.match(await typed.inputValue(), /4,?321/);
  await app.settle();
  assert.deepEqual(await app.axe(), []);
  await app.shot("statement before and after");
  // A seller moves the own attainment.
  await page.getByRole("button", { name: "Back to the plan" }).click();
  await page.getByRole("radio", { name: "Seller" }).click();
  const attained = page.getByRole("slider", { name: "Attainment" });
  await attained.focus();
  await attained.press("Home");
  await page.locator("table.side-by-side").waitFor();
}));

test("a plan is replayed over past records and its cost simulated", withApp({ lang: "en" }, async (app) => {
  const page = await openSample(app);
  await addPlan(page, "Margin commission");
  const plan = page.url().match(/plans\/([0-9a-f-]+)/)[1];
  await page.getByRole("link", { name: "Try it" }).click();
  await page.getByRole("link", { name: "Replay" }).click();
  await page.getByText("the plan would have paid").waitFor();
  // Against another plan there are winners and losers.
  await page.getByLabel("Against").selectOption({ index: 1 });
  await page.getByText(/gain, \d+ lose/).waitFor();
  assert.ok((await page.locator("main tbody tr").count()) > 5);
  await app.settle();
  assert.deepEqual(await app.axe(), []);
  await app.shot("replay");
  await go(page, `#/simulate/${plan}`);
  const said = page.getByText("In nine of ten outcomes");
  await said.waitFor();
  const first = await said.innerText();
  assert.equal(await page.locator("main tbody tr").count(), 7);
  await app.settle();
  assert.deepEqual(await app.axe(), []);
  await app.shot("simulation");
  // The same seed says the same, whenever it is asked; more outcomes can be stopped.
  const start = page.getByRole("button", { name: "Simulate", exact: true });
  await start.click();
  await said.waitFor();
  assert.equal(await said.innerText(), first);
  // By the year, and everybody in the same past period.
  await page.getByLabel("Length of an outcome").selectOption({ label: "A year" });
  await page.getByLabel("How it is drawn").selectOption({ label: "The same period for everybody" });
  await start.click();
  await page.getByText("so good and bad times come together").waitFor();
  assert.notEqual(await said.innerText(), first);
  await page.getByLabel("Outcomes").fill("100000");
  await page.getByLabel("Outcomes").press("Tab");
  await start.click();
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByText("Stopped.").waitFor();
}));

test("what people prefer is recorded with the person and seen beside the components", withApp({ lang: "en" }, async (app) => {
  const page = await openSample(app);
  await go(page, "#/people");
  const grid = page.getByRole("grid", { name: "People", exact: true });
  await grid.locator("tbody [role=gridcell]").nth(1).click();
  await page.getByRole("button", { name: "Open", exact: true }).first().click();
  const form = page.locator("dialog[open]");
  const add = form.getByLabel("Add a preference");
  await add.selectOption({ label: "Time off" });
  await form.getByRole("button", { name: "Remove Time off" }).waitFor();
  await add.selectOption({ label: "Cash" });
  await form.getByRole("button", { name: "Remove Cash" }).waitFor();
  await app.settle();
  assert.deepEqual(await app.axe(), []);
  await form.getByRole("button", { name: "Save", exact: true }).click();
  await form.waitFor({ state: "detached" });
  await addPlan(page, "New-business commission");
  const tally = page.locator("#plan-prefers");
  await tally.getByText("first choice of").waitFor();
  assert.match(await tally.innerText(), /Time off 1 \(first choice of 1\) · Cash 1 \(first choice of 0\) · 1 of \d+ have said/);
  await app.saved();
  await app.reload();
  await tally.getByText("Time off 1").waitFor();
}));
