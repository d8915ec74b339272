// SPDX-License-Identifier: GPL-2.0-only
// Configurations side by side, in the groups into which the paper's authors
// sorted what they removed; what has no label of theirs goes by its folder.
import { useMemo, useState } from "preact/hooks";
import { formatNumber, isOn, valueOf } from "../data.js";
import { linkTo } from "../route.js";
import { OptionLink, Value } from "./parts.jsx";

/** Groups of option names. Labelled ones may be gone from this tree. */
function makeGroups(index) {
  const groups = new Map(index.labels.names.map((label) => [label, []]));
  for (const [name, label] of index.labelOf)
    groups.get(index.labels.names[label]).push(name);
  index.names.forEach((name, at) => {
    if (index.labelOf.has(name))
      return;
    const folder = `no label: ${index.files[index.fileOf[at]].split("/")[0]}`;
    if (!groups.has(folder))
      groups.set(folder, []);
    groups.get(folder).push(name);
  });
  return [...groups].map(([title, names]) => ({ title, names }));
}

function differs(index, name) {
  const at = index.byName.get(name);
  return at !== undefined && new Set(
    index.configs.map((_, config) => valueOf(index, config, at))).size > 1;
}

function countOn(index, config, names) {
  return names.filter((name) => index.byName.has(name) &&
    isOn(index, config, index.byName.get(name))).length;
}

function Heads({ index }) {
  return index.configs.map((config) => <th scope="col" class="number">{config.name}</th>);
}

function Groups({ index, groups }) {
  const several = index.configs.length > 1;
  return (
    <table>
      <thead><tr><th scope="col">group</th><th scope="col" class="number">options</th>
        <Heads index={index} />
        {several && <th scope="col" class="number">differ</th>}</tr></thead>
      <tbody>
        {groups.map(({ title, names }) => (
          <tr>
            <th scope="row"><a href={linkTo("compare", title)}>{title}</a></th>
            <td class="number">{formatNumber(names.length)}</td>
            {index.configs.map((_, config) =>
              <td class="number">{formatNumber(countOn(index, config, names))}</td>)}
            {several &&
              <td class="number">{formatNumber(
                names.filter((name) => differs(index, name)).length)}</td>}
          </tr>))}
      </tbody>
    </table>
  );
}

function Row({ index, name }) {
  const at = index.byName.get(name);
  return (
    <tr>
      <th scope="row"><OptionLink {...{ index, name }} /></th>
      {at === undefined
        ? <td colspan={index.configs.length} class="hint">nothing defines it for {index.arch}</td>
        : index.configs.map((_, config) => (
          <td class="number"><Value text={valueOf(index, config, at)} /></td>))}
    </tr>
  );
}

function Group({ index, group, only }) {
  const [shown, setShown] = useState(200);
  const names = only
    ? group.names.filter((name) => differs(index, name)) : group.names;
  return (
    <>
      {names.length === 0 && <p>No difference here.</p>}
      {names.length > 0 &&
        <table>
          <thead><tr><th scope="col">option</th><Heads index={index} /></tr></thead>
          <tbody>{names.slice(0, shown).map((name) => <Row {...{ index, name }} />)}</tbody>
        </table>}
      {shown < names.length &&
        <button type="button" onClick={() => setShown(shown + 1000)}>show more</button>}
    </>
  );
}

export function Compare({ index, of }) {
  const groups = useMemo(() => makeGroups(index), [index]);
  const [only, setOnly] = useState(index.configs.length > 1);
  const group = groups.find(({ title }) => title === of);
  if (!index.configs.length)
    return (<><h1>Compare</h1><p>This page was made without a
      configuration: give <code>--config NAME=FILE</code>.</p></>);
  return (
    <>
      <h1>{group ? group.title : "Configurations side by side"}</h1>
      {group
        ? <div class="bar"><a href="#compare=">all groups</a>
          <label><input type="checkbox" checked={only}
            onChange={(event) => setOnly(event.target.checked)} /> only differences</label></div>
        : <p>How many options of each group are on, and how many
          differ between the configurations. The groups are the labels
          that the authors of “A Linux in Unikernel Clothing” (EuroSys 2020)
          gave to what they removed from a microVM's kernel, Linux 4.0; all
          other options are grouped by folder.</p>}
      <div class="scroll">
        {group ? <Group key={of} {...{ index, group, only }} />
          : <Groups {...{ index, groups }} />}
      </div>
    </>
  );
}
