// What a review rests on: feedback given between appraisals and seen beside the next form, evidence that is picked and
// opens itself, duties and figures in the side panel; a form on a fine scale; and one undo for one sitting.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openSample, withApp } from "./harness.mjs";

// In the sample company Priya leads Victor, who has a development plan and was coached; Grace leads another team.
const [LEAD, SELLER, STRANGER] = ["Priya Nair", "Victor Tan", "Grace Chen"];

const go = async (app, page, hash) => {
  await page.evaluate((hash) => { location.hash = hash; }, hash);
  await page.locator("main h1").first().waitFor();
  await app.settle(page);
};
const press = (page, name, within = page.locator("main")) => within.getByRole("button", { name, exact: true }).first().click();
const fill = async (field, text) => { await field.fill(text); await field.press("Tab"); };

/** Says who is at the keyboard. */
async function iAm(app, page, name) {
  await page.getByLabel("I am").selectOption({ label: name });
  await app.settle(page);
}

/** Opens the manager's review of the seller in the running cycle, and opens it again to be filled in. */
async function managersForm(app, page) {
  await go(app, page, "#/cycles");
  await page.locator("main tbody th a").first().click();
  await page.locator(".board tbody th a").filter({ hasText: SELLER }).click();
  await page.locator("main h1").filter({ hasText: SELLER }).waitFor();
  await iAm(app, page, LEAD);
  await page.locator(".plain-list > li").filter({ hasText: "Manager" }).locator("a.button").first().click();
  await page.locator(".review-side").waitFor();
  await press(page, "Reopen");
  const dialog = page.locator("dialog[open]");
  await dialog.getByLabel("Reason").fill("Evidence was missing.");
  await press(page, "Reopen", dialog);
  await page.locator("fieldset.rating").first().waitFor();
  await app.settle(page);
}

test("feedback is given on frozen figures, ticked off, seen by those it is for, and beside the next review", withApp({ lang: "en", width: 1280, height: 900 }, async (app) => {
  const page = await openSample(app);
  await go(app, page, "#/feedback");
  await page.getByText("Choose who you are").waitFor();
  await iAm(app, page, LEAD);
  const entries = page.locator(".entries > li");
  await entries.filter({ hasText: SELLER }).filter({ hasText: "Coaching" }).waitFor();
  const before = await entries.count();
  assert.deepEqual(await app.axe(), []);
  await press(page, "Give feedback");
  const dialog = page.locator("dialog[open]");
  await dialog.getByLabel("To whom").selectOption({ label: SELLER });
  await dialog.getByText("These figures are frozen with the feedback").waitFor();
  assert.ok(await dialog.locator("tbody tr").count() > 0, "figures stand in the form");
  await press(page, "Save", dialog);
  await dialog.getByText("Write what you want to say").waitFor();
  await dialog.getByRole("radio", { name: "Recognition" }).click();
  await dialog.getByLabel("What you want to say").fill("The returns were handled calmly.");
  await press(page, "Add an action", dialog);
  await dialog.getByLabel("Action 1").fill("Show the team how");
  assert.deepEqual(await app.axe(), []);
  await app.shot("give");
  await press(page, "Save", dialog);
  const made = entries.filter({ hasText: "The returns were handled calmly." });
  await made.waitFor();
  assert.equal(await entries.count(), before + 1);
  assert.ok(await made.locator("tbody tr").count() > 0, "the figures were frozen");
  const figures = await made.locator("tbody").innerText();
  await app.shot("given");
  // The person ticks off what was agreed; somebody else sees nothing of it.
  await iAm(app, page, SELLER);
  await made.getByRole("checkbox", { name: "Show the team how" }).check();
  await made.getByText(/^done /).waitFor();
  await iAm(app, page, STRANGER);
  assert.equal(await entries.filter({ hasText: "The returns were handled calmly." }).count(), 0);
  await app.saved();
  await app.reload();
  await iAm(app, page, LEAD);
  assert.equal(await made.locator("tbody").innerText(), figures);
  assert.ok(await made.getByRole("checkbox", { name: "Show the team how" }).isChecked());
  // Beside the review of the same person it opens with its figures.
  await managersForm(app, page);
  const side = page.locator(".review-side");
  await side.getByText("The returns were handled calmly.").waitFor();
  await side.getByRole("button", { name: /^Recognition/ }).click();
  await page.locator("dialog[open] tbody tr").first().waitFor();
  assert.deepEqual(await app.axe(), []);
}));

