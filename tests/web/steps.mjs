// What several browser tests do in the app, in English: make a workspace, change its name, wait until it is saved.

export const SETTINGS = "#/settings";
export const nameField = (page) => page.getByLabel("Name of the workspace");

/** Waits until the bar says so. */
export const saving = (page, words, timeout = 15_000) => page.locator(".saving").filter({ hasText: words }).waitFor({ timeout });

export async function startEmpty(app) {
  const page = await app.open();
  await page.getByRole("button", { name: "Start empty" }).click();
  // Where everything is made, the app goes to its first page.
  await page.waitForFunction(() => location.hash === "#/");
  await saving(page, "Saved");
  return page;
}

export async function goTo(page, hash) {
  await page.evaluate((to) => { location.hash = to; }, hash);
}

export async function rename(page, name) {
  await goTo(page, SETTINGS);
  await nameField(page).fill(name);
  await nameField(page).press("Tab");
}

/** Waits until the workspace has this name. */
export async function shows(page, name) {
  await goTo(page, SETTINGS);
  await page.waitForFunction((name) => [...document.querySelectorAll("input")].some((input) => input.value === name), name);
}

export const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
