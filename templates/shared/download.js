// Hides what is not asked for, and keeps what is asked for in the address, so that it can be sent on.
"use strict";
{
  const form = document.getElementById("filters");
  const count = document.getElementById("count");
  const offers = [...document.querySelectorAll(".offers > li")].map((item) => ({
    item,
    text: fold(item.textContent),
  }));

  function fold(text) {
    return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  }

  function fits(offer, asked) {
    for (const [name, value] of asked) {
      if (!value) continue;
      const own = offer.item.dataset;
      if (name === "search") {
        if (!fold(value).split(/\s+/).every((word) => offer.text.includes(word))) return false;
      } else if (value.startsWith("area:")) {
        if (own.area !== value.slice(5)) return false;
      } else if (own[name] !== value) return false;
    }
    return true;
  }

  function show() {
    const asked = [...new FormData(form)].filter(([, value]) => value);
    let shown = 0;
    for (const offer of offers) {
      const fitting = fits(offer, asked);
      offer.item.hidden = !fitting;
      shown += fitting;
    }
    const words = shown ? count.dataset.count : count.dataset.nothing;
    count.textContent = words.replace("{count}", shown).replace("{files}", offers.length);
    const address = asked.length ? "#" + new URLSearchParams(asked) : location.pathname + location.search;
    try {
      history.replaceState(null, "", address);
    } catch {
      // some browsers refuse it for files
    }
  }

  function recall() {
    for (const [name, value] of new URLSearchParams(location.hash.slice(1))) {
      const field = form.elements.namedItem(name);
      if (field) field.value = value;
    }
  }

  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(show));
  addEventListener("hashchange", () => { recall(); show(); });
  form.hidden = false;
  recall();
  show();
}
