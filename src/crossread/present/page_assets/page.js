"use strict";
// The page's behaviour: choosing a line shows its sentences; filters, search, keys; nothing is fetched, nothing stored.
(() => {
  const root = document.documentElement;
  const byId = (id) => document.getElementById(id);
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const pane = byId("pane"), evidence = byId("evidence"), help = byId("help");
  const find = byId("find"), filters = byId("filters"), returnBar = byId("return");
  if (!pane) return;

  const PLACES_SHOWN = 40, WITHDRAWN_SHOWN = 8, OPEN_REPORTS = 4, PHONE = matchMedia("(max-width: 899px)");
  const rows = all(".row"), claims = all(".claim");
  const list = (element, key) => (element.dataset[key] || "").split(" ").filter(Boolean);
  // Rows and marks name their statements by short keys (data-p), which stand beside the statements in the reports (data-k).
  const keyed = new Map(all("[data-k]").map((place) => [place.dataset.k, place.id]));
  const idsOf = (element, key) => list(element, key).map((short) => keyed.get(short)).filter(Boolean);
  // A link without a list of its own leads to one statement; "own voice" is what is not written beside it.
  const aim = (element) => { const to = element.tagName.toLowerCase() === "a" ? (element.getAttribute("href") || "").slice(1) : ""; return to && byId(to) && byId(to).dataset.k ? [to] : []; };
  function statements(element) {
    if (element.dataset.p) return idsOf(element, "p");
    if (element.classList.contains("m")) { const opened = []; for (let at = element.previousElementSibling; at && at.dataset.k; at = at.previousElementSibling) opened.unshift(at.id); return opened; }
    if (element.classList.contains("row")) { const link = element.querySelector("a"); return link ? aim(link) : []; }
    return aim(element);
  }
  const found = (row) => row.dataset.all ? idsOf(row, "all") : statements(row);
  const WHOSE = JSON.parse(find.dataset.whose || "[]"), whose = (id) => WHOSE[Number(byId(id).dataset.w)] || "";
  const relationOf = (row) => row.dataset.rel || (row.classList.contains("claim") && row.closest(".plain") ? "single" : "");
  const heading = (row) => { const name = row.querySelector(".pick, .thing bdi, bdi"); return name ? name.textContent : row.textContent; };
  const reportOf = (id) => byId(id).closest(".report");
  const openUp = (element) => { for (let at = element; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true; };
  const announce = (text) => { byId("announce").textContent = text; };
  function make(tag, cls, text) {
    const element = document.createElement(tag);
    if (cls) element.className = cls;
    if (text) element.textContent = text;
    if (tag === "button") element.type = "button";
    return element;
  }

  // Marks in the reports, found by statement; gathered on first use, because a large dossier has many.
  let marks = null;
  function marksOf(id) {
    if (!marks) {
      marks = new Map();
      for (const mark of all(".report .m")) for (const key of statements(mark)) {
        if (!marks.has(key)) marks.set(key, []);
        marks.get(key).push(mark);
      }
    }
    return marks.get(id) || [];
  }
  const wordsOf = (id) => marksOf(id).map((mark) => mark.textContent).join("");
  const paragraphNumber = (id) => byId(id).closest("p").id.split("p").pop();
  const cite = (id) => `${reportOf(id).dataset.cite}, ¶${paragraphNumber(id)} (${whose(id)}): “${wordsOf(id)}”`;

  // Evidence: the sentences of what was chosen, in their paragraphs.
  let chosen = null, focusBack = null, places = [], at = -1, scrollBack = null;
  function light(ids) {
    all(".report .on").forEach((mark) => mark.classList.remove("on"));
    const spoken = new Set();
    for (const id of ids) for (const mark of marksOf(id)) { mark.classList.add("on"); spoken.add(mark.closest(".report")); }
    all(".report").forEach((report) => report.classList.toggle("dim", spoken.size > 0 && !spoken.has(report)));
    const columns = [...spoken].filter((report) => !report.classList.contains("copy")).slice(0, OPEN_REPORTS);
    if (columns.length && columns[0].closest(".many")) {
      all(".many details[open]").forEach((details) => { if (details.parentElement.classList.contains("report")) details.open = columns.includes(details.parentElement); });
      columns.forEach((report) => { report.querySelector("details").open = true; });
    }
    for (const report of spoken) {
      const first = report.querySelector(".on");
      if (report.scrollHeight > report.clientHeight) report.scrollTop += first.getBoundingClientRect().top - report.getBoundingClientRect().top - 120;
    }
    for (const graph of all(".graph")) {
      const edges = all(".edge", graph), wanted = new Set(ids);
      edges.forEach((edge) => edge.classList.toggle("lit", idsOf(edge, "e").some((id) => wanted.has(id))));
      graph.classList.toggle("lit", edges.some((edge) => edge.classList.contains("lit")));
    }
  }
  function context(id) {
    // The paragraph with the statement's words highlighted; text only, so that nothing of a report can be markup.
    const body = make("p", "text"), paragraph = byId(id).closest("p");
    body.dir = "auto";
    for (const node of paragraph.childNodes) {
      if (node.nodeType === Node.TEXT_NODE) body.append(node.textContent);
      else if (node.matches("[data-k], em")) continue;
      else body.append(make("span", node.dataset && statements(node).includes(id) ? "hit" : "", node.textContent));
    }
    return body;
  }
  function article(id, copies) {
    const report = reportOf(id), body = make("div"), foot = make("p", "note"), link = make("a", "place");
    const block = make("article");
    block.dataset.id = id;
    link.textContent = `${report.querySelector("h3 bdi").textContent}, ¶${paragraphNumber(id)}`;
    link.href = "#" + id;
    link.onclick = (event) => { event.preventDefault(); at = places.indexOf(id); openReport(); };
    foot.append(link, " " + whose(id));
    body.append(context(id), foot);
    if (copies.length) body.append(make("p", "note", "word for word in " + copies.join(" and ")));
    block.append(make("b", "", report.dataset.r), body);
    return block;
  }
  function show(ids, title, row) {
    ids = [...new Set(ids)].filter((id) => byId(id));
    if (!ids.length) return;
    const repeats = new Map();
    places = ids.filter((id) => {
      const report = reportOf(id), source = report.dataset.copy;
      const original = source && ids.find((other) => reportOf(other).dataset.r === source && wordsOf(other) === wordsOf(id));
      if (original) repeats.set(original, [...(repeats.get(original) || []), report.dataset.r]);
      return !original;
    });
    at = -1;
    all(".row.on").forEach((other) => other.classList.remove("on"));
    if (row) { row.classList.add("on"); if (row.id) history.replaceState(null, "", "#" + row.id); }
    chosen = row && row.classList.contains("claim") ? row : chosen;
    evidence.textContent = "";
    const close = make("button", "close", "Close ");
    close.append(make("kbd", "", "Esc"));
    close.onclick = shut;
    evidence.append(close);
    const relation = row && relationOf(row);
    if (relation) {
      const kinds = [...new Set(all(".why b", row).map((kind) => kind.textContent))].slice(0, 3);
      const word = { agree: "= agree", differ: "≈ differ", conflict: "≠ conflict", single: "– only one" }[relation];
      evidence.append(make("p", "kind " + relation, [word, ...kinds].join(" · ")));
    }
    evidence.append(make("h2", "", title));
    if (row) for (const why of all(".why", row).slice(0, 4)) evidence.append(make("p", "note", why.textContent.trim().replace(/\s+/g, " ")));
    const behind = row && row.querySelector("td.last .behind");
    if (behind) evidence.append(behind.cloneNode(true));
    for (const id of places.slice(0, PLACES_SHOWN)) evidence.append(article(id, repeats.get(id) || []));
    if (places.length > PLACES_SHOWN) evidence.append(make("p", "note", `and ${places.length - PLACES_SHOWN} more places`));
    const acts = make("div", "acts");
    for (const [label, key, act] of [["Next place ", "n", next], ["Open report ", "o", openReport], ["Copy citation ", "c", copy], ...(pairButton && new Set(places.map((place) => reportOf(place).dataset.r)).size > 1 ? [["Side by side ", "s", togglePair]] : [])]) {
      const button = make("button", "", label);
      button.append(make("kbd", "", key));
      button.onclick = act;
      acts.append(button);
    }
    evidence.append(acts);
    evidence.hidden = false; help.hidden = true; pane.classList.add("sheet"); pane.scrollTop = 0;
    light(ids);
    announce(`${title}: ${places.length} ${places.length === 1 ? "place" : "places"}`);
    if (scrollBack !== null) bar();
  }
  function shut() {
    evidence.hidden = true; help.hidden = false; pane.classList.remove("sheet");
    light([]);
    all(".row.on").forEach((row) => row.classList.remove("on"));
    returnBar.hidden = true; scrollBack = null; places = [];
    if (location.hash) history.replaceState(null, "", location.pathname + location.search);
    if (focusBack && focusBack.isConnected) focusBack.focus({ preventScroll: true });
    focusBack = null;
  }
  function next() {
    if (!places.length) return;
    at = (at + 1) % places.length;
    all("#evidence article").forEach((block) => block.classList.toggle("now", block.dataset.id === places[at]));
    const block = all("#evidence article")[at];
    if (block) block.scrollIntoView({ block: "nearest" });
    announce(`Place ${at + 1} of ${places.length}`);
    if (scrollBack !== null) jump(marksOf(places[at])[0]);
  }
  function jump(element) {
    if (!element) return;
    openUp(element);
    element.scrollIntoView({ block: "center", inline: "center" });
    element.focus({ preventScroll: true });
  }
  function bar() {
    returnBar.textContent = "";
    const title = evidence.querySelector("h2"), button = make("button", "", "Back to the claim ");
    button.append(make("kbd", "", "o"));
    button.onclick = openReport;
    returnBar.append(make("b", "", title ? title.textContent : ""), make("span", "", places.slice(0, 8).map((id) => `${reportOf(id).dataset.r} ¶${paragraphNumber(id)}`).join(" · ")), button);
    returnBar.hidden = false;
  }
  function openReport() {
    if (scrollBack !== null) {
      const y = scrollBack;
      scrollBack = null; returnBar.hidden = true;
      scrollTo({ top: y, behavior: "instant" });
      if (chosen) chosen.focus({ preventScroll: true });
      return;
    }
    if (!places.length) return;
    scrollBack = scrollY;
    if (PHONE.matches) pane.classList.remove("sheet");
    jump(marksOf(places[Math.max(at, 0)])[0]);
    bar();
  }
  function copy() {
    const id = places[Math.max(at, 0)];
    if (!id) return;
    const text = cite(id);
    const done = () => { const note = all("#evidence .acts button").pop(); if (note) note.textContent = "Copied"; announce("Citation copied"); };
    const byHand = () => {
      const field = make("textarea"); field.value = text; document.body.append(field); field.select();
      const worked = document.execCommand("copy"); field.remove();
      if (worked) done(); else announce(text);
    };
    (navigator.clipboard ? navigator.clipboard.writeText(text) : Promise.reject(new Error("no clipboard"))).then(done, byHand);
  }
  function step(by) {
    if (pairing && pairInSight()) { pairStep(by); return; }
    // Asked of the tree, not of the layout: laying out what is folded costs most of a minute with 200 reports.
    const seen = claims.filter((claim) => !claim.closest("[hidden], details:not([open])"));
    if (!seen.length) return;
    const here = seen.indexOf(chosen);
    const to = here < 0 ? (by > 0 ? 0 : seen.length - 1) : Math.min(Math.max(here + by, 0), seen.length - 1);
    const row = seen[to];
    row.scrollIntoView({ block: "center" });
    if (!row.hasAttribute("tabindex")) row.tabIndex = -1;
    row.focus({ preventScroll: true });
    focusBack = row;
    show(statements(row), heading(row), row);
  }

  // Two reports beside each other: what both say is drawn across; choosing a claim brings both passages to one height.
  const columns = byId("columns"), pairButton = byId("pair"), left = byId("pair-a"), right = byId("pair-b");
  const SVG = "http://www.w3.org/2000/svg", EYE = 0.3;
  let pairing = false, across = null, ties = [], tie = -1, waiting = false;
  const columnOf = (number) => columns.querySelector(`.report[data-r="${number}"]`);
  const pairInSight = () => { const box = columns.getBoundingClientRect(); return box.top < innerHeight * 0.8 && box.bottom > innerHeight * 0.2; };
  function tiesOf(a, b) {
    // The claims that both reports make, with the first mark of each, in the order of the left one.
    const first = (report) => {
      const found = new Map();
      for (const mark of all("a.m[href]", report)) { const key = mark.getAttribute("href").slice(1); if (!found.has(key)) found.set(key, mark); }
      return found;
    };
    const one = first(columnOf(a)), two = first(columnOf(b));
    return [...one].filter(([key]) => two.has(key)).map(([key, mark]) => ({ key, left: mark, right: two.get(key) }));
  }
  function bestPair() {
    const open = [...left.options].map((option) => option.value).filter((number) => !columnOf(number).dataset.copy).slice(0, 12);
    let best = [open[0], open[1] || open[0]], most = -1;
    for (let i = 0; i < open.length; i++) for (let j = i + 1; j < open.length; j++) {
      const count = tiesOf(open[i], open[j]).length;
      if (count > most) { most = count; best = [open[i], open[j]]; }
    }
    return best;
  }
  function setPair(a, b) {
    left.value = a; right.value = b;
    all(".report", columns).forEach((report) => {
      report.classList.toggle("left", report.dataset.r === a); report.classList.toggle("right", report.dataset.r === b);
      if (report.dataset.r === a || report.dataset.r === b) report.querySelector("details").open = true;
    });
    ties = a === b ? [] : tiesOf(a, b); tie = -1;
    byId("pair-said").textContent = `${ties.length} ${ties.length === 1 ? "claim" : "claims"} in both`;
    draw();
  }
  function draw() {
    if (!across) return;
    across.textContent = "";
    const box = across.getBoundingClientRect(), wide = box.width, high = box.height;
    if (!wide) return;
    const middle = (mark) => { const at = mark.getBoundingClientRect(); return at.top + Math.min(at.height, 22) / 2 - box.top; };
    ties.forEach((one, index) => {
      const from = middle(one.left), to = middle(one.right);
      if (Math.max(from, to) < 0 || Math.min(from, to) > high) return;
      const path = document.createElementNS(SVG, "path"), relation = RELATIONS.find((name) => one.left.classList.contains(name) || one.right.classList.contains(name)) || "agree";
      path.setAttribute("d", `M0 ${from.toFixed(1)}C${wide / 2} ${from.toFixed(1)} ${wide / 2} ${to.toFixed(1)} ${wide} ${to.toFixed(1)}`);
      path.setAttribute("class", relation + (index === tie ? " now" : ""));
      path.addEventListener("click", () => pairTo(index));
      across.append(path);
    });
  }
  const redraw = () => { if (!waiting) { waiting = true; requestAnimationFrame(() => { waiting = false; draw(); }); } };
  function level(one) {
    // Both to one height where their columns can scroll so far, else each as near to the other as it gets.
    const height = (mark) => mark.getBoundingClientRect().top - mark.closest(".report").getBoundingClientRect().top;
    const bring = (mark, to) => { mark.closest(".report").scrollTop += height(mark) - to; };
    const eye = one.left.closest(".report").clientHeight * EYE;
    bring(one.left, eye); bring(one.right, height(one.left)); bring(one.left, height(one.right));
  }
  function pairTo(index) {
    tie = index;
    const one = ties[index], row = byId(one.key);
    if (row && PHONE.matches) light(statements(row));
    else if (row) { openUp(row); show(statements(row), heading(row), row); }
    level(one); draw();
    byId("pair-said").textContent = `claim ${index + 1} of ${ties.length} in both: ${row ? heading(row) : ""}`;
    one.left.focus({ preventScroll: true });
  }
  function pairStep(by) {
    if (ties.length) pairTo(tie < 0 ? (by > 0 ? 0 : ties.length - 1) : Math.min(Math.max(tie + by, 0), ties.length - 1));
  }
  function togglePair() {
    if (!pairButton) return;
    pairing = !pairing;
    pairButton.setAttribute("aria-pressed", String(pairing));
    document.querySelector(".pair-tools").hidden = !pairing;
    columns.classList.toggle("pair", pairing);
    columns.closest("section").classList.toggle("paired", pairing);
    if (!pairing) { all(".report", columns).forEach((report) => report.classList.remove("left", "right")); return; }
    if (!across) {
      const gap = make("div", "across");
      gap.setAttribute("aria-hidden", "true");
      across = document.createElementNS(SVG, "svg");
      gap.append(across);
      columns.append(gap);
      columns.addEventListener("scroll", redraw, true);
      addEventListener("resize", redraw);
      columns.addEventListener("toggle", redraw, true);
    }
    const mine = chosen && places.length ? [...new Set(statements(chosen).map((id) => reportOf(id)).filter((report) => columns.contains(report) && !report.dataset.copy).map((report) => report.dataset.r))] : [];
    setPair(...(mine.length > 1 ? mine.slice(0, 2) : bestPair()));
    const here = mine.length > 1 ? ties.findIndex((one) => one.key === chosen.id) : -1;
    columns.closest("section").scrollIntoView({ block: "start", behavior: "instant" });
    if (here >= 0) pairTo(here); else pairButton.focus({ preventScroll: true });
  }
  if (pairButton) {
    pairButton.onclick = togglePair;
    left.onchange = right.onchange = () => setPair(left.value, right.value);
    byId("pair-next").onclick = () => pairStep(1);
    byId("pair-back").onclick = () => pairStep(-1);
  }

  document.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.target.closest("#evidence, #return, summary")) return;
    // The words of a statement behind its first piece are no link of their own: they act as that piece does.
    const later = event.target.closest(".report span.m"), first = later && marksOf(statements(later)[0])[0];
    const link = event.target.closest("a") || (first && first.tagName === "A" ? first : null), row = event.target.closest(".row");
    if (link && statements(link).length) {
      event.preventDefault();
      focusBack = link;
      const claim = link.closest(".report") && byId(link.getAttribute("href").slice(1));
      if (claim) show(statements(claim), heading(claim), claim);
      else if (row && row.classList.contains("claim")) show([...statements(link), ...statements(row)], heading(row), row);
      else show(statements(link), link.dataset.title || (row ? heading(row) : link.getAttribute("aria-label") || link.textContent.trim()), row);
    } else if (link && link.dataset.claim) {
      const claim = byId(link.dataset.claim);
      openUp(claim); focusBack = link;
      show(statements(claim), heading(claim), claim);
    } else if (link && /^#r\d+$/.test(link.getAttribute("href") || "")) openUp(byId(link.getAttribute("href").slice(1)).querySelector("summary"));
    else if (!link && row && !String(getSelection())) {
      focusBack = event.target.closest(".pick") || row;
      show(statements(row), heading(row), row);
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      if (document.activeElement === find && find.value) { find.value = ""; apply(); }
      if (document.activeElement === find) find.blur();
      closeFilters(); shut();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
    const act = { j: () => step(1), k: () => step(-1), n: next, o: openReport, c: copy, s: togglePair, "/": openFind, f: toggleFilters }[event.key];
    if (act) { event.preventDefault(); act(); }
    else if (event.key === "Enter" && event.target.classList.contains("row")) show(statements(event.target), heading(event.target), event.target);
  });

  // Filters and search.
  const RELATIONS = ["agree", "differ", "conflict", "single"];
  const picked = { r: new Set(), rel: new Set(RELATIONS) };
  const lower = new WeakMap();
  // What the filters ask of a row is what stands beside its statements: report, teller, origin, certainty, names.
  const asks = new WeakMap();
  function has(row, key, value) {
    if (!asks.has(row)) {
      const sets = { r: new Set(), t: new Set(), o: new Set(), y: new Set(), n: new Set() };
      for (const id of found(row)) {
        const place = byId(id);
        sets.r.add(reportOf(id).dataset.r);
        (place.dataset.f || "").split(",").forEach((keys, index) => keys.split(" ").filter(Boolean).forEach((short) => sets["toyn"[index]].add(short)));
      }
      asks.set(row, sets);
    }
    return asks.get(row)[key].has(value);
  }
  const textOf = (element) => { if (!lower.has(element)) lower.set(element, element.textContent.toLocaleLowerCase()); return lower.get(element); };

  // A question: words and names, and figures with a comparison before them and what they count behind.
  const COMPARED = [
    [/(?:>=|≥|\bat least\b|\bfrom\b)/y, (low, high, x) => high >= x], [/(?:<=|≤|\bat most\b|\bup to\b)/y, (low, high, x) => low <= x],
    [/(?:>|\bover\b|\bmore than\b|\babove\b)/y, (low, high, x) => high > x], [/(?:<|\bunder\b|\bless than\b|\bfewer than\b|\bbelow\b)/y, (low, high, x) => low < x],
    [/=/y, (low, high, x) => low <= x && x <= high],
  ];
  const FIGURE = /\s*([$€£¥₩₹]?)\s*(\d[\d,]*(?:\.\d+)?)\s*(thousand|million|billion|bn|mn|[km](?![a-zµ²³]))?\s*(%|percent\b)?/y;
  const SCALES = { k: 1e3, thousand: 1e3, m: 1e6, mn: 1e6, million: 1e6, bn: 1e9, billion: 1e9 };
  const UNITS = JSON.parse(find.dataset.units || "{}");
  function unitOf(words) {
    // The unit that the words begin with, of those the dossier can convert: "km", "kilometres", "square kilometre".
    for (let count = Math.min(3, words.length); count > 0; count--) {
      const name = words.slice(0, count).join(" ");
      for (const form of [name, name.replace(/s$/, ""), name === "feet" ? "foot" : name]) if (UNITS[form]) return { base: UNITS[form][0], factor: UNITS[form][1], count };
    }
    return null;
  }
  function question(text) {
    const asked = { words: [], figures: [] };
    let at = 0, open = null;
    const source = text.trim().toLocaleLowerCase();
    const match = (pattern) => { pattern.lastIndex = at; return pattern.exec(source); };
    while (at < source.length) {
      let found = null;
      for (const [sign, holds] of COMPARED) {
        const compared = match(sign);
        if (!compared) continue;
        FIGURE.lastIndex = at + compared[0].length;
        const figure = FIGURE.exec(source);
        if (figure) found = { holds, figure, end: FIGURE.lastIndex };
        break;
      }
      if (found) {
        const [, money, digits, scale, share] = found.figure;
        open = { holds: found.holds, value: Number(digits.replaceAll(",", "")) * (SCALES[scale] || 1), words: money ? [money] : share ? ["%"] : [] };
        asked.figures.push(open);
        at = found.end;
      } else {
        const word = match(/[^\s<>=≥≤]+|[<>=≥≤]+/y);
        if (word) { if (/[^<>=≥≤]/.test(word[0])) (open ? open.words : asked.words).push(word[0]); at += word[0].length; }
        else at++;
      }
    }
    for (const figure of asked.figures) figure.unit = unitOf(figure.words);
    return asked;
  }
  const figuresOf = (id) => { const place = byId(id); return place && place.dataset.q ? place.dataset.q.split(";").map((figure) => figure.split("|")) : []; };
  const begins = (words, part) => words.split(/[\s-]+/).some((word) => word.startsWith(part.replace(/(?<=...)s$/, "")));
  function answers(asked, given, text) {
    // Whether one figure of a statement answers: the value, in the unit asked for, and what is counted, there or in the row's words.
    const [low, high, words, baseLow, baseHigh, base] = given;
    let rest = asked.words, from = low, to = high, value = asked.value;
    if (asked.unit) {
      rest = rest.slice(asked.unit.count);
      if (base !== asked.unit.base) return false;
      from = baseLow; to = baseHigh; value *= asked.unit.factor;
    }
    if (from === "" || from === undefined || !asked.holds(Number(from), Number(to), value)) return false;
    return rest.every((word) => begins(words, word) || (/\w/.test(word) && text.includes(word)));
  }
  const named = new Map(all("select[data-f=n] option[value]", filters).filter((option) => option.value).map((option) => [option.value, option.textContent.toLocaleLowerCase()]));
  const namesOf = (word) => word.length < 3 ? [] : [...named].filter(([, name]) => name.split(/\s+/).some((part) => part === word)).map(([key]) => key);
  function apply() {
    const asked = question(find.value), words = asked.words;
    const keys = new Map(words.map((word) => [word, namesOf(word)]));
    const choices = all("select", filters).filter((select) => select.value).map((select) => [select.dataset.f, select.value]);
    const sought = words.length > 0 || asked.figures.length > 0;
    const active = sought || choices.length > 0 || picked.r.size > 0 || picked.rel.size < RELATIONS.length;
    const figured = new Set();
    const answered = (row) => asked.figures.every((figure) => {
      const mine = found(row).filter((id) => figuresOf(id).some((given) => answers(figure, given, textOf(row))));
      mine.forEach((id) => figured.add(id));
      return mine.length > 0;
    });
    let count = 0;
    for (const row of rows) {
      const kept = (!relationOf(row) || picked.rel.has(relationOf(row)))
        && (!picked.r.size || [...picked.r].some((report) => has(row, "r", report)))
        && choices.every(([key, value]) => has(row, key, value))
        && words.every((word) => textOf(row).includes(word) || keys.get(word).some((key) => has(row, "n", key)))
        && answered(row);
      row.hidden = !kept;
    }
    // A line stays while something that is folded behind it does.
    for (const row of all(".folds .row:not([hidden])")) { const line = row.parentElement.closest(".row"); if (line) line.hidden = false; }
    for (const row of claims) if (!row.hidden) count++;
    for (const part of all("main .part, .first-part, .group, .speaker, .trades tbody, .ledger tbody tr, .matrix, .multiples, .more")) {
      const mine = all(".row", part), none = mine.length > 0 && mine.every((row) => row.hidden);
      part.hidden = active && none;
      if (active && part.tagName === "DETAILS" && mine.length && !none && !part.classList.contains("folds")) part.open = true;
    }
    for (const link of all(".bar-top nav a")) { const head = byId(link.hash.slice(1)), part = head && head.closest(".part"); link.hidden = Boolean(part && part.hidden); }
    const reports = new Set([...picked.r, ...choices.filter(([key]) => key === "r").map(([, value]) => value)]);
    for (const report of all(".report")) {
      report.hidden = reports.size > 0 && !reports.has(report.dataset.r);
      if (reports.has(report.dataset.r)) report.querySelector("details").open = true;
    }
    const told = new Set([...figured].map((id) => byId(id).closest("p")));
    let hits = 0;
    for (const paragraph of all(".report .text p")) {
      const hit = sought && words.every((word) => textOf(paragraph).includes(word)) && (!asked.figures.length || told.has(paragraph));
      paragraph.classList.toggle("found", hit);
      if (hit) { hits++; if (!paragraph.closest(".many")) openUp(paragraph); }
    }
    byId("shown").textContent = `${count.toLocaleString("en")} of ${claims.length.toLocaleString("en")} claims` + (sought ? `, ${hits} ${hits === 1 ? "paragraph" : "paragraphs"}` : "");
    if (pairing) draw();
  }
  function closeFilters() { filters.classList.remove("open"); byId("filter").setAttribute("aria-expanded", "false"); home(); }
  function home() { if (!byId("find").closest(".tools")) document.querySelector(".tools").prepend(find); }
  function toggleFilters() {
    if (filters.classList.contains("open")) { closeFilters(); byId("filter").focus(); return; }
    filters.classList.add("open");
    byId("filter").setAttribute("aria-expanded", "true");
    if (PHONE.matches) filters.prepend(find);
    const first = filters.querySelector("input, button, select");
    if (first) first.focus();
  }
  function openFind() { if (PHONE.matches && !filters.classList.contains("open")) toggleFilters(); find.focus(); }
  filters.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-f]");
    if (!button) return;
    const set = picked[button.dataset.f], on = !set.has(button.value);
    if (on) set.add(button.value); else set.delete(button.value);
    button.setAttribute("aria-pressed", String(on));
    apply();
  });
  filters.addEventListener("change", apply);
  filters.addEventListener("submit", (event) => event.preventDefault());
  filters.addEventListener("reset", () => {
    picked.r.clear(); picked.rel = new Set(RELATIONS); find.value = "";
    all("button[data-f]", filters).forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.f === "rel")));
    setTimeout(apply);
  });
  let wait = 0;
  find.addEventListener("input", () => { clearTimeout(wait); wait = setTimeout(apply, 120); });
  byId("filter").onclick = toggleFilters;
  byId("done").onclick = () => { closeFilters(); byId("filter").focus(); };

  // Theme, marks, what copies changed.
  byId("theme").onclick = () => {
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
  };
  for (const button of all("[data-mark]")) button.onclick = () => {
    const off = button.getAttribute("aria-pressed") === "true";
    button.setAttribute("aria-pressed", String(!off));
    all(".columns").forEach((columns) => columns.classList.toggle("no-" + button.dataset.mark, off));
  };
  const changes = byId("changes");
  if (changes) changes.onclick = () => {
    const on = changes.getAttribute("aria-pressed") !== "true";
    changes.setAttribute("aria-pressed", String(on));
    all(".columns").forEach((columns) => columns.classList.toggle("changes", on));
    all(".report.copy > details").forEach((details) => { details.open = on; });
  };

  // What falls when an origin or a report does not count: a preview; `crossread read … --without` counts anew.
  const many = (count, word) => `${count.toLocaleString("en")} ${word}${count === 1 ? "" : "s"}`;
  for (const select of all("[data-withdraw]")) select.onchange = () => {
    const box = select.closest(".withdraw").querySelector(".fallen"), option = select.selectedOptions[0];
    box.textContent = "";
    if (!option.value) return;
    const gone = new Set(option.dataset.r ? all(`.report[data-r="${option.dataset.r}"] [data-k]`).map((mark) => mark.id) : statements(option));
    const story = select.closest(".story"), falls = (row) => statements(row).length > 0 && statements(row).every((id) => gone.has(id));
    const mine = claims.filter((claim) => story.contains(claim)), fallen = mine.filter(falls);
    const weaker = mine.filter((claim) => !falls(claim) && statements(claim).some((id) => gone.has(id)));
    const lines = all(".ledger .row, .trades:not(.more .trades) .row", story).filter(falls).length;
    box.append(make("p", "", `${many(gone.size, "statement")} ${gone.size === 1 ? "rests" : "rest"} on it. ${many(fallen.length, "claim")} and ${many(lines, "line")} of the exchange fall; ${many(weaker.length, "claim")} ${weaker.length === 1 ? "keeps" : "keep"} other words.`));
    for (const [words, found] of [["Nothing else says", fallen], ["Others still say", weaker]]) {
      if (!found.length) continue;
      const list = make("ul", "plain");
      box.append(make("h3", "", words), list);
      for (const claim of found.slice(0, WITHDRAWN_SHOWN)) {
        const line = make("li"), link = make("a", "", heading(claim));
        link.href = "#" + claim.id; link.dataset.claim = claim.id;
        const sign = claim.querySelector(".sign");
        line.append(sign ? sign.cloneNode(true) : make("span", "sign single", "–"), link);
        list.append(line);
      }
      if (found.length > WITHDRAWN_SHOWN) list.append(make("li", "note", `and ${found.length - WITHDRAWN_SHOWN} more`));
    }
    box.append(make("p", "note", `To count anew: crossread read … --without "${option.value}"`));
  };

  // The section one reads is marked in the bar.
  const heads = new Map(all(".bar-top nav a").map((link) => [link.hash.slice(1), link]));
  const watch = new IntersectionObserver((seen) => {
    for (const entry of seen) if (entry.isIntersecting) {
      heads.forEach((link) => link.removeAttribute("aria-current"));
      heads.get(entry.target.id).setAttribute("aria-current", "true");
    }
  }, { rootMargin: "-10% 0px -70% 0px" });
  heads.forEach((_, id) => { if (byId(id)) watch.observe(byId(id)); });

  // On paper, places become numbered notes that quote their sentence.
  addEventListener("beforeprint", () => {
    const notes = new Map(), section = make("section", "part wide"), items = make("ol");
    section.id = "endnotes";
    for (const place of all("main .place, main .plain li > a, main .figures a, main .quote > a, main .matrix td.value a")) {
      const id = statements(place)[0];
      if (!id || !byId(id) || place.closest("[hidden]")) continue;
      if (!notes.has(id)) notes.set(id, notes.size + 1);
      place.dataset.note = notes.get(id);
    }
    for (const [id, number] of notes) items.append(make("li", "", `${number}  ${cite(id)}`));
    section.append(make("h2", "", "Sources and places"), items);
    if (notes.size) document.querySelector(".story .wide").before(section);
  });
  addEventListener("afterprint", () => {
    const section = byId("endnotes");
    if (section) section.remove();
    all("[data-note]").forEach((place) => { delete place.dataset.note; });
  });

  // What lies below the first screen is laid out once that is there and nothing else is to do, or as soon as somebody asks for something.
  const AFTER = 1000, idle = window.requestIdleCallback || ((act) => setTimeout(act));
  const whole = () => root.classList.add("whole");
  for (const act of ["pointerdown", "keydown", "focusin"]) addEventListener(act, whole, { capture: true, once: true, passive: true });
  addEventListener("load", () => setTimeout(() => idle(whole), AFTER));

  function arrive() {
    const element = location.hash && byId(decodeURIComponent(location.hash.slice(1)));
    if (!element) return;
    whole();
    openUp(element);
    if (element.classList.contains("report")) openUp(element.querySelector("summary"));
    if (element.classList.contains("row")) show(statements(element), heading(element), element);
    else if (element.dataset.k) show([element.id], wordsOf(element.id), null);
    element.scrollIntoView({ block: "center" });
  }
  addEventListener("hashchange", arrive);
  apply();
  arrive();
})();
