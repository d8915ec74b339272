// SPDX-License-Identifier: GPL-2.0-only
// The web page as a person uses it. Run by `make test-explorer-page`.
const assert = require("node:assert");
const { after, before, test } = require("node:test");
const { go, launch, settled, visit } = require("./browser.cjs");
const { makeKernel } = require("./site.cjs");

let browser, site;

before(async () => {
  site = makeKernel();
  browser = await launch();
});
after(() => browser?.close());

const open = (hash, use, options) => visit(browser, site, hash, use, options);
const hashOf = (tab) => tab.evaluate(() => location.hash);
const names = (tab) => tab.locator(".results .name").allTextContents();
const heading = async (tab, text) => {
  await tab.locator("h1", { hasText: text }).waitFor();
};

test("a search finds names and prompts, the name itself first", () =>
  open("", async (tab) => {
    await tab.getByRole("searchbox").fill("net");
    await tab.locator(".results a").first().waitFor();
    assert.equal((await names(tab))[0], "NET");
    await tab.getByRole("searchbox").fill("cubic tcp");
    await tab.waitForFunction(() =>
      document.querySelector(".results .name")?.textContent === "TCP_CONG_CUBIC");
    assert.equal(await hashOf(tab), "#search=cubic%20tcp");
  }));

test("a search looks into help texts, once they are there", () =>
  open("#search=the%20answer%20to%20life", async (tab) => {
    await settled(tab);
    assert.match(await tab.locator("h1").textContent(), /^0 options/);
    await tab.getByRole("searchbox").fill("say Y here if unsure");
    await tab.locator(".results em").first().waitFor();
  }));

test("[ and every other character can be searched", () =>
  open("", async (tab) => {
    await tab.getByRole("searchbox").fill("[");
    await tab.locator(".results a").first().waitFor();
    assert.equal(await hashOf(tab), "#search=%5B");
    const prompts = await tab.locator(".results a:not(:has(em))").allTextContents();
    assert.ok(prompts.length >= 5, `only ${prompts.length} prompts with a [`);
    for (const prompt of prompts)
      assert.ok(prompt.includes("["), prompt);
    for (const text of ["(", "\\", "*", "%", "+?", "\"", "<b>", "𝄞", "[a-", "#"]) {
      await tab.getByRole("searchbox").fill(text);
      await tab.waitForFunction((typed) => document.title.includes(typed), text);
    }
  }));

test("a line of a .config finds its option", () =>
  open("", async (tab) => {
    for (const [typed, first] of [["CONFIG_NET=y", "NET"], ["HZ=1000", "HZ"], ["inet=n", "INET"],
      ["# CONFIG_USB is not set", "USB"], ["CONFIG_INIT_ENV_ARG_LIMIT=32", "INIT_ENV_ARG_LIMIT"]]) {
      await tab.getByRole("searchbox").fill(typed);
      await tab.waitForFunction((name) =>
        document.querySelector(".results .name")?.textContent === name, first);
    }
    // Only such a line: a "=" elsewhere is a character like others.
    await tab.getByRole("searchbox").fill("no_such_name=y");
    await settled(tab);
    assert.match(await tab.locator("h1").textContent(), /^0 options/);
  }));

test("paths and system calls find what they need", () =>
  open("", async (tab) => {
    const lines = tab.locator(".gates li");
    const first = async (typed) => {
      await tab.getByRole("searchbox").fill(typed);
      await tab.waitForFunction((text) => document.title.includes(text), typed);
      await settled(tab);
      return lines.first().textContent();
    };
    assert.match(await first("fs/ext4/inode.c"), /^fs\/ext4\/inode.c file needs EXT4_FS/);
    assert.match(await first("./fs/ext4/inode.c:300"), /^fs\/ext4\/inode.c file needs EXT4_FS/);
    assert.match(await first("inode.c"), /inode.c file/);
    assert.match(await first("net/ipv4/"), /^net\/ipv4 folder needs NET.*INET/);
    assert.match(await first("kernel/fork.c"), /always there$/);
    assert.match(await first("epoll_wait"), /^epoll_wait system call needs EPOLL/);
    assert.match(await first("sys_futex"), /^futex system call needs FUTEX/);
    assert.match(await first("inet"), /^AF_INET socket family needs NET.*INET/);
    await tab.getByRole("searchbox").fill("mm/Kconfig");
    await tab.waitForFunction(() => document.title.includes("mm/Kconfig"));
    await settled(tab);
    assert.ok((await names(tab)).includes("SWAP"), "options of mm/Kconfig");
    await first("fs/ext4/inode.c");
    await lines.first().getByRole("link", { name: "EXT4_FS" }).click();
    await heading(tab, /^EXT4_FS$/);
    await go(tab, "#search=CONFIG_NET=y");
    assert.equal(await lines.count(), 0);
  }));

