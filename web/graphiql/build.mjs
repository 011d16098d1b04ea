// Writes the page into graph_api/static/graphiql: index.html, assets with hashed names, licenses.txt.

import { build } from "esbuild";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));
const target = join(here, "../../graph_api/static/graphiql");
const assets = join(target, "assets");

const NOTICE_FILE = /^(licen[sc]e|notice|thirdpartynotices)/i;

const common = {
  absWorkingDir: here,
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  outdir: assets,
  entryNames: "[name]-[hash]",
  chunkNames: "[name]-[hash]",
  assetNames: "[name]-[hash]",
  legalComments: "none", // licenses.txt carries the whole texts
  metafile: true,
  logLevel: "warning",
  loader: { ".ttf": "file" },
  jsx: "automatic",
};

async function buildWorkers() {
  const { metafile } = await build({
    ...common,
    entryPoints: {
      editor: "monaco-editor/esm/vs/editor/editor.worker.js",
      json: "monaco-editor/esm/vs/language/json/json.worker.js",
      graphql: "monaco-graphql/esm/graphql.worker.js",
    },
  });
  return metafile;
}

async function buildPage(workers) {
  const { metafile } = await build({
    ...common,
    entryPoints: { app: "app.jsx" },
    splitting: true,
    define: { "process.env.NODE_ENV": '"production"', WORKERS: JSON.stringify(workers) },
  });
  return metafile;
}

function workerFiles({ outputs }) {
  const names = Object.keys(outputs).map((path) => basename(path));
  return Object.fromEntries(names.map((name) => [name.slice(0, name.lastIndexOf("-")), name]));
}

function writeIndex({ outputs }) {
  const [script, { cssBundle }] = Object.entries(outputs).find(
    ([, { entryPoint }]) => entryPoint === "app.jsx",
  );
  const page = readFileSync(join(here, "index.html"), "utf8")
    .replace("%SCRIPT%", `graphiql/assets/${basename(script)}`)
    .replace("%STYLE%", `graphiql/assets/${basename(cssBundle)}`);
  writeFileSync(join(target, "index.html"), page);
}

function bundledPackages(metafiles) {
  const inputs = metafiles.flatMap(({ inputs }) => Object.keys(inputs));
  const folders = inputs.flatMap(
    (path) => path.match(/^node_modules\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+/) ?? [],
  );
  return [...new Set(folders)].sort();
}

function licenseOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(here, folder, "package.json")));
  const files = readdirSync(join(here, folder)).filter((entry) => NOTICE_FILE.test(entry));
  const texts = files.map((file) => readFileSync(join(here, folder, file), "utf8").trim());
  return [`${name} ${version} (${license})`, ...texts].join("\n\n") + "\n";
}

rmSync(target, { recursive: true, force: true });
mkdirSync(assets, { recursive: true });
const workers = await buildWorkers();
const page = await buildPage(workerFiles(workers));
writeIndex(page);
const licenses = bundledPackages([workers, page]).map(licenseOf);
writeFileSync(join(target, "licenses.txt"), licenses.join(`\n${"-".repeat(80)}\n\n`));
