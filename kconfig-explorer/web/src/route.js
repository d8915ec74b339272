// SPDX-License-Identifier: GPL-2.0-only
// Permanent links. All state worth keeping is in the address, behind "#":
//
//   #NET                an option (also #CONFIG_NET)
//   #search=tcp         a search
//   #map=bytes 0/net    a folder of the map, by a measure
//   #compare=networking configurations side by side, one label opened
//
// No option's name has a "=".

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // the user typed a lone "%"
  }
}

export function parseRoute(hash) {
  const text = hash.replace(/^#/, "");
  const at = text.indexOf("=");
  if (!text)
    return { view: "home", of: "" };
  if (at < 0)
    return { view: "option", of: decode(text).replace(/^CONFIG_/, "") };
  const view = text.slice(0, at);
  if (!["search", "map", "compare"].includes(view))
    return { view: "option", of: decode(text) };
  return { view, of: decode(text.slice(at + 1)) };
}

/** The address of a view; slashes stay readable. */
export function linkTo(view, of) {
  const text = encodeURIComponent(of).replaceAll("%2F", "/");
  return view === "option" ? `#${text}` : `#${view}=${text}`;
}
