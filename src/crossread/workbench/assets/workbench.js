// A story's page, alive: beside each claim stands the way to decide about it. All else works without script.
"use strict";
const bench = document.getElementById("workbench");
if (bench) {
  const word = bench.dataset.decides === "yes" ? "decide" : "more";
  for (const row of document.querySelectorAll(".row.claim[id]")) {
    const pick = row.querySelector(".pick");
    if (!pick) continue;
    const link = document.createElement("a");
    link.className = "decide-link";
    link.href = `/stories/${bench.dataset.story}/claims/${encodeURIComponent(row.id)}`;
    link.textContent = word;
    pick.after(link);
  }
}
