// SPDX-License-Identifier: GPL-2.0-only
// What the tests look at: pages made by the real program, of the kernel and of
// a tree of our own that is as hostile as a Kconfig file can be.
const { execFileSync, spawnSync } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");

const { EXPLORER, EXPLORER_TREE, EXPLORER_TESTS } = process.env;
if (!EXPLORER || !EXPLORER_TREE || !EXPLORER_TESTS) {
  console.error("run this by `make test-explorer-page`");
  process.exit(2);
}

const folder = fs.mkdtempSync(path.join(EXPLORER_TESTS, "page."));
for (const signal of ["SIGINT", "SIGTERM"])
  process.on(signal, () => process.exit(1));
process.on("exit", () => fs.rmSync(folder, { recursive: true }));

/** Runs kconfig-explorer; gives {status, stdout, stderr}. */
function explorer(...argv) {
  return spawnSync(EXPLORER, argv, { encoding: "utf8" });
}

function write(name, ...lines) {
  const file = path.join(folder, name);
  fs.writeFileSync(file, `${lines.join("\n")}\n`);
  return file;
}

/** The kernel, with two configurations: one with a network, one without. */
function makeKernel() {
  const site = path.join(folder, "kernel");
  execFileSync(EXPLORER, ["page", "-o", site,
    "--config", `net=${write("net.config", "CONFIG_64BIT=y", "CONFIG_NET=y",
      "CONFIG_INET=y", "CONFIG_LOG_BUF_SHIFT=13")}`,
    "--config", `none=${write("none.config", "CONFIG_64BIT=y")}`],
  { stdio: ["ignore", "ignore", "pipe"] });
  return site;
}

const hostile = `mainmenu "<b>hostile</b>"

menu "</title><script>window.attacked=1</script>"

config ATTACK
	bool "<script>window.attacked=2</script> & \\"quotes\\" ' [x]"
	default y
	help
	  <img src=x onerror="window.attacked=3"> </script><script>
	  window.attacked=4</script> javascript:window.attacked=5 \xff

config constructor
	string "a name that every object has"
	default "<iframe src='javascript:parent.attacked=6'>"
	depends on ATTACK && FRAME!="<script>" && UNDEFINED!=y

config __proto__
	bool "another one"
	select ATTACK

config FRAME
	string "100% of it"
	default "]]>&lt;"

endmenu
`;

/** Our own tree: only the Kconfig code itself is the kernel's. */
function makeHostile() {
  // Always the same place: the engine is compiled once for a tree.
  const tree = path.join(EXPLORER_TESTS, "hostile-tree");
  fs.mkdirSync(tree, { recursive: true });
  fs.rmSync(path.join(tree, "scripts"), { force: true });
  fs.symlinkSync(path.join(EXPLORER_TREE, "scripts"), path.join(tree, "scripts"));
  fs.copyFileSync(path.join(EXPLORER_TREE, "Makefile"), path.join(tree, "Makefile"));
  fs.writeFileSync(path.join(tree, "Kconfig"), hostile, "latin1");
  const site = path.join(folder, "hostile");
  execFileSync(EXPLORER, ["page", "--tree", tree, "-o", site,
    "--config", `any=${write("any.config", "")}`],
  { stdio: ["ignore", "ignore", "pipe"] });
  return site;
}

module.exports = { explorer, folder, makeHostile, makeKernel, write };
