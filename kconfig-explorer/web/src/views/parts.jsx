// SPDX-License-Identifier: GPL-2.0-only
// Small pieces that several views show.
import { useState } from "preact/hooks";
import { valueOf } from "../data.js";
import { linkTo } from "../route.js";

/** A value: its letter says it as well as its colour. " " is none at all. */
export function Value({ text }) {
  if (text === " ")
    return <span class="value n" title="no value">–</span>;
  const kind = { y: "y", m: "m", n: "n" }[text] ?? "other";
  return <span class={`value ${kind}`}>{text === "" ? "“”" : text}</span>;
}

/** An option's name, linked; with a mark for its value if a config is given. */
export function OptionLink({ index, name, config = null }) {
  const at = index.byName.get(name);
  if (at === undefined)
    return <span class="undefined" title={`nothing defines it for ${index.arch}`}>{name}</span>;
  const value = config === null ? "" : valueOf(index, config, at);
  return (
    <a class="option" href={linkTo("option", name)} title={index.prompts[at] || undefined}>
      {name}
      {["y", "m", "n"].includes(value) &&
        <sup class={`mark ${value}`} aria-label={`is ${value}`}>{value}</sup>}
    </a>
  );
}

/** What may stand between two parentheses, as a regular expression. */
const between = (depth) => (depth
  ? `(?:[^()]|\\(${between(depth - 1)}\\))*` : "[^()]*");

// Strings in quotes may hold anything; so may a choice's <prompt>, a macro such
// as $(cc-option,-pg), and what it answered.
const pieces = new RegExp(
  `("?\\$\\(${between(6)}\\)"?|\\[=[^\\]]*\\]|"[^"]*"|<[^>]*>|[A-Za-z0-9_]+)`);
const split = (text) => text.split(pieces);

/** Text in which names of options are links, such as a reason. */
export function Linked({ index, text, config = null }) {
  return split(text).map((part) => (index.byName.has(part)
    ? <OptionLink {...{ index, config }} name={part} /> : part));
}

/** Texts are in quotes: what is no number, y, m or n is a name, as 64BIT is. */
const isName = (part) => /^\d*[A-Za-z_]\w*$/.test(part) && !/^([ymn]|0[xX].*)$/.test(part);

export function Expression({ text, ...rest }) {
  return (
    <code class="expression">
      {split(text).map((part) => (isName(part)
        ? <OptionLink name={part} {...rest} /> : part))}
    </code>
  );
}

export function Place({ at: [file, line] }) {
  // Long paths break behind a slash.
  return (
    <span class="place">
      {file.split("/").map((part, at) => (at ? <>/<wbr />{part}</> : part))}:{line}
    </span>
  );
}

/** The first of a long list, and a button for the rest. */
export function Long({ items, first = 12, show, class: kind = "plain" }) {
  const [all, setAll] = useState(false);
  const shown = all ? items : items.slice(0, first);
  return (
    <>
      <ul class={kind}>{shown.map((item) => <li>{show(item)}</li>)}</ul>
      {shown.length < items.length &&
        <button type="button" onClick={() => setAll(true)}>
          {items.length - shown.length} more
        </button>}
    </>
  );
}
