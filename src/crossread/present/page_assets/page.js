"use strict";
(() => {
  const root = document.documentElement, $ = (id) => document.getElementById(id);
  const all = (what, from = document) => [...from.querySelectorAll(what)];
  root.classList.add("scripted");
  const pane = $("pane"), evidence = $("evidence"), help = $("help"), find = $("find"), filters = $("filters");
  if (!pane) return;
  const rows = all(".row"), claims = all(".claim");
  let chosen = null, back = null, places = [], at = -1, before = null;
  const make = (tag, cls, text) => { const e = document.createElement(tag); if (cls) e.className = cls; if (text) e.textContent = text; return e; };
  const ids = (e) => (e.dataset.s || "").split(" ").filter(Boolean);
  const marksOf = (id) => all(`.report a[data-s~="${CSS.escape(id)}"]`);
  const openUp = (e) => { for (let p = e; p; p = p.parentElement) if (p.tagName === "DETAILS") p.open = true; };

  function light(list) {
    all(".report .on").forEach((e) => e.classList.remove("on"));
    all(".report.dim").forEach((e) => e.classList.remove("dim"));
    const spoken = new Set();
    for (const id of list) for (const m of marksOf(id)) { m.classList.add("on"); spoken.add(m.closest(".report")); }
    if (spoken.size) all(".report").forEach((r) => {
      r.classList.toggle("dim", !spoken.has(r));
      const first = spoken.has(r) && r.querySelector(".on");
      if (first && r.scrollHeight > r.clientHeight) r.scrollTop += first.getBoundingClientRect().top - r.getBoundingClientRect().top - 120;
    });
    all(".graph").forEach((g) => { let any = false; all(".edge", g).forEach((e) => { const hit = (e.dataset.e || "").split(" ").some((s) => list.includes(s)); e.classList.toggle("lit", hit); any = any || hit; }); g.classList.toggle("lit", any); });
  }
  function show(list, title, origin) {
    list = [...new Set(list)].filter((id) => $(id));
    if (!list.length) return;
    back = back || origin || document.activeElement;
    evidence.textContent = ""; places = list; at = -1;
    const row = origin && origin.closest(".row");
    all(".row.on").forEach((e) => e.classList.remove("on"));
    if (row) row.classList.add("on");
    chosen = row && row.classList.contains("claim") ? row : chosen;
    const close = make("button", "close", "Close Esc"); close.type = "button"; close.onclick = shut;
    evidence.append(close);
    if (row && row.dataset.rel) evidence.append(make("p", row.dataset.rel, row.dataset.rel === "single" ? "– only one" : row.dataset.rel));
    evidence.append(make("h2", "", title));
    if (row) for (const why of all(".why", row)) evidence.append(make("p", "note", why.textContent.trim()));
    for (const id of list.slice(0, 40)) {
      const marks = marksOf(id), anchor = $(id), para = anchor.closest("p"), report = anchor.closest(".report");
      const art = make("article"); art.dataset.id = id;
      art.append(make("b", "", report.dataset.r));
      const body = make("div"), text = para.cloneNode(true);
      text.removeAttribute("id"); all("[id]", text).forEach((e) => e.remove()); all(".pn", text).forEach((e) => e.remove());
      all("a", text).forEach((a) => { const s = make("span", ids(a).includes(id) ? "hit" : "", a.textContent); a.replaceWith(s); });
      const foot = make("p", "note"), link = make("a", "place", report.querySelector("h3").textContent + ", ¶" + para.id.split("p").pop());
      link.href = "#" + id; foot.append(link, " " + (whose(id) || "")); body.append(text, foot); art.append(body); evidence.append(art);
    }
    if (list.length > 40) evidence.append(make("p", "note", `and ${list.length - 40} more`));
    const acts = make("div", "acts");
    for (const [label, act] of [["Next place (n)", next], ["Open report (o)", openReport], ["Copy citation (c)", copy]]) { const b = make("button", "", label); b.type = "button"; b.onclick = act; acts.append(b); }
    evidence.append(acts); evidence.hidden = false; help.hidden = true; pane.classList.add("sheet"); pane.scrollTop = 0;
    light(list);
  }
  function whose(id) { const q = all(`.said [data-s="${CSS.escape(id)}"]`)[0]; return q ? q.parentElement.textContent.replace(q.textContent, "").trim() : ""; }
  function shut() {
    evidence.hidden = true; help.hidden = false; pane.classList.remove("sheet"); light([]);
    all(".row.on").forEach((e) => e.classList.remove("on"));
    filters.classList.remove("open"); $("filter").setAttribute("aria-expanded", "false");
    if (back && back.isConnected) back.focus({ preventScroll: true });
    back = null;
  }
  function next() {
    if (!places.length) return;
    at = (at + 1) % places.length;
    all("#evidence article").forEach((a) => a.classList.toggle("now", a.dataset.id === places[at]));
    const art = all("#evidence article")[at]; if (art) art.scrollIntoView({ block: "nearest" });
    const mark = marksOf(places[at])[0];
    if (before !== null) jump(mark);
  }
  function jump(e) { if (!e) return; openUp(e); e.scrollIntoView({ block: "center", inline: "center" }); e.focus({ preventScroll: true }); }
  function openReport() {
    if (before !== null) { const y = before; before = null; scrollTo(0, y); if (chosen) chosen.focus({ preventScroll: true }); return; }
    if (!places.length) return;
    before = scrollY; jump(marksOf(places[Math.max(at, 0)])[0]);
  }
  function copy() {
    const id = places[Math.max(at, 0)]; if (!id) return;
    const anchor = $(id), report = anchor.closest(".report"), date = report.querySelector(".note").textContent.trim();
    const words = marksOf(id).map((m) => m.textContent).join("");
    const text = `${report.querySelector("h3").textContent}, ${date}, ¶${anchor.closest("p").id.split("p").pop()}: “${words}”`;
    (navigator.clipboard ? navigator.clipboard.writeText(text) : Promise.reject()).then(() => say("Citation copied"), () => say(text));
  }
  function say(text) { $("shown").textContent = text; }
  function step(by) {
    const seen = claims.filter((c) => !c.hidden && c.offsetParent !== null);
    if (!seen.length) return;
    const here = seen.indexOf(chosen);
    chosen = seen[here < 0 ? (by > 0 ? 0 : seen.length - 1) : Math.min(Math.max(here + by, 0), seen.length - 1)];
    chosen.scrollIntoView({ block: "center" }); chosen.focus({ preventScroll: true }); back = chosen;
    show(ids(chosen), titleOf(chosen), chosen);
  }
  const titleOf = (row) => { const p = row.querySelector(".pick, bdi"); return p ? p.textContent : row.textContent; };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a"), pick = event.target.closest(".pick"), row = event.target.closest(".row");
    if (event.target.closest("#evidence")) return;
    if (link && link.dataset.s && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault(); const claim = link.closest(".report") && $((link.getAttribute("href") || "").slice(1));
      const home = claim || link.closest(".row") || link; back = link;
      show(claim ? ids(claim) : ids(link).length > 1 || !row ? ids(link) : row.classList.contains("claim") ? [...ids(link), ...ids(row)] : ids(link), claim ? titleOf(claim) : link.dataset.title || (row ? titleOf(row) : link.textContent.trim()), home);
    } else if (link && link.dataset.claim) { const claim = $(link.dataset.claim); openUp(claim); show(ids(claim), titleOf(claim), claim);
    } else if (!link && (pick || row) && !String(getSelection())) { const r = row || pick.closest(".row"); back = pick || r; show(ids(r), titleOf(r), r); }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { if (document.activeElement === find && find.value) { find.value = ""; apply(); } shut(); if (document.activeElement === find) find.blur(); return; }
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input,select,textarea")) return;
    const act = { j: () => step(1), k: () => step(-1), n: next, o: openReport, c: copy, "/": () => find.focus(), f: () => toggleFilters() }[event.key];
    if (act) { event.preventDefault(); act(); }
    else if (event.key === "Enter" && event.target.classList.contains("row")) show(ids(event.target), titleOf(event.target), event.target);
  });

  const picked = { r: new Set(), rel: new Set(["agree", "differ", "conflict", "single"]) };
  function apply() {
    const words = find.value.trim().toLocaleLowerCase().split(/\s+/).filter(Boolean);
    const choice = all("select", filters).filter((s) => s.value).map((s) => [s.dataset.f, s.value]);
    let count = 0;
    for (const row of rows) {
      const has = (key, value) => (" " + (row.dataset[key] || "") + " ").includes(" " + value + " ");
      let ok = (!row.dataset.rel || picked.rel.has(row.dataset.rel)) && (!picked.r.size || [...picked.r].some((r) => has("r", r))) && choice.every(([k, v]) => has(k, v));
      if (ok && words.length) { const text = row.textContent.toLocaleLowerCase(); ok = words.every((w) => text.includes(w)); }
      row.hidden = !ok; if (ok && row.classList.contains("claim")) count++;
    }
    const active = words.length || choice.length || picked.r.size || picked.rel.size < 4;
    all("main .part, .group, .speaker, .trades tbody, .matrix").forEach((part) => { const mine = all(".row", part); part.hidden = Boolean(active && mine.length && mine.every((r) => r.hidden)); });
    all(".more").forEach((d) => { const mine = all(".row", d); if (active && mine.some((r) => !r.hidden)) d.open = true; if (mine.length) d.hidden = Boolean(active && mine.every((r) => r.hidden)); });
    all(".report").forEach((r) => { r.hidden = Boolean(picked.r.size && !picked.r.has(r.dataset.r)); });
    let hits = 0;
    all(".report .text p").forEach((p) => { const hit = words.length > 0 && words.every((w) => p.textContent.toLocaleLowerCase().includes(w)); p.classList.toggle("found", hit); hits += hit; });
    say(`${count} of ${claims.length} claims` + (words.length ? `, ${hits} paragraphs` : ""));
  }
  function toggleFilters() { const open = filters.classList.toggle("open"); $("filter").setAttribute("aria-expanded", String(open)); const first = filters.querySelector("button"); if (first) first.focus(); }
  filters.addEventListener("click", (event) => {
    const b = event.target.closest("button[data-f]"); if (!b) return;
    const set = picked[b.dataset.f], on = !set.has(b.value);
    if (on) set.add(b.value); else set.delete(b.value);
    b.setAttribute("aria-pressed", String(on)); apply();
  });
  filters.addEventListener("change", apply);
  filters.addEventListener("submit", (event) => event.preventDefault());
  filters.addEventListener("reset", () => { picked.r.clear(); picked.rel = new Set(["agree", "differ", "conflict", "single"]); all("button[data-f]", filters).forEach((b) => b.setAttribute("aria-pressed", String(b.dataset.f === "rel"))); find.value = ""; setTimeout(apply); });
  let wait = 0; find.addEventListener("input", () => { clearTimeout(wait); wait = setTimeout(apply, 120); });
  $("filter").onclick = toggleFilters;
  $("theme").onclick = () => { const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches; root.dataset.theme = dark ? "light" : "dark"; };
  all("[data-mark]").forEach((b) => { b.onclick = () => { const off = b.getAttribute("aria-pressed") === "true"; b.setAttribute("aria-pressed", String(!off)); all(".columns").forEach((c) => c.classList.toggle("no-" + b.dataset.mark, off)); }; });
  const heads = new Map(all(".bar-top nav a").map((a) => [a.getAttribute("href").slice(1), a]));
  if ("IntersectionObserver" in window) { const watch = new IntersectionObserver((seen) => { for (const e of seen) if (e.isIntersecting) { heads.forEach((a) => a.removeAttribute("aria-current")); const a = heads.get(e.target.id); if (a) a.setAttribute("aria-current", "true"); } }, { rootMargin: "-10% 0px -70% 0px" }); heads.forEach((_, id) => { const h = $(id); if (h) watch.observe(h); }); }
  function arrive() { const e = location.hash && $(decodeURIComponent(location.hash.slice(1))); if (!e) return; openUp(e); if (e.classList.contains("row")) show(ids(e), titleOf(e), e); else if (e.classList.contains("at")) show([e.id], "A sentence", e); e.scrollIntoView({ block: "center" }); }
  addEventListener("hashchange", () => { const e = $(location.hash.slice(1)); if (e) openUp(e); });
  apply(); arrive();
})();