test("beside a form stand duties, goals, figures that explain themselves, the last cycle and the plan", withApp({ lang: "en", width: 1440, height: 900 }, async (app) => {
  const page = await openSample(app);
  await managersForm(app, page);
  const side = page.locator(".review-side");
  for (const part of ["Role", "Responsibilities", "Tasks", "Goals", "Figures of the period", "Feedback", "Their own view", "Last cycle", "Development plan"]) {
    await side.getByRole("heading", { name: part, exact: true }).waitFor();
  }
  await side.getByText("Support: The manager joins visits").waitFor();
  await side.getByText("Go through discounts with the manager every month").waitFor();
  await app.shot("side");
  assert.deepEqual(await app.axe(), []);
  await side.locator("table").filter({ hasText: "Score" }).getByRole("button").first().click();
  const sheet = page.locator("dialog[open]");
  await sheet.waitFor();
  assert.doesNotMatch(await sheet.innerText(), /Peers|Competencies/, "nothing of what anybody rated");
  await app.shot("explained");
}));

test("evidence is picked, opens itself, and is refused where it is not there", withApp({ lang: "en", width: 1440, height: 900 }, async (app) => {
  const page = await openSample(app);
  await managersForm(app, page);
  const item = page.locator("fieldset.rating").first();
  await item.locator("summary").click();
  // A document, found by typing a part of it.
  await item.getByLabel("Kind").selectOption({ label: "Sales document" });
  const find = item.getByRole("combobox", { name: "Find by number, customer or amount" });
  await find.focus();
  const first = await page.locator(".suggest:popover-open li:not(.is-muted)").first().innerText();
  const number = first.split(" · ")[0];
  await find.fill(number);
  await page.keyboard.press("Enter");
  await item.getByRole("button", { name: number, exact: true }).waitFor();
  assert.deepEqual(await app.axe(), []);
  await item.getByRole("button", { name: number, exact: true }).click();
  const sheet = page.locator("dialog[open]");
  await sheet.getByText(number).first().waitFor();
  await app.shot("document");
  await page.keyboard.press("Escape");
  // What is no document is refused at its place.
  await find.fill("no such document");
  await find.press("Tab");
  await item.getByText("Nothing matches.").first().waitFor();
  // Feedback.
  await item.getByLabel("Kind").selectOption({ label: "Feedback" });
  await item.getByRole("combobox", { name: "Choose feedback" }).focus();
  await page.locator(".suggest:popover-open li:not(.is-muted)").first().click();
  await item.getByRole("button", { name: new RegExp(`^${LEAD} · `) }).click();
  await sheet.getByText("discounts eat the margin").waitFor();
  await page.keyboard.press("Escape");
  // An address: only of the web, and it leads nowhere else with a trace.
  await item.getByLabel("Kind").selectOption({ label: "Link" });
  await item.getByLabel("Address").fill("javascript:alert(1)");
  await press(page, "Add", item);
  await item.getByText("Enter a whole address").waitFor();
  await item.getByLabel("Address").fill("https://example.org/visit");
  await press(page, "Add", item);
  const link = item.getByRole("link", { name: "https://example.org/visit" });
  await link.waitFor();
  assert.match(await link.getAttribute("rel"), /noreferrer/);
  await app.shot("evidence");
  assert.deepEqual(await app.axe(), []);
  // All of it is there after a reload.
  await app.saved();
  await app.reload();
  await item.getByRole("button", { name: number, exact: true }).waitFor();
  await link.waitFor();
}));

