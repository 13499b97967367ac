"use strict";

// Nothing is kept in the browser: tokens and what was asked about persons end with the tab.
function memory() {
  const kept = new Map();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => { kept.set(key, String(value)); },
    removeItem: (key) => { kept.delete(key); },
    clear: () => { kept.clear(); },
    get length() { return kept.size; },
  };
}

// A token pasted in one tab serves the others. Until then none is sent: the schema is told without one.
function fetcherWithout(placeholder) {
  const send = GraphiQL.createFetcher({ url: "/graphql" });
  let signedIn = {};
  return (question, options) => {
    const { Authorization: token, ...others } = options?.headers ?? {};
    if (token && token !== placeholder) {
      const position = others["Casusregie-Position"];
      signedIn = position ? { Authorization: token, "Casusregie-Position": position } : { Authorization: token };
    }
    return send(question, { ...options, headers: { ...signedIn, ...others } });
  };
}

async function start() {
  const answer = await fetch("/ide/questions.json");
  const { headers, tabs } = await answer.json();
  const text = JSON.stringify(headers, null, 2);
  const ide = React.createElement(GraphiQL, {
    fetcher: fetcherWithout(headers.Authorization),
    storage: memory(),
    defaultHeaders: text,
    defaultTabs: tabs.map((tab) => ({ ...tab, headers: text })),
    defaultEditorToolsVisibility: "headers",
    isHeadersEditorEnabled: true,
    shouldPersistHeaders: false,
  });
  ReactDOM.createRoot(document.getElementById("ide")).render(ide);
}

start();