test("help and dependencies come before configurations", () =>
  open("#INET", async (tab) => {
    const top = async (what) => (await what.boundingBox()).y;
    const values = await top(tab.locator("section", { hasText: /^Value/ }));
    assert.ok(await top(tab.locator("pre.help")) < values);
    assert.ok(await top(tab.locator("section", { hasText: /^Depends on/ })) < values);
  }));

test("what is still missing is shown as loading", () =>
  open("", async (tab) => {
    // Long enough to be seen: these come when they are let through.
    let release;
    const held = new Promise((go_on) => { release = go_on; });
    await tab.route(/details-.*\.js/, async (route) => { await held; await route.continue(); });
    await tab.evaluate(() => { location.hash = "#INET"; });
    await tab.getByText("loading …").waitFor();
    release();
    await settled(tab);
    await tab.locator("section", { hasText: /^Depends on/ }).waitFor();
    assert.equal(await tab.getByText("loading …").count(), 0);
  }));

test("permanent links open what they name", async () => {
  await open("#search=%5B", async (tab) => {
    assert.equal(await tab.getByRole("searchbox").inputValue(), "[");
    await tab.locator(".results a").first().waitFor();
    await go(tab, "#search=100%");
    assert.equal(await tab.getByRole("searchbox").inputValue(), "100%");
    await go(tab, "#compare=networking");
    await heading(tab, "networking");
    await go(tab, "#map=options/net/ipv4");
    await heading(tab, "ipv4");
  });
  await open("#CONFIG_INET", async (tab) => {
    await heading(tab, /^INET$/);
    assert.match(await tab.title(), /^INET · Linux \d/);
  });
});

test("an option's page shows all about it", () =>
  open("#INET", async (tab) => {
    assert.match(await tab.locator(".subtitle").textContent(), /^TCP\/IP networking.*bool/);
    await tab.getByText("net/Kconfig:").first().waitFor();
    await tab.getByText(/These are the protocols used on the Internet/).waitFor();
    const depends = tab.locator("section", { hasText: "Depends on" });
    assert.deepEqual(await depends.locator("a").allTextContents(), ["NETy"]);
    const values = await tab.locator(".values dt").allTextContents();
    assert.deepEqual(values.map((text) => text.trim()), ["net y", "none n"]);
    await go(tab, "#CRC32");
    const selects = tab.locator("section", { hasText: /^Selects/ });
    assert.match((await selects.locator("a").allTextContents()).join(" "), /^BITREVERSE.$/);
    const by = tab.locator("section", { hasText: /^Selected by/ });
    const all = Number((await by.locator("h2").textContent()).replace(/\D/g, ""));
    assert.ok(await by.locator("li").count() < all);
    await by.getByRole("button").click();
    assert.equal(await by.locator("li").count(), all);
  }));

test("values follow the configuration that is chosen", () =>
  open("#INET", async (tab) => {
    const mark = tab.locator("section", { hasText: "Depends on" }).locator("sup");
    assert.equal(await mark.textContent(), "y");
    await tab.getByLabel("values in").selectOption("none");
    assert.equal(await mark.textContent(), "n");
  }));

test("numbers have values too", () =>
  open("#LOG_BUF_SHIFT", async (tab) => {
    await tab.locator(".values dt").first().waitFor();
    const values = await tab.locator(".values .value").allTextContents();
    assert.equal(values[0], "13");
    assert.notEqual(values[1], "13");
    await tab.getByText(/^from 12 to 25/).waitFor();
    await go(tab, "#DEFAULT_TCP_CONG");
    await tab.locator(".values dt").first().waitFor();
    assert.deepEqual(await tab.locator(".values .value").allTextContents(), ["cubic", "–"]);
  }));

test("a condition's names are links, odd ones too, or reported as unknown", () =>
  open("#X86_64", async (tab) => {
    const depends = tab.locator("section", { hasText: "Depends on" });
    assert.deepEqual(await depends.locator("a").allTextContents(), ["64BITy"]);
    await go(tab, "#DRM_VC4");
    await depends.locator(".undefined", { hasText: "ARCH_BCM2835" }).first().waitFor();
    await go(tab, "#ZSWAP_ZPOOL_DEFAULT");
    await tab.getByText('"zbud"').first().waitFor();
    assert.equal(await tab.locator(".undefined").count(), 0);
  }));

