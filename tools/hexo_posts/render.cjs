// Prints what Hexo makes of each post of a JSON list, as a JSON list: `node render.cjs HEXO RENDERER OPTIONS MODULES`.
//
// HEXO is the name of a package: one of Hexo's versions, or one of hexo-front-matter's, which reads the front matter only.
// OPTIONS is JSON laid over the site's configuration, MODULES the folder that the packages are in.
"use strict";
const { mkdtempSync, rmSync } = require("node:fs");
const { tmpdir } = require("node:os");
const { dirname, join } = require("node:path");
const { createRequire } = require("node:module");

const [name, renderer, options, modules] = process.argv.slice(2);
const load = createRequire(join(modules, "node_modules", "x.cjs"));

// Hexo makes a time of whatever `date` and `updated` hold.
function plain(data) {
  for (const [key, value] of Object.entries(data)) {
    const time = value instanceof Date || ((key === "date" || key === "updated") && typeof value === "string");
    if (time) data[key] = { milliseconds: new Date(value).getTime() };
  }
  return { keys: Object.keys(data), data };
}

// As its processor of posts and its filter `render_post` do it.
async function render(hexo, parse, post) {
  const { _content, ...data } = parse(post, {});
  const document = { ...data, content: _content, source: "_posts/a.md" };
  const { content } = await hexo.post.render("a.md", document);
  return { ...plain(data), body: _content, page: content };
}

async function main() {
  const posts = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
  let read;
  if (name.startsWith("front-matter")) {
    const { parse } = load(name);
    read = async (post) => {
      const { _content, ...data } = parse(post, {});
      return { ...plain(data), body: _content };
    };
  } else {
    const base = mkdtempSync(join(tmpdir(), "hexo-"));
    process.on("exit", () => rmSync(base, { recursive: true }));
    const Hexo = load(name);
    const hexo = new Hexo(base, { silent: true });
    await hexo.init();
    Object.assign(hexo.config, JSON.parse(options));
    await hexo.loadPlugin(load.resolve(renderer));
    const { parse } = createRequire(load.resolve(name))("hexo-front-matter");
    read = (post) => render(hexo, parse, post);
  }
  const results = [];
  for (const post of posts) {
    try {
      results.push(await read(post));
    } catch (error) {
      results.push({ error: String(error.message || error).slice(0, 400) });
    }
  }
  process.stdout.write(JSON.stringify(results));
}

main();
