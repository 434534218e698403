// The whole way of a plan in one go: designed, tried, proved, published, received, run, stated, explained, and sent to
// somebody whose browser has never seen it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openSample, withApp } from "./harness.mjs";

const go = async (app, page, hash) => {
  await page.evaluate((hash) => { location.hash = hash; }, hash);
  await page.locator("main h1").waitFor();
  await app.settle(page);
};

test("design, try, prove, publish, acknowledge, run, statement, explanation, link", withApp({ lang: "en" }, async (app, context) => {
  const page = await openSample(app);
  // Design: a ready-made plan with another rate and an example.
  await go(app, page, "#/plans");
  await page.getByRole("button", { name: "Add a plan" }).click();
  await page.getByRole("button", { name: "Margin commission" }).click();
  await page.getByRole("heading", { level: 1, name: "Margin commission" }).waitFor();
  const plan = page.url().match(/plans\/([0-9a-f-]+)/)[1];
  const rate = page.getByLabel("Rate", { exact: true }).first();
  await rate.fill("6");
  await rate.press("Tab");
  await page.locator(".plan-words").getByText("The rate is 6% throughout.").waitFor();
  await page.getByRole("button", { name: "Add an example" }).click();
  await page.locator("#example-0 .tag").filter({ hasText: "Comes out" }).waitFor();
  // It reaches back to the first quarter of which pay is run below.
  const effective = page.getByLabel("Effective from");
  const year = Number((await effective.inputValue()).slice(0, 4));
  await effective.fill(`${year}-01-01`);
  await effective.press("Tab");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await app.settle();

  // Try: the rate is moved and adopted.
  await page.getByRole("link", { name: "Try it" }).click();
  const slider = page.getByRole("slider").first();
  await slider.waitFor();
  await slider.focus();
  await slider.press("ArrowRight");
  await page.getByText(/gain, \d+ lose/).first().waitFor();
  await page.getByRole("button", { name: "Back to the plan" }).click();

  // Prove: what it would have cost, and what it may cost.
  await go(app, page, `#/replay/${plan}`);
  await page.getByText("the plan would have paid").waitFor();
  await go(app, page, `#/simulate/${plan}`);
  await page.getByText("In nine of ten outcomes").waitFor();

  // Publish and acknowledge.
  await go(app, page, `#/versions/${plan}`);
  await page.locator("main .empty").getByRole("button", { name: "Publish" }).click();
  const dialog = page.locator("dialog[open]");
  await dialog.getByLabel("Announced on").fill(`${year}-01-01`);
  await dialog.getByLabel("Announced on").blur();
  await dialog.getByLabel("I have seen these warnings").check();
  await dialog.getByRole("button", { name: "Publish" }).click();
  await page.getByRole("heading", { name: /Version 1/ }).waitFor();
  await page.getByRole("button", { name: "Record receipt", exact: true }).first().click();
  await page.getByText(/^1 of \d+ have acknowledged$/).waitFor();

  // Run the first period that pays anybody.
  await go(app, page, `#/runs/${plan}`);
  await page.getByRole("button", { name: "Close this run" }).click();
  await page.locator("dialog[open]").getByRole("button", { name: "Close this run" }).click();
  await page.getByText("the same to the cent").waitFor();

  // Statement, explanation, next deal.
  await page.locator("main table tbody tr").first().locator("th a").click();
  await page.getByRole("heading", { name: "Pay statement" }).waitFor();
  await page.getByRole("heading", { name: "What the next deal would bring" }).waitFor();
  await app.settle();
  await page.locator(".tile .figure").first().click();
  await page.locator("dialog[open] .trace-tree").first().waitFor();
  await page.keyboard.press("Escape");
  await app.shot("statement of the journey");

  // The link, in a browser that has never seen the plan.
  await go(app, page, `#/plans/${plan}`);
  await page.evaluate(() => {
    Object.defineProperty(navigator, "clipboard", { configurable: true, value: { writeText: async (text) => { window.copied = text; } } });
  });
  await page.getByRole("button", { name: "Share" }).click();
  await page.getByRole("button", { name: "Copy link" }).click();
  await page.getByText("Link copied.").waitFor();
  const link = await page.evaluate(() => window.copied);
  await withApp({ lang: "en" }, async (other) => {
    const fresh = await other.open();
    await fresh.evaluate((hash) => { location.hash = hash; }, new URL(link).hash);
    await fresh.getByText("A plan was sent to you.").waitFor();
    await fresh.getByRole("button", { name: "Start empty" }).or(fresh.getByRole("button", { name: /Try the sample/ })).last().click();
    await fresh.getByRole("heading", { level: 1, name: "Margin commission" }).waitFor();
    await fresh.getByRole("button", { name: "Save a copy here" }).click();
    await fresh.locator("#example-0 .tag").filter({ hasText: "Comes out" }).waitFor();
  })(context);
}));
