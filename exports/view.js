"use strict";
// The page's behaviour. Whatever comes from the data is set as text, never as HTML.
(function () {
  const errors = [];
  function report(message) {
    errors.push(String(message));
    document.body.dataset.errors = errors.join(" | ");
  }
  window.addEventListener("error", (event) => report(event.message));
  document.addEventListener("securitypolicyviolation", (event) => report(event.blockedURI));

  const WORDS = {
    zh: {
      search: "搜索名称或别名，回车定位", entities: "个实体", statements: "条关系", articles: "篇报道", pages: "个版面",
      lonely: "显示没有关系的实体", aliases: "又称", mentions: "次出现", observed: "见报", more: "条引文", close: "关闭",
      none: "没有关系。", other: "EN", and: "、", nothing: "没有找到",
    },
    en: {
      search: "Name or alias, Enter to go", entities: "entities", statements: "statements", articles: "articles",
      pages: "pages", lonely: "show entities without statements", aliases: "also", mentions: "mentions",
      observed: "printed", more: "more quotes", close: "close", none: "No statements.", other: "中", and: ", ",
      nothing: "nothing found",
    },
  };
  // A card shows so many quotes of a statement at once, and the search so many hits.
  const QUOTES = 2, HITS = 12;
  const FADED = { background: "#e9e5dc", border: "#f4f1ea" };

  const data = JSON.parse(document.getElementById("data").textContent);
  const entities = data.entities.map(([id, name, type, kind, aliases, mentions], number) => (
    { number, id, name, type, kind, aliases, mentions, folded: [name, ...aliases].map(fold), out: [], in: [], near: new Set() }
  ));
  const statements = data.statements.map(([subject, predicate, object, role, observed, quotes]) => (
    { subject: entities[subject], predicate, object: entities[object], role, observed, quotes }
  ));
  for (const statement of statements) {
    statement.subject.out.push(statement);
    statement.object.in.push(statement);
    statement.subject.near.add(statement.object.number);
    statement.object.near.add(statement.subject.number);
  }
  const byId = new Map(entities.map((entity) => [entity.id, entity]));
  const edgesOf = entities.map(() => []);
  for (const edge of data.edges) {
    edgesOf[edge.from].push(edge.id);
    if (edge.to !== edge.from) edgesOf[edge.to].push(edge.id);
  }

  let language = "zh";
  let chosen = null;
  let showLonely = false;
  const off = new Set();
  const at = (id) => document.getElementById(id);
  const word = (key) => WORDS[language][key];
  const typeName = (type) => language === "zh" ? data.types[type].label : type;
  const kindName = (type, kind) => language === "zh" ? data.types[type].kinds[kind] || kind : kind;
  const predicateName = (name) => language === "zh" ? data.predicates[name].label : name.replaceAll("_", " ");

  function fold(name) {
    return name.normalize("NFKC").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
  }

  function make(tag, className, text) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    return element;
  }

  function dot(type) {
    const element = make("span", "dot");
    element.style.background = data.types[type].colour;
    return element;
  }

  // ---- the drawing

  const colours = data.nodes.map((node) => node.color);
  const nodes = new vis.DataSet(data.nodes);
  const edges = new vis.DataSet(data.edges);
  const network = new vis.Network(at("canvas"), { nodes, edges }, data.options);
  network.on("selectNode", (event) => choose(entities[event.nodes[0]]));
  network.on("deselectNode", (event) => { if (!event.nodes.length) choose(null); });
  network.on("hoverNode", () => { at("canvas").style.cursor = "pointer"; });
  network.on("blurNode", () => { at("canvas").style.cursor = ""; });

  function isShown(entity) {
    return !off.has(entity.type) && (showLonely || entity.near.size > 0 || entity === chosen);
  }

  function redraw() {
    const lit = chosen && new Set([chosen.number, ...chosen.near]);
    const changed = entities.map((entity) => {
      const faded = lit && !lit.has(entity.number);
      return {
        id: entity.number, hidden: !isShown(entity), color: faded ? FADED : colours[entity.number],
        font: { ...data.nodes[entity.number].font, color: faded ? "#cfcabf" : "#2b2a28" },
      };
    });
    nodes.update(changed);
    const own = chosen ? new Set(edgesOf[chosen.number]) : null;
    edges.update(data.edges.map((edge) => ({
      id: edge.id, label: own && own.has(edge.id) ? edgeLabel(edge) : "",
      color: !own ? data.options.edges.color : own.has(edge.id)
        ? { color: data.types[chosen.type].colour, opacity: 0.8 } : { color: "#e4dfd5", opacity: 0.4 },
    })));
    document.body.dataset.nodes = changed.filter((node) => !node.hidden).length;
    document.body.dataset.edges = data.edges.length;
  }

  function edgeLabel(edge) {
    const labels = [...entities[edge.from].out, ...entities[edge.from].in]
      .filter((s) => s.subject.number === edge.to || s.object.number === edge.to)
      .map((s) => s.role || predicateName(s.predicate));
    return [...new Set(labels)].slice(0, 3).join(word("and"));
  }

  // What a person sees first: all that is shown, in the room that the panel leaves.
  function fit() {
    const places = Object.values(network.getPositions(entities.filter(isShown).map((entity) => entity.number)));
    if (!places.length) return;
    const [xs, ys] = [places.map((place) => place.x), places.map((place) => place.y)];
    const [left, right] = [xs.reduce((a, b) => Math.min(a, b)), xs.reduce((a, b) => Math.max(a, b))];
    const [top, low] = [ys.reduce((a, b) => Math.min(a, b)), ys.reduce((a, b) => Math.max(a, b))];
    const panel = window.innerWidth > 900 ? at("side").offsetWidth + 20 : 0;
    const [wide, high] = [window.innerWidth - panel, window.innerHeight];
    const scale = Math.min(wide / (right - left + 160), high / (low - top + 120), 1.4);
    network.moveTo({
      position: { x: (left + right) / 2, y: (top + low) / 2 }, scale, offset: { x: panel / 2, y: 0 }, animation: false,
    });
  }

  function choose(entity, move) {
    chosen = entity;
    if (entity) {
      off.delete(entity.type);
      const box = at("types").querySelector(`input[value="${entity.type}"]`);
      if (box) box.checked = true;
    }
    redraw();
    card();
    if (entity) {
      network.selectNodes([entity.number], false);
      if (move) {
        const where = network.getPositions([entity.number])[entity.number];
        const scale = Math.max(network.getScale(), 0.9);
        network.moveTo({ position: where, scale, offset: { x: -60, y: 0 }, animation: false });
      }
    } else {
      network.unselectAll();
    }
    const hash = entity ? "#select=" + encodeURIComponent(entity.id) : "";
    if (hash !== location.hash) history.replaceState(null, "", hash || location.pathname);
    document.body.dataset.selected = entity ? entity.id : "";
  }

  // ---- the card

  function card() {
    const place = at("card");
    place.replaceChildren();
    place.hidden = !chosen;
    if (!chosen) return;
    const close = make("button", "close", "×");
    close.type = "button";
    close.title = word("close");
    close.addEventListener("click", () => choose(null));
    const kind = make("div", "kind");
    const what = [typeName(chosen.type), chosen.kind && kindName(chosen.type, chosen.kind)];
    if (chosen.mentions) what.push(`${chosen.mentions} ${word("mentions")}`);
    kind.append(dot(chosen.type), what.filter(Boolean).join(" · "));
    place.append(close, kind, make("h2", "", chosen.name));
    const others = chosen.aliases.filter((alias) => alias !== chosen.name);
    if (others.length) place.append(make("p", "aliases", `${word("aliases")}：${others.join(word("and"))}`));
    if (!chosen.out.length && !chosen.in.length) place.append(make("p", "aliases", word("none")));
    for (const name of Object.keys(data.predicates)) {
      const both = data.predicates[name].symmetric;
      group(place, name, both ? "↔" : "→", [...chosen.out, ...(both ? chosen.in : [])].filter((s) => s.predicate === name));
      if (!both) group(place, name, "←", chosen.in.filter((s) => s.predicate === name));
    }
    place.scrollTop = 0;
  }

  function group(place, name, arrow, found) {
    if (!found.length) return;
    const heading = make("h3", "", `${arrow} ${predicateName(name)} `);
    if (found.length > 1) heading.append(make("small", "", found.length));
    place.append(heading);
    found.sort((a, b) => b.quotes.length - a.quotes.length);
    for (const statement of found) place.append(line(statement));
  }

  function line(statement) {
    const other = statement.subject === chosen ? statement.object : statement.subject;
    const whole = make("article");
    const link = make("button", "to");
    link.type = "button";
    link.append(dot(other.type), other.name);
    link.addEventListener("click", () => choose(other, true));
    whole.append(link);
    if (statement.role) whole.append(make("span", "role", statement.role));
    const quotes = statement.quotes.map(quote);
    whole.append(...quotes.slice(0, QUOTES));
    if (quotes.length > QUOTES) {
      const rest = make("details");
      rest.append(make("summary", "", `+${quotes.length - QUOTES} ${word("more")}`), ...quotes.slice(QUOTES));
      whole.append(rest);
    }
    return whole;
  }

  function quote([article, text]) {
    const [headline, page, date] = data.articles[article];
    const whole = make("blockquote", "", text);
    whole.append(make("cite", "", [date, headline, page].filter(Boolean).join(" · ")));
    return whole;
  }

  // ---- the panel

  function search(text) {
    const wanted = fold(text);
    if (!wanted) return [];
    const rank = (entity) => {
      const best = Math.min(...entity.folded.map((name) => (
        name === wanted ? 0 : name.startsWith(wanted) ? 1 : name.includes(wanted) ? 2 : 9
      )));
      return best * 1e6 - entity.near.size;
    };
    return entities.map((entity) => [rank(entity), entity]).filter(([value]) => value < 3e6)
      .sort((a, b) => a[0] - b[0] || a[1].number - b[1].number).map(([, entity]) => entity);
  }

  function showHits() {
    const list = at("hits");
    const found = search(at("query").value).slice(0, HITS);
    list.replaceChildren(...found.map((entity) => {
      const button = make("button");
      button.type = "button";
      button.append(dot(entity.type), ` ${entity.name} `);
      const alias = entity.aliases.find((name) => name !== entity.name);
      if (alias) button.append(make("small", "", alias));
      button.addEventListener("click", () => { hideHits(); choose(entity, true); });
      const item = make("li");
      item.append(button);
      return item;
    }));
    if (!found.length && fold(at("query").value)) list.append(make("li", "", word("nothing")));
    list.hidden = !list.childNodes.length;
  }

  function hideHits() {
    at("hits").hidden = true;
  }

  function panel() {
    document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
    at("language").textContent = word("other");
    at("query").placeholder = word("search");
    at("lonely").querySelector("span").textContent = `${word("lonely")} (${entities.filter((e) => !e.near.size).length})`;
    const gap = language === "zh" ? " " : " ";
    at("counts").textContent = [
      [entities.length, "entities"], [statements.length, "statements"], [data.articles.length, "articles"],
      [data.pages, "pages"],
    ].map(([count, key]) => count.toLocaleString("en") + gap + word(key)).join(" · ");
    at("types").replaceChildren(...Object.keys(data.types).map((type) => {
      const label = make("label");
      const box = make("input");
      box.type = "checkbox";
      box.value = type;
      box.checked = !off.has(type);
      box.addEventListener("change", () => {
        if (box.checked) off.delete(type); else off.add(type);
        redraw();
      });
      label.append(box, dot(type), typeName(type), make("small", "", entities.filter((e) => e.type === type).length));
      return label;
    }));
  }

  at("query").addEventListener("input", showHits);
  at("query").addEventListener("focus", showHits);
  at("query").addEventListener("keydown", (event) => {
    if (event.key === "Escape") hideHits();
    if (event.key !== "Enter") return;
    const [first] = search(at("query").value);
    if (first) { hideHits(); choose(first, true); }
  });
  document.addEventListener("pointerdown", (event) => { if (!at("search").contains(event.target)) hideHits(); });
  at("language").addEventListener("click", () => {
    language = language === "zh" ? "en" : "zh";
    panel();
    redraw();
    card();
  });
  at("show-lonely").addEventListener("change", (event) => {
    showLonely = event.target.checked;
    redraw();
    if (!chosen) fit();
  });
  function fromHash() {
    const found = /^#select=(.+)$/.exec(location.hash);
    if (!found) return;
    let name = found[1];
    try { name = decodeURIComponent(name); } catch (error) { if (!(error instanceof URIError)) throw error; }
    const entity = byId.get(name) || search(name)[0];
    if (entity && entity !== chosen) choose(entity, true);
  }
  window.addEventListener("hashchange", fromHash);

  panel();
  redraw();
  fit();
  fromHash();
  document.body.dataset.ready = "1";
})();
