// SPDX-License-Identifier: GPL-2.0-only
// Files, system calls, socket families and file systems, found by name: which
// options compile them, or bring them. See src/page/gates.c for the data.

/** "./fs/ext4/inode.c:300" and "fs/ext4/" as Kbuild has them. */
function asPath(typed) {
  return typed.trim().replace(/^\.?\/+/, "").replace(/:\d*$/, "").replace(/\/$/, "");
}

const isPath = (text) => /[/.]/.test(text);

/** 0: the whole, 1: its end (a file's name), 2: its start, 3: some part. */
function rank(name, text) {
  if (name === text)
    return 0;
  if (name.endsWith(`/${text}`))
    return 1;
  if (name.startsWith(text))
    return 2;
  return name.includes(text) ? 3 : -1;
}

function best(count, nameOf, text, make) {
  const found = [];
  for (let at = 0; at < count; at++) {
    const name = nameOf(at);
    const fit = rank(name, text);
    if (fit >= 0)
      found.push({ fit, name, at });
  }
  return found.sort((a, b) => a.fit - b.fit || a.name.length - b.name.length)
    .map(({ at }) => make(at));
}

/**
 * What is called so, best first. Files are looked for when the text looks like
 * one: "tcp" alone means options.
 * @returns {{kind: string, name: string, condition: string}[]}
 */
export function searchGates(gates, typed) {
  const path = asPath(typed);
  const call = typed.trim().toLowerCase().replace(/^(__x64_)?sys_|\(.*\)$/g, "");
  if (!gates || !path)
    return [];
  const files = isPath(path)
    ? best(gates.files.length, (at) => gates.files[at], path, (at) => ({
      kind: /\.[cS]$/.test(gates.files[at]) ? "file" : "folder",
      name: gates.files[at],
      condition: gates.gates[gates.gateOf[at]],
    })) : [];
  const calls = call.length < 3 ? [] : gates.calls
    .filter(([, name]) => [call, `af_${call}`, `netlink_${call}`].includes(name.toLowerCase()))
    .map(([kind, name, condition]) => ({ kind, name, condition }));
  return [...calls, ...files];
}
