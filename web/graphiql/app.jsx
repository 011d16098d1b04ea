import { GraphiQL } from "graphiql";
import { createRoot } from "react-dom/client";
import "graphiql/style.css";
import { examples } from "./examples.js";

// WORKERS is filled in by build.mjs: the hashed file name of each worker by Monaco's label.
globalThis.MonacoEnvironment = {
  getWorker(_id, label) {
    const file = WORKERS[label] ?? WORKERS.editor;
    return new Worker(new URL(file, import.meta.url), { type: "module" });
  },
};

function parsed(status, text) {
  try {
    return JSON.parse(text);
  } catch {
    return { errors: [{ message: `The server answered ${status}: ${text}` }] };
  }
}

async function fetcher(operation, { headers } = {}) {
  const answer = await fetch("graphql", {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      Accept: "application/graphql-response+json, application/json",
      ...headers,
    },
    body: JSON.stringify(operation),
  });
  return parsed(answer.status, await answer.text());
}

// On localhost another project's GraphiQL shares this origin: without a name of our own its tabs
// would open here in place of the examples.
const PREFIX = "insider-graph:";
const ownKeys = () => Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
const storage = {
  getItem: (key) => localStorage.getItem(PREFIX + key),
  setItem: (key, value) => localStorage.setItem(PREFIX + key, value),
  removeItem: (key) => localStorage.removeItem(PREFIX + key),
  clear: () => ownKeys().forEach((key) => localStorage.removeItem(key)),
  get length() {
    return ownKeys().length;
  },
};

function App({ notice }) {
  return (
    <>
      {notice && (
        <p className="notice" role="note">
          {notice}
        </p>
      )}
      <GraphiQL fetcher={fetcher} storage={storage} defaultTabs={examples}>
        <GraphiQL.Logo>insider-graph</GraphiQL.Logo>
      </GraphiQL>
    </>
  );
}

const notice = document.querySelector("meta[name=insider-graph-notice]").content;
createRoot(document.getElementById("app")).render(<App notice={notice} />);
