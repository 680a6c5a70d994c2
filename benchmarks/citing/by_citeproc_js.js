// Cite every item once and list all, with citeproc-js: `by_citeproc_js.js STYLE ITEMS LOCALES`.

"use strict";

const fs = require("node:fs");
const path = require("node:path");

const [style, items, locales] = process.argv.slice(2);
const begin = process.hrtime.bigint();
const CSL = require("citeproc");
const list = JSON.parse(fs.readFileSync(items, "utf-8"));
const byId = new Map(list.map((item) => [item.id, item]));

const system = {
  retrieveItem: (id) => byId.get(id),
  retrieveLocale: (language) => {
    const file = path.join(locales, `locales-${language}.xml`);
    return fs.existsSync(file) && fs.readFileSync(file, "utf-8");
  },
};
const engine = new CSL.Engine(system, fs.readFileSync(style, "utf-8"), "en-US");
engine.setOutputFormat("text");
const citations = list.map((item, index) => ({
  citationID: `citation${index}`,
  citationItems: [{ id: item.id }],
  properties: { noteIndex: 0 },
}));
const shown = engine.rebuildProcessorState(citations, "text");
const [, entries] = engine.makeBibliography();
const seconds = Number(process.hrtime.bigint() - begin) / 1e9;
console.log(JSON.stringify({ seconds, citations: shown.length, entries: entries.length }));
