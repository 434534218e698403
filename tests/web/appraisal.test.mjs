// A whole quarter of appraisal through the page: a standard, a cycle of eight people, every kind of form, calibration, one
// appeal and what follows; and a self review on a phone.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openSample, withApp } from "./harness.mjs";

const go = async (app, page, hash) => {
  await page.evaluate((hash) => { location.hash = hash; }, hash);
  await page.locator("main h1").first().waitFor();
  await app.settle(page);
};
const press = (page, name, within = page.locator("main")) => within.getByRole("button", { name, exact: true }).first().click();

/** A test takes hundreds of steps faster than any person; storing them may lag behind. */
const kept = (page) => page.locator(".saving:not(.is-busy)").waitFor({ timeout: 90_000 });

/** Says who is at the keyboard; null is whoever runs the cycle. */
async function iAm(app, page, name) {
  await page.getByLabel("I am").selectOption({ label: name ?? "(nobody chosen)" });
  await app.settle(page);
}

/** Opens the first task whose words match, as somebody. */
async function take(app, page, name, words) {
  await go(app, page, "#/tasks");
  await iAm(app, page, name);
  const task = page.locator(".tasks > li").filter({ hasText: words }).first();
  await task.locator("a, button").click();
  await app.settle(page);
}

/** Rates every competency by keyboard and hands the form in. */
async function answer(app, page, digit, comment) {
  const items = page.locator("fieldset.rating");
  await items.first().waitFor();
  for (let at = 0; at < await items.count(); at += 1) {
    await items.nth(at).getByRole("radio").first().focus();
    await page.keyboard.press(digit);
    await items.nth(at).locator(".rate.is-chosen").waitFor();
  }
  if (comment) await items.first().getByLabel("Comment").fill(comment);
  await press(page, "Hand in");
  await page.getByText(/^Handed in on/).waitFor();
}

/** Goes on to the next phase; where something is missing or sealed, through its dialog. */
async function onward(app, page, cycle, phase, asked = true) {
  await go(app, page, cycle);
  await press(page, `Go on to ${phase}`);
  if (asked) await press(page, `Go on to ${phase}`, page.locator("dialog[open]"));
  await page.locator("[aria-current=step]").filter({ hasText: new RegExp(phase, "i") }).waitFor();
}

/** Nominates a rater on the page of a person. */
async function propose(app, page, group, who, contact) {
  const before = await page.locator(".nominate").count();
  assert.equal(before, 1);
  await page.getByLabel("As", { exact: true }).selectOption({ label: group });
  await page.locator(".nominate [role=combobox]").fill(who);
  await page.keyboard.press("Enter");
  if (contact) await page.getByLabel("Contact’s name").fill(contact);
  await press(page, "Nominate");
  await page.locator(".plain-list > li").filter({ hasText: contact ?? who }).getByText("Nominated").waitFor();
  await app.settle(page);
}

/** A published standard of the key accounts that asks every group; opened, renamed, saved. */
async function standard(app, page) {
  await go(app, page, "#/standards");
  await press(page, "Add a standard");
  await page.locator(".menu-item").filter({ hasText: "Key-account" }).click();
  await page.locator("[role=tab]").filter({ hasText: "Raters" }).click();
  for (const group of ["Direct reports", "Interview"]) await page.getByRole("checkbox", { name: group }).check();
  await page.getByLabel("Name", { exact: true }).first().fill("Everybody’s standard");
  await press(page, "Save");
  await press(page, "Publish");
  await page.getByText(/published/i).first().waitFor();
  await app.settle(page);
}