test("what is typed into a form in one sitting is one undo and one line of the history", withApp({ lang: "en", width: 1280, height: 900 }, async (app) => {
  const page = await openSample(app);
  await managersForm(app, page);
  const form = new URL(page.url()).hash;
  const item = page.locator("fieldset.rating").first();
  const comment = item.getByLabel("Comment");
  const chosen = await item.locator(".rate.is-chosen").innerText();
  for (const text of ["Reliable", "Reliable and quick", "Reliable and quick with quotes"]) {
    await comment.fill(text);
    await page.waitForTimeout(1000);
  }
  await item.locator(".rate:not(.is-chosen)").first().click();
  await page.locator("fieldset.rating").nth(1).getByLabel("Comment").fill("Second item");
  await page.keyboard.press("Tab");
  await app.saved();
  await go(app, page, "#/history");
  // The reopening and the sitting.
  assert.equal(await page.locator(".steps-list > li").filter({ hasText: SELLER }).count(), 2);
  await app.reload();
  assert.equal(await page.locator(".steps-list > li").filter({ hasText: SELLER }).count(), 2, "the history is the same after a reload");
  await page.getByRole("button", { name: /^Undo: / }).click();
  await go(app, page, form);
  await item.waitFor();
  assert.equal(await comment.inputValue(), "");
  assert.equal(await item.locator(".rate.is-chosen").innerText(), chosen);
  await page.getByRole("button", { name: /^Redo: / }).click();
  await page.waitForFunction(() => [...document.querySelectorAll("fieldset.rating textarea")].some((area) => area.value === "Reliable and quick with quotes"));
}));

test("a form on a fine scale asks for numbers within it", withApp({ lang: "en", width: 1280, height: 900 }, async (app) => {
  const page = await openSample(app);
  await go(app, page, "#/standards");
  await press(page, "Add a standard");
  await page.locator(".menu-item").filter({ hasText: "Key-account" }).click();
  await page.locator("[role=tab]").filter({ hasText: "Raters" }).click();
  await fill(page.getByLabel("Step", { exact: true }), "0");
  await page.getByLabel("Name", { exact: true }).first().fill("Fine scale");
  await press(page, "Save");
  await press(page, "Publish");
  await page.getByText(/published/i).first().waitFor();
  await go(app, page, "#/cycles");
  await press(page, "New cycle");
  await page.locator(".menu-item").filter({ hasText: "Quarterly" }).click();
  await page.locator(".phase-list").waitFor();
  for (const box of await page.locator(".section").filter({ hasText: "Standards" }).first().getByRole("checkbox").all()) await box.uncheck();
  await page.getByRole("checkbox", { name: "Fine scale" }).check();
  await press(page, "Open the cycle");
  await page.locator(".board tbody tr").first().waitFor();
  await go(app, page, "#/tasks");
  await iAm(app, page, SELLER);
  await page.locator(".tasks > li").filter({ hasText: "Write the self review" }).locator("a, button").click();
  const ratings = page.getByLabel("Rating, 1 to 5");
  await ratings.first().waitFor();
  await fill(ratings.first(), "9");
  await page.getByText("The rating is outside the scale").waitFor();
  for (let at = 0; at < await ratings.count(); at += 1) await fill(ratings.nth(at), "3.75");
  assert.equal(await page.getByText("The rating is outside the scale").count(), 0);
  assert.deepEqual(await app.axe(), []);
  await app.shot("numbers");
  for (const area of await page.locator(".rating > .field textarea").all()) await area.fill("As said.");
  await press(page, "Hand in");
  await page.getByText(/^Handed in on/).waitFor();
  await page.getByText("3.75").first().waitFor();
}));
