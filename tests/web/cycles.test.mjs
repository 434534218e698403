// Cycles of every kind and on every way but the straight one: a guideline that blocks, a year formed from quarters, other
// lengths, days and people changed, steps back, raters declined, drafts set aside, reviews taken back, receipts refused.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openSample, withApp } from "./harness.mjs";
import { goTo } from "./steps.mjs";

const dialog = (page) => page.locator("dialog[open]");
const button = (page, name) => page.locator("main").getByRole("button", { name, exact: true });
const go = async (app, page, hash) => {
  await goTo(page, hash);
  await page.locator("main h1").first().waitFor();
  await app.settle(page);
};
const menu = async (page, name) => {
  await button(page, "More").click();
  await page.locator(".menu-item").filter({ hasText: name }).click();
};
async function iAm(app, page, name) {
  await page.getByLabel("I am", { exact: true }).selectOption({ label: name ?? "(nobody chosen)" });
  await app.settle(page);
}
/** Opens the first task whose words match, as somebody. */
async function take(app, page, name, words) {
  await go(app, page, "#/tasks");
  await iAm(app, page, name);
  await page.locator(".tasks > li").filter({ hasText: words }).first().locator("a, button").click();
  await app.settle(page);
}
async function rate(page, digit) {
  const items = page.locator("fieldset.rating");
  await items.first().waitFor();
  for (let at = 0; at < await items.count(); at += 1) {
    await items.nth(at).getByRole("radio").first().focus();
    await page.keyboard.press(digit);
    await items.nth(at).locator(".rate.is-chosen").waitFor();
  }
}
async function answer(page, digit) {
  await rate(page, digit);
  await button(page, "Hand in").click();
  await page.getByText(/^Handed in on/).waitFor();
}
async function why(page, reason, verb) {
  await dialog(page).getByLabel("Reason").fill(reason);
  await dialog(page).getByRole("button", { name: verb, exact: true }).click();
  await dialog(page).waitFor({ state: "detached" });
}
async function onward(app, page, board, phase) {
  await go(app, page, board);
  await button(page, `Go on to ${phase}`).click();
  const asked = dialog(page).getByRole("button", { name: `Go on to ${phase}` });
  const there = page.locator("[aria-current=step]").filter({ hasText: new RegExp(phase, "i") });
  await asked.or(there).first().waitFor();
  if (await asked.count()) await asked.click();
  await there.waitFor();
}
/** A cycle in preparation of a kind. */
async function begin(app, page, kind) {
  await go(app, page, "#/cycles");
  await button(page, "New cycle").click();
  await page.locator(".menu-item").filter({ hasText: new RegExp(`^${kind}$`) }).click();
  await page.locator(".phase-list").waitFor();
  await app.settle(page);
}
/** Only the people of the first team, then open; the board's address. */
async function openTeam(app, page) {
  await button(page, "Remove Everybody").click();
  const add = page.locator("fieldset select").first();
  const teams = await add.locator("option").allInnerTexts();
  await add.selectOption({ label: teams.find((name) => name.startsWith("Team ")) });
  await page.getByRole("heading", { name: "8 people take part" }).waitFor();
  await button(page, "Open the cycle").click();
  await page.locator(".board tbody tr").nth(7).waitFor();
  await app.settle(page);
  return new URL(page.url()).hash;
}
const link = (page, name) => page.locator(".board tbody th a").filter({ hasText: name }).evaluate((a) => new URL(a.href).hash);

