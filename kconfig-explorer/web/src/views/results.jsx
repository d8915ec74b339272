// SPDX-License-Identifier: GPL-2.0-only
// What a search found. Arrow keys go through it, Escape back to the box.
import { useEffect, useMemo, useState } from "preact/hooks";
import { formatNumber, load, valueOf } from "../data.js";
import { linkTo } from "../route.js";
import { searchGates } from "../gates.js";
import { search } from "../search.js";
import { Expression, Long, Value } from "./parts.jsx";

const step = 60; // results shown at a time

/** The help texts come when the first search asks for them. */
function useHelp() {
  const [help, setHelp] = useState(null);
  useEffect(() => {
    load("help").then(
      (texts) => setHelp(texts.map((text) => text.toLowerCase())));
  }, []);
  return help;
}

/** So do files and system calls. */
function useGates() {
  const [gates, setGates] = useState(null);
  useEffect(() => {
    load("gates").then(setGates);
  }, []);
  return gates;
}

function move(event) {
  const links = [...event.currentTarget.querySelectorAll("a")];
  const at = links.indexOf(document.activeElement);
  const box = document.querySelector("input.search");
  const to = {
    ArrowDown: links[at + 1], ArrowUp: links[at - 1] ?? box,
    Home: links[0], End: links.at(-1), Escape: box,
  }[event.key];
  if (to) {
    event.preventDefault();
    to.focus();
  }
}

function Result({ index, config, at, inHelp }) {
  return (
    <li>
      <a href={linkTo("option", index.names[at])}>
        <span class="name">{index.names[at]}</span>
        {config !== null && <Value text={valueOf(index, config, at)} />}
        <span class="prompt">{index.prompts[at] || "no prompt: set by others"}
          {inHelp && <em> · in its help text</em>}</span>
      </a>
    </li>
  );
}

const needed = { y: "always there", n: "never there" };

/** A file, a folder, a system call: which options must be on for it. */
function Gates({ found, ...rest }) {
  if (!found.length)
    return null;
  return (
    <section class="gates">
      <h2>Files and system calls</h2>
      <Long items={found} show={({ kind, name, condition }) => (
        <>
          <code>{name}</code> <span class="hint">{kind}</span>{" "}
          {needed[condition] ?? <>needs <Expression text={condition} {...rest} /></>}
        </>)} />
    </section>
  );
}

export function Results({ index, of, config }) {
  const help = useHelp();
  const gates = useGates();
  const found = useMemo(() => search(index, help, of), [index, help, of]);
  const gated = useMemo(() => searchGates(gates, of), [gates, of]);
  const [shown, setShown] = useState(step);
  useEffect(() => setShown(step), [of]);
  return (
    <>
      <h1 class="quiet" role="status" aria-busy={!help || !gates}>
        {formatNumber(found.length)} {found.length === 1 ? "option" : "options"}
        {help ? "" : " (help texts are still loading)"}
      </h1>
      <Gates key={of} found={gated} {...{ index, config }} />
      <ul class="results" onKeyDown={move}>
        {found.slice(0, shown).map((one) =>
          <Result key={one.at} {...{ index, config }} {...one} />)}
      </ul>
      {shown < found.length &&
        <button type="button" onClick={() => setShown(shown + 5 * step)}>
          show more
        </button>}
    </>
  );
}
