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

// Until a token is pasted none is sent: the schema is told without one.
function fetcherWithout(placeholder) {
  const send = GraphiQL.createFetcher({ url: "/graphql" });
  return (question, options) => {
    const headers = { ...options?.headers };
    if (headers.Authorization === placeholder) delete headers.Authorization;
    return send(question, { ...options, headers });
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