test("a guideline that blocks keeps calibration from ending until grades are moved", withApp({ lang: "en", width: 1440 }, async (app) => {
  const page = await openSample(app);
  await go(app, page, "#/calibration");
  await page.locator(".calibration-row [role=radiogroup]").first().waitFor();
  const heads = Object.fromEntries(await page.locator(".calibration-row.is-head .grade-strip > span").evaluateAll((all) => all.map((one) => one.innerText.split(/\s+/))));
  const graded = Object.values(heads).reduce((sum, n) => sum + Number(n), 0);
  const id = await page.getByRole("combobox", { name: "Cycle" }).inputValue();
  const board = `#/cycle/${id}`;
  await go(app, page, board);
  await menu(page, "Guideline and 9-box");
  await dialog(page).getByText("Distribution guideline").waitFor();
  await app.settle();
  assert.deepEqual(await app.axe(), []);
  await dialog(page).getByRole("button", { name: "Remove line 1" }).click();
  const share = dialog(page).getByLabel("Line 1: share");
  await share.fill("120");
  await share.press("Tab");
  await dialog(page).getByText("The share must lie between 0% and 100%").waitFor();
  // One fewer than have the second grade: its share, rounded down.
  const second = Number(heads.B);
  assert.ok(second > 0, JSON.stringify(heads));
  await share.fill(String(Math.floor((10_000 * (second - 1)) / graded) / 100));
  await share.press("Tab");
  await dialog(page).getByRole("radio", { name: "Keep calibration from ending" }).click();
  await app.shot("guideline");
  await dialog(page).getByRole("button", { name: "Save" }).click();
  await dialog(page).waitFor({ state: "detached" });
  await button(page, "Go on to sharing").click();
  await dialog(page).getByText("Nobody reviews as manager").waitFor();
  await dialog(page).getByRole("button", { name: "Go on to sharing" }).click();
  await dialog(page).getByText("The distribution guideline is not met").waitFor();
  await app.shot("blocked");
  await page.keyboard.press("Escape");
  await go(app, page, `#/calibration/${id}`);
  const row = page.locator("li.calibration-row").filter({ has: page.locator("[role=radio][aria-checked=true]", { hasText: /^B$/ }) }).first();
  await row.getByRole("radio", { name: "C", exact: true }).click();
  await dialog(page).getByRole("textbox", { name: "Reason" }).fill("Compared with the others");
  await dialog(page).getByRole("button", { name: "Move the grade" }).click();
  await dialog(page).waitFor({ state: "detached" });
  await onward(app, page, board, "sharing");
}));

test("a guideline is written in the preparation, with its mistakes at their place", withApp({ lang: "en" }, async (app) => {
  const page = await openSample(app);
  await begin(app, page, "Quarterly");
  const use = page.getByRole("checkbox", { name: "Use a guideline" });
  await use.uncheck();
  await use.check();
  assert.equal(await page.getByLabel("From how many people on").inputValue(), "10");
  await page.getByLabel("Line 1: condition").selectOption({ label: "from … to" });
  const [from, to] = [page.getByLabel("Line 1: share"), page.getByLabel("Line 1: to")];
  await from.fill("30");
  await from.press("Tab");
  await page.getByText("The lower end must not lie above the upper one.").first().waitFor();
  await page.getByText("It cannot be opened yet").waitFor();
  await to.fill("40");
  await to.press("Tab");
  await page.getByText("The cycle can be opened.").waitFor();
  // An exact share for every grade has to total 100.
  await page.getByLabel("Line 1: condition").selectOption({ label: "= exactly" });
  for (const n of [2, 3, 4, 5]) {
    await button(page, "Add a line").click();
    await page.getByLabel(`Line ${n}: condition`).selectOption({ label: "= exactly" });
  }
  await page.getByText("Every grade has one exact share: 110% in all").waitFor();
  const last = page.getByLabel("Line 5: share");
  await last.fill("10");
  await last.press("Tab");
  await page.getByText("Every grade has one exact share: 100% in all").waitFor();
  await page.getByText("The cycle can be opened.").waitFor();
  const cut = page.getByLabel("Performance: low to middle");
  await cut.fill("99");
  await cut.press("Tab");
  await page.getByText("The lower cut must not lie above the upper one.").first().waitFor();
  await cut.fill("60");
  await cut.press("Tab");
  await app.settle();
  assert.deepEqual(await app.axe(), []);
  await app.shot("preparation");
  await button(page, "Save").click();
  await app.saved();
  await app.reload();
  assert.equal(await page.getByLabel("Line 5: share").inputValue(), "10");
}));

