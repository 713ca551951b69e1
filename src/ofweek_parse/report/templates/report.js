"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const PAGE = 25;

  function element(name, text, className) {
    const made = document.createElement(name);
    if (text !== undefined) made.textContent = text;
    if (className) made.className = className;
    return made;
  }

  // The theme: the reader's choice, kept where the browser lets a file keep it, else the system's.
  const button = byId("theme");
  const system = matchMedia("(prefers-color-scheme: dark)");
  function stored() {
    try { return localStorage.getItem("ofweek-parse-theme"); } catch { return null; }
  }
  let choice = stored();
  function showTheme() {
    const isDark = choice ? choice === "dark" : system.matches;
    if (choice) document.documentElement.dataset.theme = choice;
    button.setAttribute("aria-pressed", String(isDark));
  }
  button.addEventListener("click", () => {
    choice = button.getAttribute("aria-pressed") === "true" ? "light" : "dark";
    try { localStorage.setItem("ofweek-parse-theme", choice); } catch { /* for this visit only */ }
    showTheme();
  });
  system.addEventListener("change", showTheme);
  button.hidden = false;
  showTheme();

  // The table: all rows are data, one page of them is drawn.
  const data = JSON.parse(byId("data").textContent);
  const rows = data.rows.map(([path, title, published, size, saved, images, severities, codes, verdicts, failure, place]) => ({
    path, title, published, size, images, failure, place,
    saved: size ? Math.min(saved / size, 1) : 0,
    severities,
    diagnostics: severities[0] + severities[1] + severities[2] + (failure ? 1 : 0),
    codes: codes.map((code) => data.codes[code]),
    verdicts: verdicts.map((verdict) => data.verdicts[verdict]),
    haystack: `${title}\n${path}\n${failure}`.toLowerCase(),
  }));
  const keys = ["title", "published", "size", "saved", "images", "diagnostics"];
  const headers = [...document.querySelectorAll("#table th")];
  const state = { found: rows, first: 0, column: -1, descending: false };

  function accepts(only) {
    const name = only.slice(only.indexOf(":") + 1);
    if (only === "failed") return (row) => row.failure;
    if (only === "error") return (row) => row.severities[0] || row.failure;
    if (only === "warning") return (row) => row.severities[1];
    if (only === "any") return (row) => row.diagnostics;
    if (only === "saved") return (row) => row.saved;
    if (only.startsWith("code:")) return (row) => row.codes.includes(name);
    if (only.startsWith("verdict:")) return (row) => row.verdicts.includes(name);
    return () => true;
  }

  function find() {
    const words = byId("words").value.toLowerCase().split(/\s+/).filter(Boolean);
    const accepted = accepts(byId("only").value);
    state.found = rows.filter((row) => accepted(row) && words.every((word) => row.haystack.includes(word)));
    if (state.column >= 0) {
      const key = keys[state.column];
      const sign = state.descending ? -1 : 1;
      state.found.sort((a, b) => sign * (a[key] < b[key] ? -1 : a[key] > b[key] ? 1 : 0));
    }
    state.first = 0;
    draw();
  }

  function share(part) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("class", "share");
    svg.setAttribute("viewBox", "0 0 100 4");
    svg.setAttribute("preserveAspectRatio", "none");
    svg.setAttribute("aria-hidden", "true");
    for (const [width, name] of [[100, ""], [100 * part, "part"]]) {
      const bar = document.createElementNS("http://www.w3.org/2000/svg", "rect");
      bar.setAttribute("width", width.toFixed(1));
      bar.setAttribute("height", "4");
      if (name) bar.setAttribute("class", name);
      svg.append(bar);
    }
    return svg;
  }

  function post(row) {
    const cell = element("th");
    cell.scope = "row";
    const title = element("bdi", row.failure ? "No article" : row.title || "(no title)", "title");
    title.lang = row.failure ? "en" : "zh";
    if (row.place < 0) {
      cell.append(title);
    } else {
      const link = element("a");
      link.href = `#post-${row.place}`;
      link.append(title);
      cell.append(link);
    }
    cell.append(element("bdi", row.path, "path"));
    if (row.failure) cell.append(element("bdi", row.failure, "failure"));
    return cell;
  }

  function diagnostics(row) {
    const cell = element("td", undefined, "codes");
    ["error", "warning", "info"].forEach((kind, at) => {
      const number = row.severities[at] + (at === 0 && row.failure ? 1 : 0);
      const plural = number === 1 || kind === "info" ? "" : "s";
      if (number) cell.append(element("span", `${number} ${kind}${plural}`, `chip is-${kind}`), " ");
    });
    cell.append(element("span", row.codes.join(", "), "quiet"));
    return cell;
  }

  function drawn(row) {
    const line = element("tr");
    const saved = element("td", row.failure ? "" : `${Math.round(100 * row.saved)} %`, "number");
    if (row.saved) saved.append(share(row.saved));
    line.append(
      post(row),
      element("td", row.published, "date"),
      element("td", row.size.toLocaleString("en"), "number"),
      saved,
      element("td", row.failure ? "" : row.images, "number"),
      diagnostics(row),
    );
    return line;
  }

  function draw() {
    const { found, first } = state;
    const last = Math.min(first + PAGE, found.length);
    document.querySelector("#table tbody").replaceChildren(...found.slice(first, last).map(drawn));
    const shown = (number) => number.toLocaleString("en");
    const all = found.length === rows.length ? "" : `, found among ${shown(rows.length)}`;
    byId("count").textContent = found.length
      ? `Posts ${shown(first + 1)} to ${shown(last)} of ${shown(found.length)}${all}.`
      : `No post found among ${shown(rows.length)}.`;
    byId("pager").hidden = found.length <= PAGE;
    byId("page").textContent = `Page ${shown(first / PAGE + 1)} of ${shown(Math.ceil(found.length / PAGE))}`;
    for (const [id, off] of [["previous", first === 0], ["next", last === found.length]]) {
      byId(id).setAttribute("aria-disabled", String(off)); // stays focusable where the last click left the reader
    }
    headers.forEach((header, at) => {
      if (at === state.column) header.setAttribute("aria-sort", state.descending ? "descending" : "ascending");
      else header.removeAttribute("aria-sort");
    });
  }

  function turn(step) {
    const first = state.first + step;
    if (first < 0 || first >= state.found.length) return;
    state.first = first;
    draw();
  }

  let waiting;
  byId("words").addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(find, 150);
  });
  byId("only").addEventListener("change", find);
  byId("search").addEventListener("submit", (event) => event.preventDefault());
  byId("previous").addEventListener("click", () => turn(-PAGE));
  byId("next").addEventListener("click", () => turn(PAGE));
  headers.forEach((header, at) => header.addEventListener("click", (event) => {
    if (!event.target.closest("button")) return;
    state.descending = state.column === at ? !state.descending : at > 1;
    state.column = at;
    find();
  }));

  // A link to a post opens it.
  function open() {
    const target = location.hash.startsWith("#post-") && byId(location.hash.slice(1));
    if (!target) return;
    target.open = true;
    target.querySelector("summary").focus();
    target.scrollIntoView();
  }
  addEventListener("hashchange", open);

  byId("search").hidden = false;
  find();
  open();
})();