/** A quarterly cycle of one team by that standard; opened. Its address. */
async function cycle(app, page) {
  await go(app, page, "#/cycles");
  await press(page, "New cycle");
  await page.locator(".menu-item").filter({ hasText: "Quarterly" }).click();
  await page.locator(".phase-list").waitFor();
  await press(page, "Remove Everybody");
  await page.getByText("It cannot be opened yet").waitFor();
  const add = page.locator("fieldset select").first();
  const teams = await add.locator("option").allInnerTexts();
  await add.selectOption({ label: teams.find((name) => name.startsWith("Team ")) });
  for (const box of await page.locator(".section").filter({ hasText: "Standards" }).first().getByRole("checkbox").all()) await box.uncheck();
  await page.getByRole("checkbox", { name: "Everybody’s standard" }).check();
  await page.getByRole("heading", { name: "8 people take part" }).waitFor();
  await app.settle(page);
  assert.deepEqual(await app.axe(), []);
  await app.shot("preparation");
  await press(page, "Open the cycle");
  await page.locator(".board tbody tr").nth(7).waitFor();
  return new URL(page.url()).hash;
}

test("a whole quarter of eight people", withApp({ lang: "en" }, async (app) => {
  const page = await openSample(app);
  await standard(app, page);
  const board = await cycle(app, page);
  const people = await page.locator(".board tbody th a").allInnerTexts();
  const cases = await page.locator(".board tbody th a").evaluateAll((links) => links.map((link) => new URL(link.href).hash));
  const [lead, seller, ...mates] = people;
  assert.equal(people.length, 8);
  await page.getByText("No review exists yet, so the method can still change.").waitFor();
  assert.deepEqual(await app.axe(), []);

  // Everybody reviews themselves.
  for (const name of people) {
    await take(app, page, name, "Write the self review");
    await answer(app, page, "4", name === seller ? "I helped the new colleague." : undefined);
  }
  assert.deepEqual(await app.axe(), []);
  await go(app, page, board);
  await page.getByText("Reviews exist, so the method is frozen.").waitFor();

  // Raters: proposed by the person, approved by the manager.
  await onward(app, page, board, "nomination");
  await take(app, page, seller, "Nominate raters");
  for (const name of mates.slice(0, 3)) await propose(app, page, "Peers", name);
  await page.getByLabel("As", { exact: true }).selectOption({ label: "Customers" });
  await page.locator(".nominate [role=combobox]").focus();
  const customer = await page.locator(".suggest li").first().innerText();
  await page.keyboard.press("Escape");
  await propose(app, page, "Customers", customer, "Ms Lin");
  assert.deepEqual(await app.axe(), []);
  await take(app, page, lead, `Approve who reviews ${seller}`);
  for (let left = 4; left > 0; left -= 1) {
    await press(page, "Approve");
    await page.waitForFunction((left) => [...document.querySelectorAll("main button")].filter((b) => b.textContent.trim() === "Approve").length === left, left - 1);
  }
  await app.shot("raters");
  await go(app, page, cases[0]);
  await iAm(app, page, null);
  for (const name of mates.slice(0, 3)) {
    await propose(app, page, "Direct reports", name);
    await press(page, "Approve");
    await page.locator(".plain-list > li").filter({ hasText: name }).getByText("Approved").waitFor();
  }

  // Peers, direct reports and the customer.
  await onward(app, page, board, "peer and customer reviews");
  for (const name of mates.slice(0, 3)) {
    await take(app, page, name, `Review ${seller} as a peer`);
    await page.getByText("Anonymous: shown only where at least 3").waitFor();
    await answer(app, page, "4");
    await take(app, page, name, `Review ${lead} as a direct report`);
    await answer(app, page, "3");
  }
  const peers = new URL(page.url()).hash;
  await iAm(app, page, lead);
  await page.getByText("This review is not shown here").waitFor();
  assert.equal(await page.locator(".answers").count(), 0, "an anonymous review is closed to everybody else");
  await take(app, page, lead, "Ask Ms Lin");
  await page.getByRole("checkbox", { name: "This customer agrees to be named" }).check();
  const items = page.locator("fieldset.rating");
  for (let at = 0; at < await items.count(); at += 1) await items.nth(at).getByText("Exceeds expectations").click();
  await press(page, "Hand in");
  await page.getByText("This review is not shown here").waitFor();

  // The manager's reviews and an interview, with figures and the self review beside the form.
  await onward(app, page, board, "manager review");
  await take(app, page, lead, `Review ${seller} as manager`);
  await page.locator("fieldset.rating").first().waitFor();
  await page.locator(".review-side").getByText("I helped the new colleague.").waitFor();
  await page.locator(".review-side tbody tr").first().waitFor();
  await app.shot("manager form");
  assert.deepEqual(await app.axe(), []);
  // What is required is asked for, and the keyboard goes there.
  await press(page, "Hand in");
  await page.getByText("Choose a rating").first().waitFor();
  assert.ok(await page.evaluate(() => document.activeElement.matches("fieldset.rating input")));
  // Evidence, and a judgement that cannot be made.
  await page.locator("fieldset.rating summary").first().click();
  await page.locator("fieldset.rating").first().getByLabel("What", { exact: true }).fill("Order 1204");
  await press(page, "Add");
  await page.getByText("Order 1204").waitFor();
  await answer(app, page, "4", "Reliable.");
  await page.getByText("Order 1204").waitFor();
  for (const name of mates) {
    await take(app, page, lead, `Review ${name} as manager`);
    await answer(app, page, "3");
  }
  await take(app, page, lead, `Interview ${seller}`);
  await answer(app, page, "4");
  await press(page, "Reopen");
  const dialog = page.locator("dialog[open]");
  await press(page, "Reopen", dialog);
  await dialog.getByText("A reason is needed.").waitFor();
  await dialog.getByLabel("Reason").fill("One answer was missing.");
  await press(page, "Reopen", dialog);
  await page.getByText("One answer was missing.").waitFor();
  await press(page, "Hand in");
  await page.getByText(/^Handed in on/).waitFor();
  await app.shot("interview");

  // Calibration seals what is anonymous.
  await onward(app, page, board, "calibration");
  await page.getByText("anonymous reviews can no longer change").waitFor();
  assert.deepEqual(await app.axe(), []);
  await app.shot("board");
  await go(app, page, peers);
  await iAm(app, page, mates[2]);
  await press(page, "Reopen");
  await page.locator("dialog[open]").getByLabel("Reason").fill("Too late.");
  await press(page, "Reopen", page.locator("dialog[open]"));
  await page.locator("dialog[open]").getByText("Calibration has begun").waitFor();
  await page.keyboard.press("Escape");
  await kept(page);
  await app.reload();

  // A grade is moved with a reason.
  const id = board.split("/")[2];
  await go(app, page, `#/calibration/${id}`);
  // A colleague does not see everybody's grades side by side.
  await page.getByText("Calibration is for those who lead").waitFor();
  assert.deepEqual(await app.axe(), []);
  await iAm(app, page, null);
  const row = page.locator("li.calibration-row").filter({ hasText: seller });
  const grade = await row.locator("[role=radio][aria-checked=true]").innerText();
  await row.getByRole("radio", { name: grade === "B" ? "A" : "B", exact: true }).click();
  await page.locator("dialog[open]").getByRole("textbox", { name: "Reason" }).fill("Compared with the team");
  await press(page, "Move the grade", page.locator("dialog[open]"));
  await row.locator(".tag").waitFor();

  // Results are released and answered; one person appeals, once, and whoever runs the cycle decides.
  // Interviews that were not held can still be: the dialog says so.
  await onward(app, page, board, "sharing");
  await press(page, "Release all results");
  await page.waitForFunction(() => document.querySelectorAll(".board a[href*='#/result/']").length === 8);
  await onward(app, page, board, "acknowledgement", false);
  await take(app, page, seller, "Read and acknowledge the result");
  await press(page, "Appeal");
  await page.locator("dialog[open] textarea").fill("One order is missing.");
  await press(page, "Appeal", page.locator("dialog[open]"));
  await page.getByText("One order is missing.").waitFor();
  await go(app, page, board);
  await page.locator(".board tr").filter({ hasText: seller }).getByRole("link", { name: "Appeal" }).waitFor();
  // The manager does not decide about the own judgement: whoever runs the cycle does.
  await page.locator(".board tr").filter({ hasText: seller }).getByRole("link", { name: "Appeal" }).click();
  await page.getByText("One order is missing.").waitFor();
  assert.equal(await page.locator("main").getByRole("button", { name: "Decide the appeal" }).count(), 0);
  await iAm(app, page, null);
  await press(page, "Decide the appeal");
  await page.locator("dialog[open] textarea").fill("It is in the next quarter.");
  await press(page, "Decide the appeal", page.locator("dialog[open]"));
  await page.getByText("It is in the next quarter.").waitFor();
  for (const name of people) {
    await take(app, page, name, "Read and acknowledge the result");
    await press(page, "Acknowledge");
    await press(page, "Acknowledge", page.locator("dialog[open]"));
    await page.getByText(/Acknowledged on/).first().waitFor();
  }

  // What follows is proposed by rule and decided by a person; then the cycle closes.
  await go(app, page, `#/outcomes/${id}`);
  await press(page, "Propose by the rules");
  await press(page, "Accept those that are open");
  await page.getByText(/^\d+ proposals? accepted$/).waitFor();
  await app.shot("outcomes");
  await go(app, page, board);
  await press(page, "Close the cycle");
  await press(page, "Close the cycle", page.locator("dialog[open]"));
  await page.getByText("This cycle is closed; nothing changes any more.").waitFor();
  assert.equal(await page.locator(".board").getByText("Acknowledged").count(), 8);
  assert.deepEqual(await app.axe(), []);
  await app.shot("closed");
  await kept(page);
  await app.reload();
  await page.getByText("This cycle is closed; nothing changes any more.").waitFor();
}));

