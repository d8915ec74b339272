// SPDX-License-Identifier: GPL-2.0-only
// Kconfig files are text, whatever stands in them; and the command that makes
// the page spares what is not its own. Run by `make test-explorer-page`.
const assert = require("node:assert");
const { spawn } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");
const { after, before, test } = require("node:test");
const { go, launch, visit } = require("./browser.cjs");
const { explorer, folder, makeHostile, write } = require("./site.cjs");

let browser, site;

before(async () => {
  site = makeHostile();
  browser = await launch();
});
after(() => browser?.close());

const views = ["#ATTACK", "#constructor", "#__proto__", "#FRAME", "#search=script",
  "#map=options", "#compare=", "#compare=<script>"];

// These are opened directly, as a link in a mail would.
const addresses = ["", "#search=<script>window.attacked=7</script>",
  "#<img src=x onerror=window.attacked=8>"];

async function isUnharmed(tab, view) {
  assert.equal(await tab.evaluate(() => globalThis.attacked), undefined, view);
  assert.equal(await tab.locator("main script, main img, main iframe").count(), 0, view);
}

test("text of Kconfig files and addresses is never run", async () => {
  for (const address of addresses)
    await visit(browser, site, address, async (tab) => {
      await isUnharmed(tab, address);
      for (const view of address ? [] : views) {
        await go(tab, view);
        await isUnharmed(tab, view);
      }
    });
});

test("it is shown as it stands", () =>
  visit(browser, site, "#ATTACK", async (tab) => {
    await tab.getByText(`<script>window.attacked=2</script> & "quotes" ' [x]`).first().waitFor();
    const help = await tab.locator(".help").textContent();
    assert.ok(help.startsWith("<img src=x onerror="), help);
    assert.ok(help.trimEnd().endsWith("\ufffd"), `no sign of the byte that is no UTF-8: ${help}`);
    await tab.getByText("</title><script>window.attacked=1</script>").waitFor();
    await go(tab, "#constructor");
    await tab.getByText("<iframe src='javascript:parent.attacked=6'>").first().waitFor();
    await tab.locator(".undefined", { hasText: "UNDEFINED" }).waitFor();
    await go(tab, "#__proto__");
    await tab.locator("section", { hasText: "Selects" }).getByRole("link", { name: "ATTACK" }).click();
    await tab.locator("h1", { hasText: "ATTACK" }).waitFor();
  }));

test("a page is replaced; any other folder is not touched", () => {
  const tree = ["--tree", path.join(process.env.EXPLORER_TESTS, "hostile-tree")];
  assert.equal(explorer("page", ...tree, "-o", site).status, 0);
  assert.ok(!fs.readFileSync(path.join(site, "data/index.js"), "utf8").includes("any.config"));
  const other = path.join(folder, "other");
  fs.mkdirSync(other);
  fs.writeFileSync(path.join(other, "thesis.txt"), "my only copy");
  const refused = explorer("page", ...tree, "-o", other);
  assert.equal(refused.status, 1);
  assert.match(refused.stderr, /is not a page/);
  assert.deepEqual(fs.readdirSync(other), ["thesis.txt"]);
});

test("wrong usage says what is wanted", () => {
  for (const [argv, message] of [[["page"], /-o DIR/],
    [["page", "-o", site, "--config", "nameless"], /NAME=/],
    [["page", "-o", site, "--config", "../x=y"], /NAME/],
    [["page", "-o", site, "--config", "a=b", "--config", "a=c"], /two are called a/]]) {
    const run = explorer(...argv);
    assert.equal(run.status, 2, argv.join(" "));
    assert.match(run.stderr, message);
  }
  const run = explorer("page", "-o", path.join(folder, "new"), "--config", "a=/no/such");
  assert.equal(run.status, 1);
  assert.match(run.stderr, /\/no\/such/);
});

test("Ctrl-C leaves nothing behind", async () => {
  const before = fs.readdirSync(folder);
  const run = spawn(process.env.EXPLORER, ["page", "-o", path.join(folder, "half")]);
  // Interrupted as soon as the new folder is there.
  while (!fs.readdirSync(folder).some((name) => name.endsWith(".tmp")) && run.exitCode === null)
    await new Promise((again) => setTimeout(again, 1));
  run.kill("SIGINT");
  await new Promise((ended) => run.on("exit", ended));
  assert.notEqual(run.exitCode, 0);
  assert.deepEqual(fs.readdirSync(folder), before);
});

test("a graph's symbols link to their pages", async () => {
  const graph = path.join(site, "graph.svg");
  const config = write("graph.config", "");
  const run = explorer("graph", "constructor", "--config", config, "-o", graph,
    "--tree", path.join(process.env.EXPLORER_TESTS, "hostile-tree"));
  assert.equal(run.status, 0, run.stderr);
  await visit(browser, site, "#FRAME", async (tab) => {
    await tab.goto(`file://${graph}`);
    await tab.locator("a", { hasText: "ATTACK" }).first().click();
    await tab.locator("h1", { hasText: "ATTACK" }).waitFor();
    assert.equal(await tab.evaluate(() => globalThis.attacked), undefined);
  });
});
