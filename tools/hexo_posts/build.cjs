// Builds a whole site: `node build.cjs HEXO FOLDER MODULES`. The site's posts are in FOLDER, its pages go to FOLDER/public.
"use strict";
const { mkdirSync, writeFileSync } = require("node:fs");
const { createRequire } = require("node:module");
const { join } = require("node:path");

const [name, base, modules] = process.argv.slice(2);
const load = createRequire(join(modules, "node_modules", "x.cjs"));

// What a theme shows of a post, where a program finds it.
const LAYOUT = `<!doctype html><html><head><meta charset="utf-8"><meta name="source" content="{{ page.source }}">
<title>{{ page.title }}</title></head><body><time id="date">{{ page.date.toISOString() }}</time>
<time id="updated">{{ page.updated.toISOString() }}</time>
{% for category in page.categories.toArray() %}<i class="category">{{ category.name }}</i>{% endfor %}
<article>{{ page.content | safe }}</article></body></html>`;

async function main() {
  const layouts = join(base, "themes", "plain", "layout");
  mkdirSync(layouts, { recursive: true });
  writeFileSync(join(layouts, "post.njk"), LAYOUT);
  writeFileSync(join(base, "package.json"), JSON.stringify({ name: "site", version: "1.0.0", hexo: { version: "" }, dependencies: {} }));
  writeFileSync(join(base, "_config.yml"), "title: site\nurl: http://example.com\npermalink: :year/:month/:day/:title/\ntheme: plain\n");
  const Hexo = load(name);
  const hexo = new Hexo(base, { silent: true });
  await hexo.init();
  await hexo.loadPlugin(load.resolve("hexo-renderer-marked"));
  await hexo.call("generate", {});
  await hexo.exit();
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