test("a self review on a phone, by touch and keyboard", withApp({ lang: "zh-Hant", width: 390, height: 780, touch: true }, async (app) => {
  const page = await openSample(app);
  await go(app, page, "#/cycles");
  await page.getByRole("button", { name: "新增考核週期" }).tap();
  await page.locator(".menu-item").filter({ hasText: "季考核" }).tap();
  await page.getByRole("button", { name: "開始考核" }).tap();
  await page.locator(".board tbody tr").first().waitFor();
  await app.shot("board");
  const name = await page.locator(".board tbody th a").nth(1).innerText();
  await go(app, page, "#/");
  await page.getByText("考核 22 人").waitFor();
  await go(app, page, "#/tasks");
  await page.getByLabel("我是").selectOption({ label: name });
  await page.getByText("有 1 件工作等您完成。").waitFor();
  assert.deepEqual(await app.axe(), []);
  await page.getByRole("button", { name: "開始填寫" }).tap();
  const items = page.locator("fieldset.rating");
  await items.first().waitFor();
  await app.settle();
  await app.shot("form");
  assert.deepEqual(await app.axe(), []);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(wide <= 0, `the form is ${wide} pixels wider than the phone`);
  for (const rate of await page.locator(".rate").all()) assert.ok((await rate.boundingBox()).height >= 44, "a finger finds every rating");

  // By touch, by arrow, by digit.
  await items.nth(0).locator(".rate").nth(3).tap();
  await items.nth(1).getByRole("radio").nth(2).focus();
  await page.keyboard.press("ArrowDown");
  await items.nth(1).locator(".rate.is-chosen").filter({ hasText: "超出期待" }).waitFor();
  await page.keyboard.press("3");
  await items.nth(1).locator(".rate.is-chosen").filter({ hasText: "符合期待" }).waitFor();
  await items.nth(0).getByLabel("說明").fill("協助新同事完成三次拜訪。");
  await page.getByText("已答 2/").waitFor();
  // The draft is kept without being asked to: it is there after the page was left in the middle.
  await page.waitForTimeout(1500);
  await kept(page);
  await app.reload();
  await items.first().waitFor();
  assert.equal(await items.nth(0).getByLabel("說明").inputValue(), "協助新同事完成三次拜訪。");
  await page.getByText("已答 2/").waitFor();
  await page.getByRole("button", { name: "送出" }).tap();
  await page.getByText("請選擇一個評分").first().waitFor();
  await items.nth(2).locator(".rate").last().tap();
  await page.getByRole("button", { name: "送出" }).tap();
  await page.getByText(/送出。$/).waitFor();
  await app.shot("handed in");
  assert.deepEqual(await app.axe(), []);
  await go(app, page, "#/tasks");
  await page.getByText("目前沒有待辦工作").waitFor();
}));