test("a macro is quoted with its answer; its words are no options", () =>
  open("#CC_IS_CLANG", async (tab) => {
    const defaults = tab.locator("section", { hasText: /^Default/ });
    const macro = '$(success,test "$(cc-name)" = Clang)';
    const text = await defaults.textContent();
    assert.ok(text.includes(`${macro} [=n, init/Kconfig:28: the compiler is not clang`), text);
    assert.equal(await defaults.locator("a, .undefined").count(), 0);
    const values = tab.locator("section", { hasText: /^Value/ });
    await values.getByText(`default ${macro} [=n]`).first().waitFor();
    await values.getByText("the toolchain answered n: the compiler").first().waitFor();
    await go(tab, "#GCC_PLUGINS");
    const depends = tab.locator("section", { hasText: /^Depends on/ });
    assert.match(await depends.textContent(),
      /\$\(success,test -e \$\(shell,\$\(CC\) -print-file-name=plugin\).* \[=[yn], scripts\/gcc-plugins\/Kconfig:12/);
    assert.equal(await depends.locator(".undefined").count(), 0);
  }));

test("links lead on, and back again", () =>
  open("#search=inet", async (tab) => {
    await tab.locator(".results .name", { hasText: /^INET$/ }).click();
    await heading(tab, /^INET$/);
    await tab.locator("section", { hasText: "Depends on" }).getByRole("link").first().click();
    await heading(tab, /^NET$/);
    await tab.goBack();
    await heading(tab, /^INET$/);
    await tab.goBack();
    await tab.locator(".results a").first().waitFor();
    assert.equal(await tab.getByRole("searchbox").inputValue(), "inet");
  }));

test("a name that does not exist is reported", () =>
  open("#NO_SUCH_OPTION", async (tab) => {
    await tab.getByText("has no option of this name").waitFor();
    await tab.getByRole("link", { name: "Search for it" }).click();
    await heading(tab, /^0 options/);
  }));

test("the map: into a folder, and on to an option", () =>
  open("#map=options", async (tab) => {
    await tab.getByRole("link", { name: /^usr: / }).click();
    await heading(tab, /^usr/);
    assert.equal(await hashOf(tab), "#map=options/usr");
    await tab.getByRole("group", { name: "Map" }).getByRole("link", { name: /^INITRAMFS_SOURCE: / }).click();
    await heading(tab, /^INITRAMFS_SOURCE$/);
  }));

test("the map's cells fill it, as large as they weigh, and add up", () =>
  open("#map=options", async (tab) => {
    await tab.locator(".cell").first().waitFor();
    const cells = await tab.locator(".cell").evaluateAll((all) => all.map((cell) => ({
      area: cell.offsetWidth * cell.offsetHeight,
      value: Number(cell.getAttribute("aria-label").split(": ")[1].replaceAll(",", "")),
    })));
    const sum = (key) => cells.reduce((total, cell) => total + cell[key], 0);
    const total = await tab.locator("h1").textContent();
    assert.equal(sum("value"), Number(total.replace(/\D/g, "")));
    const map = await tab.locator(".map").evaluate((element) => element.offsetWidth * element.offsetHeight);
    assert.ok(sum("area") > 0.9 * map);
    const [first, second] = cells.sort((a, b) => b.value - a.value);
    const ratio = (first.area / second.area) / (first.value / second.value);
    assert.ok(ratio > 0.8 && ratio < 1.25, `the two largest are off by ${ratio}`);
  }));

test("configurations side by side, by the paper's labels", () =>
  open("#compare=", async (tab) => {
    const row = tab.getByRole("row").filter({ has: tab.getByRole("link", { name: "networking", exact: true }) });
    const [, net, none, differ] = await row.locator("td").allTextContents();
    assert.ok(Number(net) > Number(none), `${net} and ${none}`);
    assert.ok(Number(differ) >= net - none, `${differ} differ`);
    await row.getByRole("link").click();
    await heading(tab, "networking");
    const different = await tab.locator("tbody tr").count();
    assert.equal(different, Number(differ));
    const inet = tab.getByRole("row").filter({ has: tab.getByRole("link", { name: "INET", exact: true }) });
    assert.deepEqual(await inet.locator("td").allTextContents(), ["y", "n"]);
    await tab.getByLabel("only differences").uncheck();
    assert.ok(await tab.locator("tbody tr").count() > different);
  }));

test("the keyboard is enough", () =>
  open("#map=options", async (tab) => {
    const focused = () => tab.evaluate(() => document.activeElement.textContent);
    await tab.keyboard.press("/");
    await tab.keyboard.type("tcp");
    await settled(tab);
    const [first, second] = await names(tab);
    await tab.keyboard.press("ArrowDown");
    assert.ok((await focused()).startsWith(first));
    await tab.keyboard.press("ArrowDown");
    assert.ok((await focused()).startsWith(second));
    await tab.keyboard.press("Escape");
    assert.equal(await tab.evaluate(() => document.activeElement.type), "search");
    await tab.keyboard.press("ArrowDown");
    await tab.keyboard.press("Enter");
    await tab.locator("h1.name", { hasText: first }).waitFor();
    await tab.keyboard.press("/");
    await tab.keyboard.type("ipv6");
    await settled(tab);
    await tab.keyboard.press("Enter");
    await heading(tab, /^IPV6$/);
    await tab.keyboard.press("/");
    await tab.keyboard.type("x");
    await tab.keyboard.press("Escape");
    assert.equal(await hashOf(tab), "");
    await heading(tab, /options$/);
  }));

test("the keyboard goes through the map", () =>
  open("#map=options", async (tab) => {
    await tab.locator(".cell").first().waitFor();
    await tab.locator(".cell").first().focus();
    await tab.keyboard.press("ArrowRight");
    const second = await tab.evaluate(() => document.activeElement.getAttribute("aria-label"));
    assert.equal(second, await tab.locator(".cell").nth(1).getAttribute("aria-label"));
    await tab.keyboard.press("Enter");
    await heading(tab, second.split(":")[0]);
    assert.equal(await tab.evaluate(() => document.activeElement.tagName), "MAIN");
    await tab.locator(".cell[href]").first().focus();
    await tab.keyboard.press("Escape");
    await heading(tab, /^Map/);
  }));

const views = ["", "#INET", "#CRC32", "#DEFAULT_TCP_CONG", "#search=%5B", "#search=e", "#map=options",
  "#map=options/drivers/net", "#compare=", "#compare=networking", "#NO_SUCH_OPTION"];

test("on a phone nothing is wider than the screen", () =>
  open("", async (tab) => {
    for (const view of views) {
      await go(tab, view);
      const wide = await tab.evaluate(() => [document.documentElement.scrollWidth,
        ...[...document.querySelectorAll("main > *, header > *")].map(
          (element) => Math.ceil(element.getBoundingClientRect().right))]);
      assert.ok(Math.max(...wide) <= 360, `${view || "start"} is ${Math.max(...wide)} wide`);
    }
  }, { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true }));

test("all that can be used has a name", () =>
  open("", async (tab) => {
    for (const view of views) {
      await go(tab, view);
      const nameless = await tab.locator("a[href], button, input, select").evaluateAll(
        (all) => all.filter((one) => !(one.getAttribute("aria-label") ||
          one.closest("label") || one.textContent.trim())).map((one) => one.outerHTML));
      assert.deepEqual(nameless, [], view);
    }
  }));

/** Contrast as WCAG 2 defines it, of every text against what is behind it. */
function worstContrast() {
  const channels = (colour) => colour.match(/[\d.]+/g).map(Number);
  const light = (colour) => channels(colour).slice(0, 3)
    .map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4))
    .reduce((sum, c, at) => sum + c * [0.2126, 0.7152, 0.0722][at], 0);
  const behind = (element) => {
    for (; element; element = element.parentElement) {
      const colour = getComputedStyle(element).backgroundColor;
      if ((channels(colour)[3] ?? 1) > 0)
        return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const texts = [...document.querySelectorAll("body *")].filter((element) =>
    [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim()) &&
    element.getClientRects().length);
  return texts.map((element) => {
    const [a, b] = [light(getComputedStyle(element).color), light(behind(element))];
    return [(Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05), element.className || element.tagName];
  }).sort((a, b) => a[0] - b[0])[0];
}

test("light and dark differ, and both can be read", () =>
  open("", async (tab) => {
    const papers = new Set();
    for (const view of ["#", "#INET", "#search=net", "#map=options", "#compare=networking"]) {
      await go(tab, view);
      for (const colorScheme of ["light", "dark"]) {
        await tab.emulateMedia({ colorScheme });
        papers.add(await tab.evaluate(() => getComputedStyle(document.body).backgroundColor));
        const [contrast, where] = await tab.evaluate(worstContrast);
        assert.ok(contrast >= 4.5, `${colorScheme} ${view}: ${contrast.toFixed(2)} at ${where}`);
      }
    }
    assert.equal(papers.size, 2);
  }));
