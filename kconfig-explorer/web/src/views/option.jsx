// SPDX-License-Identifier: GPL-2.0-only
// All about one option.
import { useEffect, useState } from "preact/hooks";
import { formatBytes, loadDetails, loadHelp, typeNames, valueOf } from "../data.js";
import { linkTo } from "../route.js";
import { Expression, Linked, Long, OptionLink, Place, Value } from "./parts.jsx";

/** What a promise brings, once it is there; `key` says of what. */
function useLoaded(key, start) {
  const [state, setState] = useState({});
  useEffect(() => {
    let wanted = true;
    const keep = (result) => wanted && setState({ key, ...result });
    if (key !== undefined)
      start().then((data) => keep({ data }), (error) => keep({ error }));
    return () => { wanted = false; };
  }, [key]);
  return state.key === key ? state : {};
}

function Section({ title, children }) {
  return <section><h2>{title}</h2>{children}</section>;
}

function Condition({ text, ...rest }) {
  return text ? <> if <Expression text={text} {...rest} /></> : null;
}

/** Why it has its value: reasons, each with what it rests on below it. */
function Reasons({ lines, ...rest }) {
  return (
    <ol class="reasons">
      {lines.map(([depth, text, file, line]) => (
        <li style={{ marginInlineStart: `${depth}em` }}>
          <Linked text={text} {...rest} />{" "}
          {file && <Place at={[file, line]} />}
        </li>))}
    </ol>
  );
}

function Values({ index, at, option }) {
  if (!index.configs.length)
    return null;
  return (
    <Section title="Value">
      <dl class="values">
        {index.configs.map((config, which) => (
          <div>
            <dt>{config.name} <Value text={valueOf(index, which, at)} /></dt>
            <dd><Reasons lines={option.why[which]} index={index} /></dd>
          </div>))}
      </dl>
    </Section>
  );
}

function Bytes({ index, at }) {
  const builds = index.builds.filter((build) => build.options[at]);
  if (!builds.length)
    return null;
  return (
    <Section title="Bytes">
      <ul class="plain">
        {builds.map((build) => (
          <li>{formatBytes(build.options[at])} of{" "}
            <a href={linkTo("map", `bytes ${build.name}`)}>{build.name}</a></li>))}
      </ul>
    </Section>
  );
}

/** Selects and implies, in either direction. */
function Lines({ title, lines, ...rest }) {
  if (!lines.length)
    return null;
  return (
    <Section title={`${title} (${lines.length})`}>
      <Long items={lines} show={([name, condition, file, line]) => (
        <>
          <OptionLink name={name} {...rest} /><Condition text={condition} {...rest} />{" "}
          <Place at={[file, line]} />
        </>)} />
    </Section>
  );
}

function Depends({ terms, ...rest }) {
  if (!terms.length)
    return null;
  const direct = terms.filter(([, implied]) => !implied);
  const implied = terms.filter(([, follows]) => follows);
  return (
    <Section title="Depends on">
      <ul class="terms">
        {direct.map(([text]) => <li><Expression text={text} {...rest} /></li>)}
      </ul>
      {implied.length > 0 &&
        <p class="hint">and so on: {implied.map(([text], at) => (
          <>{at ? ", " : ""}<Expression text={text} {...rest} /></>))}</p>}
    </Section>
  );
}

function Prompts({ prompts, ...rest }) {
  if (!prompts.some((prompt) => prompt[1]))
    return null;
  return (
    <Section title="Can be set">
      <Long items={prompts} show={([text, condition, file, line]) => (
        <>“{text}”<Condition text={condition} {...rest} />{" "}
          <Place at={[file, line]} /></>)} />
    </Section>
  );
}

function Defaults({ defaults, ranges, ...rest }) {
  if (!defaults.length && !ranges.length)
    return null;
  return (
    <Section title="Default">
      <Long items={defaults} show={([value, condition, file, line]) => (
        <><Expression text={value} {...rest} />
          <Condition text={condition} {...rest} />{" "}
          <Place at={[file, line]} /></>)} />
      {ranges.map(([low, high, condition, file, line]) => (
        <p>from <Expression text={low} {...rest} /> to{" "}
          <Expression text={high} {...rest} />
          <Condition text={condition} {...rest} />{" "}
          <Place at={[file, line]} /></p>))}
    </Section>
  );
}

function Names({ title, names, ...rest }) {
  if (!names?.length)
    return null;
  return (
    <Section title={`${title} (${names.length})`}>
      <Long items={names} first={24} class="names"
        show={(name) => <OptionLink name={name} {...rest} />} />
    </Section>
  );
}

function Definitions({ places }) {
  return (
    <Section title="Defined">
      <ul class="plain">
        {places.map(([file, line, menus]) => (
          <li><Place at={[file, line]} />
            {menus.length > 0 && <div class="menus">{menus.join(" › ")}</div>}
          </li>))}
      </ul>
    </Section>
  );
}

function Unknown({ index, of }) {
  return (
    <>
      <h1>{of}</h1>
      <p>Linux {index.version} for {index.arch} has no option of this name.{" "}
        <a href={linkTo("search", of)}>Search for it</a></p>
    </>
  );
}

function Details({ index, at, option, help, config }) {
  const rest = { index, config };
  return (
    <>
      {help && <pre class="help">{help}</pre>}
      <div class="columns">
        <Prompts prompts={option.prompts} {...rest} />
        <Depends terms={option.depends} {...rest} />
        <Names title={`One of “${option.choice?.prompt}”`}
          names={option.choice?.members} {...rest} />
        <Defaults defaults={option.defaults} ranges={option.ranges} {...rest} />
        <Definitions places={option.places} />
      </div>
      <Values {...{ index, at, option }} />
      <div class="columns">
        <Bytes {...{ index, at }} />
        <Lines title="Selected by" lines={option.selectedBy} {...rest} />
        <Lines title="Implied by" lines={option.impliedBy} {...rest} />
        <Lines title="Selects" lines={option.selects} {...rest} />
        <Lines title="Implies" lines={option.implies} {...rest} />
        <Names title="Needed by" names={option.neededBy} {...rest} />
      </div>
    </>
  );
}

/** The paper's label for it, if it has one. */
function Label({ index, of }) {
  const label = index.labels.names[index.labelOf.get(of)];
  return label ? <a class="label" href={linkTo("compare", label)}>{label}</a> : null;
}

export function Option({ index, of, config }) {
  const at = index.byName.get(of);
  const { data: option, error } = useLoaded(at, () => loadDetails(index, at));
  const { data: help } = useLoaded(at, () => loadHelp(at));
  if (at === undefined)
    return <Unknown {...{ index, of }} />;
  return (
    <article aria-busy={!error && (!option || help === undefined)}>
      <h1 class="name">{of}</h1>
      <p class="subtitle">
        {index.prompts[at] || "no prompt: its value comes from others"}
        {" "}<span class="type">{typeNames[index.types[at]]}</span>
        <Label {...{ index, of }} />
      </p>
      {error && <p role="alert">{error.message}</p>}
      {!error && (!option || help === undefined) &&
        <p class="hint" role="status">loading …</p>}
      {option && <Details key={of} {...{ index, at, option, help, config }} />}
    </article>
  );
}
