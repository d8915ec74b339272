// SPDX-License-Identifier: GPL-2.0-only
// Search. 16,000 names and prompts are 1 MB of text, so looking through all of
// it takes a few milliseconds; an index of words would be larger, and blind to
// the "[" of a prompt or the middle of a name.

/** How well an option fits: 0 is best. All words must occur somewhere. */
function rank(folded, help, words, text) {
  const end = folded.indexOf("\n");
  const name = folded.slice(0, end);
  if (name === text)
    return 0;
  let worst = 1;
  for (const word of words) {
    const found = folded.indexOf(word);
    if (found === 0)
      continue;
    if (found > 0 && found < end)
      worst = Math.max(worst, name[found - 1] === "_" ? 2 : 3);
    else if (found > 0)
      worst = Math.max(worst, 4);
    else if (help.includes(word))
      worst = Math.max(worst, 5);
    else
      return -1;
  }
  return worst;
}

/**
 * What stands in a .config names an option: "CONFIG_NET=y", "HZ=1000" and
 * "# CONFIG_NET is not set". A "=" behind anything else is searched for.
 */
function withoutValue(index, typed) {
  const line = typed.trim();
  const [, name] = /^(?:CONFIG_)?(\w+)=/i.exec(line) ??
    /^# *CONFIG_(\w+) is not set$/i.exec(line) ?? [];
  return index.byName.has(name?.toUpperCase()) || index.byName.has(name) ? name : line;
}

/** Options of a Kconfig file, or of the files in a folder. */
function isDefinedIn(index, at, path) {
  return index.files[index.fileOf[at]].toLowerCase().startsWith(path);
}

/**
 * The options that fit, best first. `help` holds the help texts in lower case,
 * or is null as long as they are not loaded.
 * @returns {{at: number, inHelp: boolean}[]}
 */
export function search(index, help, typed) {
  const text = withoutValue(index, typed).toLowerCase().replace(/^config_/, "");
  const words = text.split(/\s+/).filter((word) => word);
  const found = [];
  if (!words.length)
    return found;
  for (let at = 0; at < index.folded.length; at++) {
    let fit = rank(index.folded[at], help?.[at] ?? "", words, text);
    if (fit < 0 && text.includes("/") && isDefinedIn(index, at, text))
      fit = 6;
    if (fit >= 0)
      found.push({ at, fit, inHelp: fit === 5 });
  }
  // Of a Kconfig file first what a person can set.
  const settable = (one) => (one.fit === 6 && index.prompts[one.at] ? 0 : 1);
  return found.sort((a, b) => a.fit - b.fit || settable(a) - settable(b) ||
    (a.fit !== 4 && a.fit !== 5 && index.names[a.at].length - index.names[b.at].length) ||
    a.at - b.at);
}
