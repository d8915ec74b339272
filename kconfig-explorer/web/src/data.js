// SPDX-License-Identifier: GPL-2.0-only
// The data files. A page opened from a file may not fetch(), but it may add
// scripts: each file calls kconfig.receive(NAME, DATA).

const waiting = new Map(); // name -> function that takes the data
const loaded = new Map(); // name -> promise of the data

globalThis.kconfig = {
  receive(name, data) {
    waiting.get(name)?.(data);
    waiting.delete(name);
  },
};

/** Loads data/NAME.js once. */
export function load(name) {
  if (!loaded.has(name)) {
    loaded.set(name, new Promise((resolve, reject) => {
      const script = document.createElement("script");
      waiting.set(name, resolve);
      script.src = `data/${name}.js`;
      script.onerror = () => reject(new Error(`data/${name}.js is missing`));
      document.head.append(script);
    }));
  }
  return loaded.get(name);
}

/**
 * What all views need, from data/index.js: see src/page/index.c for the fields
 * as they are stored; here names can be looked up, and text searched, too.
 */
export async function loadIndex() {
  const index = await load("index");
  index.byName = new Map(index.names.map((name, at) => [name, at]));
  // A Map, since an option may be called "constructor", as every object has.
  index.labelOf = new Map(Object.entries(index.labels.of));
  index.folded = index.names.map(
    (name, at) => `${name}\n${index.prompts[at]}`.toLowerCase());
  return index;
}

/** What only an option's own page needs. */
export async function loadDetails(index, at) {
  const chunk = Math.floor(at / index.chunk);
  return (await load(`details-${chunk}`))[at - chunk * index.chunk];
}

export async function loadHelp(at) {
  return (await load("help"))[at];
}

/** An option's value in a configuration, as it would stand in .config. */
export function valueOf(index, config, at) {
  const letter = index.configs[config].values[at];
  return letter === "=" ? index.configs[config].texts[at] : letter;
}

/** Is it part of that kernel? Numbers and texts are if they are set. */
export function isOn(index, config, at) {
  return index.configs[config].values[at] !== "n" &&
         index.configs[config].values[at] !== " ";
}

export const typeNames =
  { b: "bool", t: "tristate", i: "int", h: "hex", s: "string", u: "unknown" };

const number = new Intl.NumberFormat("en-GB");
export const formatNumber = (n) => number.format(n);

export function formatBytes(n) {
  if (n < 10000)
    return `${number.format(n)} bytes`;
  if (n < 1e6)
    return `${(n / 1e3).toFixed(n < 1e5 ? 1 : 0)} kB`;
  return `${(n / 1e6).toFixed(2)} MB`;
}
