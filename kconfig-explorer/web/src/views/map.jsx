// SPDX-License-Identifier: GPL-2.0-only
// The map: a folder as a rectangle of rectangles, each as large as it weighs,
// and the same as a list.
import { hierarchy, treemap, treemapSquarify } from "d3-hierarchy";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { formatBytes, formatNumber } from "../data.js";
import { linkTo } from "../route.js";
import { contents, measures, treeOf, walk } from "../tree.js";
import { Long } from "./parts.jsx";

const most = 60; // cells of a folder; the smaller ones share the last
const inside = 24; // cells hinted at inside of a cell

function format(measure, value) {
  return measure.unit === "bytes" ? formatBytes(value) : formatNumber(value);
}

/** The heaviest children, and one more for all others. */
function largest(items, count) {
  if (items.length <= count)
    return items;
  const rest = items.slice(count - 1);
  return [...items.slice(0, count - 1), {
    name: `${formatNumber(rest.length)} more`, rest: true,
    value: rest.reduce((sum, one) => sum + one.value, 0),
  }];
}

function place(index, node, width, height) {
  const cells = largest(contents(index, node), most).map((one) => ({
    ...one,
    children: one.folder && largest(contents(index, one.folder), inside),
  }));
  // d3 adds up the leaves: a folder's own value must not count twice.
  const root = hierarchy({ children: cells })
    .sum((one) => (one.children ? 0 : one.value ?? 0));
  return treemap().tile(treemapSquarify.ratio(1.3)).size([width, height])
    .paddingInner(2).paddingTop((cell) => (cell.depth === 1 ? 22 : 0))
    .round(true)(root).children ?? [];
}

const box = (cell, from = { x0: 0, y0: 0 }) => ({
  left: `${cell.x0 - from.x0}px`, top: `${cell.y0 - from.y0}px`,
  width: `${cell.x1 - cell.x0}px`, height: `${cell.y1 - cell.y0}px`,
});

function linkOf(measure, path, one) {
  if (one.folder)
    return linkTo("map", [measure.id, ...path, one.name].join("/"));
  return one.at >= 0 ? linkTo("option", one.name) : undefined;
}

/** Its colour: a folder, an option, or what belongs to no single one. */
function kindOf(one) {
  if (one.folder)
    return "folder";
  return one.at >= 0 ? "leaf" : "rest";
}

function Legend({ measure }) {
  return (
    <p class="legend hint">
      <span class="key folder" /> folder <span class="key leaf" /> option{" "}
      <span class="key rest" /> {measure.unit === "bytes"
        ? "small options, and bytes of no single option (the linker script fills pages of 4 KiB or 2 MiB)"
        : "small options"}
    </p>
  );
}

function Cell({ cell, measure, path }) {
  const one = cell.data;
  const value = format(measure, one.value);
  const roomy = cell.x1 - cell.x0 > 44 && cell.y1 - cell.y0 > 18;
  return (
    <a class={`cell ${kindOf(one)}`} style={box(cell)} href={linkOf(measure, path, one)}
      aria-label={`${one.name}: ${value}`} title={`${one.name}: ${value}`}>
      {roomy && <span class="cell-name">{one.name}{one.folder ? "/" : ""} <small>{value}</small></span>}
      {cell.children?.map((inner) => (
        <span class={`inner ${kindOf(inner.data)}`}
          style={box(inner, cell)} aria-hidden="true">
          {inner.x1 - inner.x0 > 60 && inner.y1 - inner.y0 > 16 && inner.data.name}
        </span>))}
    </a>
  );
}

function useWidth() {
  const element = useRef(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const observer = new ResizeObserver(
      ([entry]) => setWidth(Math.floor(entry.contentRect.width)));
    observer.observe(element.current);
    return () => observer.disconnect();
  }, []);
  return [element, width];
}

/** Arrow keys go from cell to cell, in the order of their weight; Escape up. */
function move(event) {
  const cells = [...event.currentTarget.querySelectorAll("a[href]")];
  const at = cells.indexOf(document.activeElement);
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (event.key === "Escape")
    document.querySelector(".crumbs a:last-of-type")?.click();
  const to = step && cells[at + step];
  if (to) {
    event.preventDefault();
    to.focus();
  }
}

function Rectangles({ index, node, measure, path }) {
  const [element, width] = useWidth();
  const height = Math.round(Math.min(Math.max(width * 0.55, 360), 640));
  return (
    <div ref={element} class="map" style={{ height: `${height}px` }}
      role="group" aria-label="Map" onKeyDown={move}>
      {width > 0 && place(index, node, width, height).map((cell) => (
        <Cell key={cell.data.name} {...{ cell, measure, path }} />))}
    </div>
  );
}

function Crumbs({ measure, path }) {
  const upTo = (count) => linkTo("map", [measure.id, ...path.slice(0, count)].join("/"));
  return (
    <nav class="crumbs" aria-label="Folder">
      {["linux", ...path].map((name, at) => (
        <>{at ? " / " : ""}
          {at < path.length ? <a href={upTo(at)}>{name}</a>
            : <span aria-current="location">{name}</span>}</>))}
    </nav>
  );
}

function Measures({ all, measure, path }) {
  return (
    <label class="measure">Weight:{" "}
      <select value={measure.id} onChange={(event) => {
        location.hash = linkTo("map", [event.target.value, ...path].join("/"));
      }}>
        {all.map((one) => <option value={one.id}>{one.title}</option>)}
      </select>
    </label>
  );
}

function Contents({ index, node, measure, path }) {
  return (
    <Long items={contents(index, node)} first={30} class="weights" show={(one) => {
      const link = linkOf(measure, path, one);
      return (
        <>
          {link ? <a href={link}>{one.name}{one.folder ? "/" : ""}</a> : one.name}
          <span class="number">{format(measure, one.value)}</span>
          <meter value={one.value} max={node.value} aria-hidden="true" />
        </>);
    }} />
  );
}

export function TreeMap({ index, of }) {
  const all = measures(index);
  const [id, ...path] = of.split("/");
  const measure = all.find((one) => one.id === id) ??
    all.find((one) => one.unit === "bytes") ?? all.at(index.configs.length ? 1 : 0);
  const [root, setRoot] = useState({});
  useEffect(() => {
    treeOf(index, measure).then((tree) => setRoot({ id: measure.id, tree }),
      (error) => setRoot({ id: measure.id, error }));
  }, [measure.id]);
  const node = root.id === measure.id && root.tree ? walk(root.tree, path) : undefined;
  return (
    <article aria-busy={root.id !== measure.id}>
      <h1>{path.at(-1) ?? "Map"}
        {node && <small> {format(measure, node.value)}{measure.unit === "options" && " options"}</small>}</h1>
      <div class="bar"><Crumbs {...{ measure, path }} /><Measures {...{ all, measure, path }} /></div>
      {root.error && <p role="alert">{root.error.message}</p>}
      {node === null && <p>That folder has none of it.</p>}
      {node && <Rectangles {...{ index, node, measure, path }} />}
      {node && <Legend measure={measure} />}
      {node && <Contents key={of} {...{ index, node, measure, path }} />}
    </article>
  );
}
