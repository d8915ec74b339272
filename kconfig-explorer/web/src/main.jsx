// SPDX-License-Identifier: GPL-2.0-only
// The page: the address decides which view is shown.
import { render } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { loadIndex } from "./data.js";
import { linkTo, parseRoute } from "./route.js";
import { Compare } from "./views/compare.jsx";
import { Home } from "./views/home.jsx";
import { TreeMap } from "./views/map.jsx";
import { Option } from "./views/option.jsx";
import { Results } from "./views/results.jsx";

const views = {
  home: Home, option: Option, search: Results, map: TreeMap, compare: Compare,
};

const titles = {
  home: () => "", option: (of) => of, search: (of) => `search: ${of}`,
  map: () => "map", compare: () => "compare",
};

function useRoute() {
  const [route, setRoute] = useState(parseRoute(location.hash));
  useEffect(() => {
    const follow = () => setRoute(parseRoute(location.hash));
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);
  return [route, setRoute];
}

/** Typing changes the address, but is one step back in the history. */
function typed(text, route, setRoute) {
  const hash = text ? linkTo("search", text) : "#";
  if (route.view === "search")
    history.replaceState(null, "", hash);
  else
    history.pushState(null, "", hash);
  setRoute(parseRoute(hash));
}

/** The keys that work everywhere; those of results are in results.jsx. */
function useKeys(box) {
  useEffect(() => {
    const press = (event) => {
      const field = event.target.closest?.("input, select, textarea");
      if (event.key === "/" && !field && !event.ctrlKey && !event.metaKey) {
        event.preventDefault();
        box.current.select();
        box.current.focus();
      }
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);
}

function Search({ box, route, setRoute }) {
  const keys = (event) => {
    const first = document.querySelector(".results a");
    if (event.key === "ArrowDown" && first) {
      event.preventDefault();
      first.focus();
    } else if (event.key === "Enter" && first) {
      first.click();
    } else if (event.key === "Escape") {
      typed("", route, setRoute);
    }
  };
  return (
    <input ref={box} type="search" class="search" placeholder="Search  ( / )"
      aria-label="Search names, prompts and help texts" autocomplete="off"
      autocapitalize="off" spellcheck={false} onKeyDown={keys}
      value={route.view === "search" ? route.of : ""}
      onInput={(event) => typed(event.target.value, route, setRoute)} />
  );
}

function ConfigChoice({ index, config, setConfig }) {
  if (!index.configs.length)
    return null;
  return (
    <label class="config-choice">
      <span>values in</span>
      <select value={config}
        onChange={(event) => setConfig(Number(event.target.value))}>
        {index.configs.map((one, at) => <option value={at}>{one.name}</option>)}
      </select>
    </label>
  );
}

function Page({ index }) {
  const [route, setRoute] = useRoute();
  const [config, setConfig] = useState(0);
  const box = useRef(null);
  const main = useRef(null);
  const shown = useRef(null);
  const View = views[route.view];

  useKeys(box);
  // Before the new view can be seen: a key that is pressed then is meant for it.
  useLayoutEffect(() => {
    const title = titles[route.view](route.of);
    document.title = `${title ? `${title} · ` : ""}Linux ${index.version}`;
    // Typing keeps its focus; on every other way reading starts at the top.
    if (shown.current && route.view !== "search") {
      scrollTo(0, 0);
      main.current.focus({ preventScroll: true });
    } else if (!shown.current && route.view === "home") {
      box.current.focus({ preventScroll: true });
    }
    shown.current = route;
  }, [route]);
  const current = (view) => (route.view === view ? "page" : undefined);

  return (
    <>
      <header>
        <a class="title" href="#" aria-label="Start">
          Linux {index.version} <small>{index.arch}</small>
        </a>
        <Search {...{ box, route, setRoute }} />
        <nav aria-label="Views">
          <a href="#map=" aria-current={current("map")}>Map</a>
          <a href="#compare=" aria-current={current("compare")}>Compare</a>
        </nav>
        <ConfigChoice {...{ index, config, setConfig }} />
      </header>
      <main ref={main} tabindex={-1}>
        <View key={route.view} index={index} of={route.of}
          config={index.configs.length ? config : null} />
      </main>
    </>
  );
}

loadIndex().then(
  (index) => {
    document.body.replaceChildren(); // "loading"
    render(<Page index={index} />, document.body);
  },
  (error) => { document.body.textContent = `This page is damaged: ${error.message}`; });
