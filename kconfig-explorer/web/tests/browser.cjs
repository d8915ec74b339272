// SPDX-License-Identifier: GPL-2.0-only
// A headless Chromium, and a tab that notices whatever goes wrong in it.
const assert = require("node:assert");
const fs = require("node:fs");
const { pathToFileURL } = require("node:url");
const { chromium } = require("playwright-core");

const executablePath = process.env.CHROMIUM || "/usr/bin/chromium";

function launch() {
  if (!fs.existsSync(executablePath))
    throw new Error(`${executablePath} is missing: run "make setup", or name ` +
                    "another browser by CHROMIUM=");
  // Chromium's own sandbox refuses to be root.
  const args = process.getuid() === 0 ? ["--no-sandbox"] : [];
  return chromium.launch({ executablePath, args });
}

/** Waits until a view has all its data. */
const settled = (tab) => tab.waitForFunction(
  () => document.querySelector("h1") && !document.querySelector("[aria-busy=true]"));

/** Changes the address as a link would; loading anew costs much more. */
async function go(tab, hash) {
  await tab.evaluate((to) => new Promise((done) => {
    if (location.hash === to || to === "#" && !location.hash) {
      done();
      return;
    }
    // After the page itself has seen it.
    addEventListener("hashchange", () => setTimeout(done), { once: true });
    location.hash = to;
  }), hash || "#");
  await settled(tab);
}

/**
 * Opens a page at an address behind "#", calls `use` with the tab, and checks
 * that the browser had nothing to complain of and that nothing but files was
 * asked for.
 */
async function visit(browser, site, hash, use, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1200, height: 800 }, ...options });
  const tab = await context.newPage();
  const complaints = [];
  tab.setDefaultTimeout(3600000); // ms: seconds on a quiet machine
  tab.on("console", (message) => complaints.push(`console: ${message.text()}`));
  tab.on("pageerror", (error) => complaints.push(`error: ${error.message}`));
  tab.on("request", (request) => {
    if (!/^(file|data):/.test(request.url()))
      complaints.push(`asks the network for ${request.url()}`);
  });
  try {
    await tab.goto(`${pathToFileURL(site)}/index.html${hash}`);
    await settled(tab);
    await use(tab);
    assert.deepStrictEqual(complaints, []);
  } finally {
    await context.close();
  }
}

module.exports = { go, launch, settled, visit };
