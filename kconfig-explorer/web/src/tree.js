// SPDX-License-Identifier: GPL-2.0-only
// What the map shows: folders, with options in them, and what each weighs.
import { isOn, load } from "./data.js";

/** The measures for which the page has data. */
export function measures(index) {
  return [
    { id: "options", title: "all options", unit: "options" },
    ...index.configs.map((config, at) => (
      { id: `on ${config.name}`, title: `options on in ${config.name}`,
        unit: "options", config: at })),
    ...index.builds.map((build, at) => (
      { id: `bytes ${build.name}`, title: `bytes of ${build.name}`,
        unit: "bytes", build: at })),
  ];
}

function folder(name) {
  return { name, value: 0, folders: new Map(), options: [] };
}

/** Adds a weight below a path. `at` is an option's number, or words. */
function add(root, path, at, weight) {
  let node = root;
  root.value += weight;
  for (const name of path) {
    if (!node.folders.has(name))
      node.folders.set(name, folder(name));
    node = node.folders.get(name);
    node.value += weight;
  }
  node.options.push([at, weight]);
}

function optionTree(index, config) {
  const root = folder("");
  index.names.forEach((_, at) => {
    if (config === undefined || isOn(index, config, at))
      add(root, index.files[index.fileOf[at]].split("/").slice(0, -1), at, 1);
  });
  return root;
}

async function byteTree(build) {
  const root = folder("");
  for (const [path, at, bytes] of await load(`bytes-${build}`))
    add(root, path.split("/").filter((name) => name), at, bytes);
  return root;
}

const made = new Map(); // measure -> promise of its tree

export function treeOf(index, measure) {
  if (!made.has(measure.id))
    made.set(measure.id, measure.unit === "bytes"
      ? byteTree(measure.build)
      : Promise.resolve(optionTree(index, measure.config)));
  return made.get(measure.id);
}

/** The folder at a path, or null. */
export function walk(root, path) {
  return path.reduce((node, name) => node?.folders.get(name) ?? null, root);
}

/**
 * What a folder holds, heaviest first: {name, value, folder} or
 * {name, value, at}; at is -1 for what belongs to no single option.
 */
export function contents(index, node) {
  const options = new Map();
  for (const [at, weight] of node.options)
    options.set(at, (options.get(at) ?? 0) + weight);
  return [
    ...[...node.folders.values()].map((one) => (
      { name: one.name, value: one.value, folder: one })),
    ...[...options].map(([at, value]) => (
      { name: index.names[at] ?? at, value, at: index.names[at] ? at : -1 })),
  ].filter((one) => one.value > 0).sort((a, b) => b.value - a.value);
}