test("a year is formed from its quarters", withApp({ lang: "en", width: 1440 }, async (app) => {
  const page = await openSample(app);
  await begin(app, page, "Yearly");
  await page.getByLabel("Period", { exact: true }).selectOption("2026");
  await page.locator("summary").filter({ hasText: "Formed from other cycles" }).click();
  const weights = page.locator("details").filter({ hasText: "Formed from other cycles" }).locator("input");
  assert.equal(await weights.count(), 2);
  for (const [at, weight] of [[0, "40"], [1, "60"]]) {
    await weights.nth(at).fill(weight);
    await weights.nth(at).press("Tab");
  }
  await page.getByText("100% in all").first().waitFor();
  // Nobody reviews in such a cycle.
  await page.waitForFunction(() => ![...document.querySelectorAll(".phase-list input[type=checkbox]")].slice(0, 4).some((box) => box.checked));
  await page.getByText("The cycle can be opened.").waitFor();
  await button(page, "Open the cycle").click();
  await page.locator(".board tbody tr").first().waitFor();
  await app.settle();
  await page.getByText("have scores to be formed from").waitFor();
  await page.getByText("nobody reviews here").waitFor();
  assert.equal(await page.locator(".board tbody .nexts").count(), 0, "nobody has anything to do");
  assert.equal(await page.locator(".board .behind").count(), 0, "nothing is late");
  assert.deepEqual(await app.axe(), []);
  await app.shot("board");
  await button(page, "Go on to sharing").click();
  await button(page, "Release all results").click();
  const row = page.locator(".board tbody tr").filter({ hasText: " · " }).first();
  await row.getByRole("link", { name: "Released" }).click();
  await page.locator("table.formed tbody tr").nth(1).waitFor();
  await app.settle();
  assert.equal(await page.locator("table.formed tbody tr").count(), 2);
  await page.getByText("Cycles without a released score were left out").waitFor();
  assert.ok(!(await page.locator(".result .tiles").innerText()).includes("–"), "no part is missing where there are none");
  await page.locator(".tile .figure").first().click();
  await dialog(page).locator(".trace-tree").first().waitFor();
  await page.keyboard.press("Escape");
  await page.locator("table.formed .figure").first().click();
  await dialog(page).getByText(/40%/).first().waitFor();
  await app.shot("calculation");
  await page.keyboard.press("Escape");
  assert.deepEqual(await app.axe(), []);
  await app.shot("result");
}));

test("a month and days of one's own", withApp({ lang: "en" }, async (app) => {
  const page = await openSample(app);
  await begin(app, page, "Monthly");
  await openTeam(app, page);
  await begin(app, page, "Custom");
  const [first, last] = [page.getByLabel("First day"), page.getByLabel("Last day")];
  const day = await first.inputValue();
  await last.fill(`${day.slice(0, 8)}09`);
  await last.press("Tab");
  await first.fill(`${day.slice(0, 8)}12`);
  await first.press("Tab");
  await page.getByText("It cannot be opened yet").waitFor();
  await last.fill(`${day.slice(0, 8)}20`);
  await last.press("Tab");
  await openTeam(app, page);
  await go(app, page, "#/cycles");
  assert.equal(await page.locator("main tbody tr").count(), 4);
}));

