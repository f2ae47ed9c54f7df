// Sorts and filters the list of proposals; without it the page is whole.
(() => {
  const list = document.querySelector(".list"), body = list.tBodies[0], foot = list.tFoot.rows[0].cells;
  const heads = [...list.tHead.rows[0].cells], said = list.dataset;
  const collator = new Intl.Collator(document.documentElement.lang, {numeric: true});
  const folded = text => text.normalize("NFKC").toLowerCase().trim();
  const amount = text => text === "" ? null : Number(text.replace(/,/g, ""));
  const figures = heads.map(head => head.dataset.kind === "figure"), chosen = heads.map(head => "choice rank".includes(head.dataset.kind));
  const rows = [...body.rows].map((row, order) => {
    const texts = [...row.cells].map(cell => folded(cell.textContent));
    const values = texts.map((text, n) => figures[n] ? amount(text) : text);
    return {row, order, texts, values, article: document.querySelector(row.querySelector("a").hash)};
  });
  const made = (name, parent, properties) => parent.appendChild(Object.assign(document.createElement(name), properties));

  const bar = document.querySelector(".filter"), search = bar.querySelector("input");
  const filters = list.tHead.insertRow();
  filters.className = "filters";
  const fields = heads.map((head, n) => {
    const label = said.filter.replace("{}", head.textContent), cell = made("td", filters, {});
    if (!chosen[n])
      return made("input", cell, {type: "search", ariaLabel: label, placeholder: figures[n] ? said.least : ""});
    const field = made("select", cell, {ariaLabel: label});
    made("option", field, {value: "", textContent: said.every});
    const known = new Map(rows.map(({row}) => [folded(row.cells[n].textContent), row.cells[n].textContent]));
    [...known].sort((one, other) => collator.compare(one[1], other[1]))
      .forEach(([value, text]) => made("option", field, {value: "=" + value, textContent: text || "–"}));
    return field;
  });

  const matches = (one, n, wanted) => {
    if (wanted === "") return true;
    if (chosen[n]) return "=" + one.texts[n] === wanted;
    const least = figures[n] && amount(wanted);
    return figures[n] && !Number.isNaN(least) ? one.values[n] !== null && one.values[n] >= least : one.texts[n].includes(wanted);
  };
  const filter = () => {
    const wanted = fields.map(field => folded(field.value)), words = folded(search.value).split(/\s+/);
    const sums = heads.map(() => 0);
    let count = 0;
    for (const one of rows) {
      const shown = wanted.every((text, n) => matches(one, n, text)) && words.every(word => one.texts.some(text => text.includes(word)));
      one.row.hidden = !shown;
      if (one.article) one.article.hidden = !shown;
      if (!shown) continue;
      count += 1;
      one.values.forEach((value, n) => { sums[n] += figures[n] ? value : 0; });
    }
    figures.forEach((is, n) => { if (is) foot[n].textContent = sums[n].toLocaleString("en-US", {maximumFractionDigits: 3}); });
    bar.querySelector("output").textContent = `${said.shown} ${count} / ${rows.length}`;
  };
  bar.hidden = false;
  bar.addEventListener("input", filter);
  filters.addEventListener("input", filter);
  bar.querySelector("button").addEventListener("click", () => {
    for (const field of [search, ...fields]) field.value = "";
    filter();
  });

  heads.forEach((head, n) => {
    const button = made("button", head, {type: "button"});
    button.append(...[...head.childNodes].filter(node => node !== button));
    button.addEventListener("click", () => {
      const down = head.ariaSort === "ascending";
      heads.forEach(one => { one.removeAttribute("aria-sort"); });
      head.ariaSort = down ? "descending" : "ascending";
      const key = head.dataset.kind === "rank" ? one => one.order : one => one.values[n];
      const compare = (one, other) => typeof one === "number" ? one - other : collator.compare(one, other);
      rows.sort((one, other) => {
        const [a, b] = [key(one), key(other)], empty = value => value === null || value === "";
        if (empty(a) || empty(b)) return empty(a) - empty(b) || one.order - other.order;
        return (down ? -1 : 1) * compare(a, b) || one.order - other.order;
      });
      body.append(...rows.map(({row}) => row));
    });
  });
  filter();
})();
