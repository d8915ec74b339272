// SPDX-License-Identifier: GPL-2.0-only
// The report in a browser, from the disk: with no result, with faults, whole, and of
// published rows; on a phone; printed. Argument by environment: REPORTS, a folder of reports.
const assert = require("node:assert");
const path = require("node:path");
const { after, before, test } = require("node:test");
const { launch, visit } = require("../../kconfig-explorer/web/tests/browser.cjs");

const site = (name) => path.join(process.env.REPORTS, name, "out");
const phone = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true };
const screens = { screen: {}, "narrow window": { viewport: { width: 1090, height: 700 } },
  tablet: { viewport: { width: 800, height: 1000 } }, phone };
let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

/** Width that sticks out of the window, in pixels, once all is unfolded. */
const excess = (tab) => tab.evaluate(() => {
  for (const folded of document.querySelectorAll("details")) folded.open = true;
  return document.documentElement.scrollWidth - document.documentElement.clientWidth;
});

for (const name of ["empty", "faults", "whole", "published"]) {
  test(`${name}: opens without a complaint, all claims and pictures there`, () =>
    visit(browser, site(name), "", async (tab) => {
      assert.strictEqual(await tab.locator(".claim").count(), 42);
      assert.strictEqual(await tab.locator(".indices a").count(), 42);
      for (const image of await tab.locator("img").all()) {
        await image.scrollIntoViewIfNeeded();
        await image.evaluate((img) => img.decode());
      }
    }));
  for (const [where, options] of Object.entries(screens))
    test(`${name}: nothing sticks out on a ${where}`, () =>
      visit(browser, site(name), "", async (tab) =>
        assert.strictEqual(await excess(tab), 0), options));
}

test("an address leads to its claim", () =>
  visit(browser, site("whole"), "#C33", async (tab) => {
    const box = await tab.locator("#C33").boundingBox();
    assert(box.y >= 0 && box.y < 800, `C33 is at ${box.y}`);
  }));

test("a failed job is named, and its log opens", () =>
  visit(browser, site("faults"), "", async (tab) => {
    const row = tab.locator("tr", { hasText: "toy/panics" });
    assert.match(await row.innerText(), /the guest ended/);
    await row.locator("a").click();
    await tab.waitForURL(/failed\/toy\/panics\/log/);
  }));

test("a verdict stands beside the paper's value and ours", () =>
  visit(browser, site("whole"), "", async (tab) => {
    const row = await tab.locator("#C33 ~ table tbody tr").innerText();
    assert.match(row, /slow against fast\s*toy: slow \/ fast\s+1\.5\s+1\.499\s/);
    assert.match(row, /in instructions: agrees/);
  }));

test("on paper every claim is there, on white", () =>
  visit(browser, site("whole"), "", async (tab) => {
    await tab.emulateMedia({ media: "print" });
    assert(await tab.locator("#C42").isVisible());
    const pdf = await tab.pdf({ format: "A4" });
    assert(pdf.length > 50000, `${pdf.length} bytes`);
  }));

/** A row with the longest words that a claim has had so far. */
const widen = (tab) => tab.evaluate(() => {
  const cells = document.querySelector("#C33").parentElement.querySelectorAll("td");
  const words = ["KML by a call, the general entry", "no difference", "0.7489 … 0.9231",
    "0.7488 … 0.7489", "5", "counted events x published latencies"];
  words.forEach((text, number) => { cells[number].textContent = text; });
  cells[6].firstChild.textContent = "by the cost model: undecided";
  cells[7].textContent = "the published latencies leave both open (kml-minimal/README.md)";
});

test("on a page of A4 nothing sticks out", () =>
  visit(browser, site("whole"), "", async (tab) => {
    await tab.emulateMedia({ media: "print" });
    await widen(tab);
    assert.strictEqual(await excess(tab), 0);
  }, { viewport: { width: 718, height: 1000 } }));