test("a cycle off the straight way", withApp({ lang: "en", width: 1440 }, async (app) => {
  const page = await openSample(app);
  await begin(app, page, "Quarterly");
  const board = await openTeam(app, page);
  const people = await page.locator(".board tbody th a").allInnerTexts();
  const [lead, seller, ...mates] = people;
  const leads = await link(page, lead);
  const sells = await link(page, seller);

  // Who one says one is protects nothing, and the page says so.
  await go(app, page, "#/tasks");
  await page.getByText("A convenience to see your own tasks. It is not a sign-in and protects nothing.").waitFor();

  // Days change, somebody leaves, somebody is taken in late.
  await go(app, page, board);
  await menu(page, "Change the days");
  const ends = dialog(page).getByLabel("Acknowledgement: to");
  const to = await ends.inputValue();
  const later = new Date(Date.parse(to) + 3 * 86_400_000).toISOString().slice(0, 10);
  await ends.fill(later);
  await ends.press("Tab");
  await dialog(page).getByRole("button", { name: "Save" }).click();
  await dialog(page).waitFor({ state: "detached" });
  await menu(page, "Change the days");
  assert.equal(await dialog(page).getByLabel("Acknowledgement: to").inputValue(), later);
  await page.keyboard.press("Escape");
  await go(app, page, await link(page, mates.at(-1)));
  await button(page, "Take out of the cycle").click();
  await page.waitForFunction(() => document.querySelectorAll(".board tbody tr").length === 7);
  await menu(page, "Add somebody");
  await dialog(page).getByRole("combobox").fill(mates.at(-1));
  await page.keyboard.press("Enter");
  await dialog(page).getByRole("button", { name: "Add somebody" }).click();
  await page.waitForFunction(() => document.querySelectorAll(".board tbody tr").length === 8);

  // A self review is returned by the manager, taken back by its writer, and opened again.
  await take(app, page, seller, "Write the self review");
  const own = new URL(page.url()).hash;
  await answer(page, "4");
  await go(app, page, sells);
  await iAm(app, page, lead);
  await button(page, "Return for changes").click();
  await why(page, "Which orders?", "Return for changes");
  await page.getByText("Which orders?").waitFor();
  await go(app, page, own);
  await iAm(app, page, seller);
  await page.getByText("Which orders?").first().waitFor();
  await button(page, "Take back").click();
  await why(page, "I think again", "Take back");
  await page.getByText(/^Taken back on/).waitFor();
  await page.getByText("I think again").waitFor();
  await button(page, "Reopen").click();
  await why(page, "Thought", "Reopen");
  await answer(page, "3");

  // Nomination: too few, declined, and somebody else instead; a phase back and forth.
  await onward(app, page, board, "nomination");
  const propose = async (group, name) => {
    await page.getByLabel("As", { exact: true }).selectOption({ label: group });
    await page.locator(".nominate [role=combobox]").fill(name);
    await page.keyboard.press("Enter");
    await button(page, "Nominate").click();
    await page.locator(".plain-list > li").filter({ hasText: name }).getByText("Nominated", { exact: true }).waitFor();
    await app.settle(page);
  };
  const rater = (name) => page.locator(".plain-list > li.spread").filter({ hasText: name });
  await take(app, page, seller, "Nominate raters");
  for (const name of mates.slice(0, 3)) await propose("Peers", name);
  await iAm(app, page, lead);
  await rater(mates[0]).getByRole("button", { name: "Decline" }).click();
  await why(page, "Works elsewhere", "Decline");
  await rater(mates[0]).getByText("Works elsewhere").waitFor();
  for (const name of mates.slice(1, 3)) {
    await rater(name).getByRole("button", { name: "Approve" }).click();
    await rater(name).getByText("Approved").waitFor();
  }
  // Who was approved by mistake is declined as long as they have not written.
  await rater(mates[2]).getByRole("button", { name: "Decline" }).click();
  await why(page, "A mistake", "Decline");
  await onward(app, page, board, "peer and customer reviews");
  await page.locator(".board tbody tr").filter({ hasText: seller }).locator("td").getByText("2 raters lacking").waitFor();
  await take(app, page, seller, "Nominate raters");
  for (const name of [mates[3], mates[4]]) await propose("Peers", name);
  await iAm(app, page, null);
  for (const name of [mates[3], mates[4]]) {
    await rater(name).getByRole("button", { name: "Approve" }).click();
    await rater(name).getByText("Approved").waitFor();
  }
  await go(app, page, board);
  await menu(page, "Back to the phase before");
  await why(page, "One was forgotten", "Back to the phase before");
  await page.locator("[aria-current=step]").filter({ hasText: "Nomination" }).waitFor();
  await page.locator("summary").filter({ hasText: "Steps taken" }).click();
  await page.getByText("One was forgotten").waitFor();
  await onward(app, page, board, "peer and customer reviews");

  // Small groups are counted together.
  await go(app, page, leads);
  await page.locator("summary").filter({ hasText: "Groups that are too small" }).click();
  await page.getByLabel("Peers count").selectOption({ label: "Direct reports" });
  await app.settle();
  await page.locator("summary").filter({ hasText: "Groups that are too small" }).click();
  assert.equal(await page.getByLabel("Peers count").locator("option:checked").innerText(), "Direct reports");
  await page.getByLabel("Peers count").selectOption({ label: "By itself" });

  for (const name of [mates[1], mates[3], mates[4]]) {
    await take(app, page, name, `Review ${seller} as a peer`);
    await answer(page, "4");
  }
  // A draft that nobody finishes keeps nobody waiting.
  await onward(app, page, board, "manager review");
  await take(app, page, mates[0], "Write the self review");
  await rate(page, "2");
  await go(app, page, board);
  await iAmNobody(app, page, board);
  await button(page, "Go on to calibration").click();
  await dialog(page).getByText("begun and not handed in").waitFor();
  await dialog(page).getByText("Too few raters").waitFor();
  await app.settle();
  assert.deepEqual(await app.axe(), []);
  await app.shot("drafts");
  await dialog(page).getByRole("button", { name: "Set drafts aside" }).click();
  await dialog(page).getByText("A reason is needed.").waitFor();
  await dialog(page).getByLabel("Reason").fill("On leave");
  await dialog(page).getByRole("button", { name: "Set drafts aside" }).click();
  await page.getByText("1 draft set aside").waitFor();
  await onward(app, page, board, "calibration");

  // No way leads back behind the seal, and the page says why.
  await page.keyboard.press("Control+z");
  await page.getByText("Going back behind this would let somebody work out one rating").first().waitFor();
  await page.locator("[aria-current=step]").filter({ hasText: "Calibration" }).waitFor();
  await go(app, page, "#/history");
  await page.locator(".steps-list").getByText("Going back behind this").waitFor();
  assert.equal(await button(page, "Go back to here").count(), 0);
  assert.deepEqual(await app.axe(), []);

  // What is not released is for those above.
  const result = `#/result/${board.split("/")[2]}/`;
  await go(app, page, `#/calibration/${board.split("/")[2]}`);
  await page.locator("li.calibration-row .who button").filter({ hasText: seller }).click();
  await dialog(page).getByRole("link", { name: "Open the result" }).click();
  await page.getByRole("heading", { name: `Result of ${seller}` }).waitFor();
  const shown = new URL(page.url()).hash;
  assert.ok(shown.startsWith(result));
  for (const [name, words] of [[mates[0], "This result is not released yet"], [seller, "Your result is not released yet"]]) {
    await iAm(app, page, name);
    await page.getByText(words).waitFor();
    assert.equal(await page.locator("main .figure").count(), 0);
  }
  await iAm(app, page, lead);
  await page.locator("main .figure").first().waitFor();
  await iAm(app, page, null);

  // A receipt is refused by the person, and by nobody else.
  await onward(app, page, board, "sharing");
  await button(page, "Release all results").click();
  await page.waitForFunction(() => document.querySelectorAll(".board a[href*='#/result/']").length === 8);
  await onward(app, page, board, "acknowledgement");
  await go(app, page, shown);
  await iAm(app, page, mates[0]);
  await page.getByText("Acknowledging, refusing and appealing are the person’s own steps").waitFor();
  assert.equal(await button(page, "Refuse").count(), 0);
  await iAm(app, page, seller);
  await button(page, "Refuse").click();
  await dialog(page).locator("textarea").fill("I see it otherwise.");
  await dialog(page).getByRole("button", { name: "Refuse" }).click();
  await page.getByText(/Refused on/).first().waitFor();
  await go(app, page, board);
  await page.locator(".board tbody tr").filter({ hasText: seller }).getByRole("link", { name: "Refused" }).waitFor();
  await app.saved();
}));

/** Whoever runs the cycle has chosen nobody. */
async function iAmNobody(app, page, board) {
  await go(app, page, "#/tasks");
  await iAm(app, page, null);
  await go(app, page, board);
}
