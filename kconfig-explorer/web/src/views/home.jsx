// SPDX-License-Identifier: GPL-2.0-only
// The start: all options, in figures.
import { formatBytes, formatNumber, typeNames } from "../data.js";
import { linkTo } from "../route.js";

function countTypes(index) {
  const counts = {};
  for (const letter of index.types)
    counts[letter] = (counts[letter] ?? 0) + 1;
  return Object.entries(counts).sort((a, b) => b[1] - a[1]);
}

function Configurations({ index }) {
  return (
    <section>
      <h2>Configurations</h2>
      <div class="scroll">
        <table>
          <thead><tr><th>name</th><th class="number">y</th><th class="number">m</th>
            <th>file</th></tr></thead>
          <tbody>
            {index.configs.map((config) => (
              <tr>
                <th scope="row">{config.name}</th>
                <td class="number">{formatNumber(config.y)}</td>
                <td class="number">{formatNumber(config.m)}</td>
                <td class="place">{config.file}</td>
              </tr>))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Builds({ index }) {
  return (
    <section>
      <h2>Kernels</h2>
      <ul class="plain">
        {index.builds.map((build) => (
          <li>
            <a href={linkTo("map", `bytes ${build.name}`)}>{build.name}</a>
            : {formatBytes(build.bytes)}
          </li>))}
      </ul>
    </section>
  );
}

export function Home({ index }) {
  const prompted = index.prompts.filter((prompt) => prompt).length;
  const total = index.names.length;
  return (
    <>
      <h1>{formatNumber(total)} options</h1>
      <p>
        Every option that a Kconfig file of Linux {index.version} defines
        for {index.arch}, counted once by its name, choices not
        counted. {formatNumber(prompted)} of them can be set by a
        user; {formatNumber(total - prompted)} have no prompt, and get their
        value from others.
      </p>
      <ul class="tiles">
        {countTypes(index).map(([letter, count]) => (
          <li><strong>{formatNumber(count)}</strong> {typeNames[letter]}</li>))}
      </ul>
      {index.configs.length > 0 && <Configurations index={index} />}
      {index.builds.length > 0 && <Builds index={index} />}
      <p class="hint">
        <kbd>/</kbd> searches, <kbd>↓</kbd> and <kbd>↑</kbd> go through the
        results, <kbd>Enter</kbd> opens one. Every address is permanent.
      </p>
    </>
  );
}
