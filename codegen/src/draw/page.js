"use strict";
(() => {
  const find = (id) => document.getElementById(id);
  const data = JSON.parse(find("data").textContent);
  const [canvas, tip, query, results, details] = ["map", "tip", "query", "results", "details"].map(find);
  const context = canvas.getContext("2d");
  const [PART, REFERENCE] = [1, 2];
  const HEAD = 24;

  // Boxes as they are on the map: the namespaces, in them the types, in those the types derived from them.
  const namespaces = data.namespaces.map(([name, area]) => ({ name, area, kind: "namespace", inner: [], count: 0 }));
  const types = data.types;
  const byName = new Map();
  for (const type of types) {
    type.space = namespaces[type.namespace];
    type.full = type.space.name ? `${type.space.name}.${type.name}` : type.name;
    type.lower = type.name.toLowerCase();
    type.properties ??= [];
    type.members ??= [];
    Object.assign(type, { inner: [], derived: [], usedBy: [] });
    byName.set(type.full, type);
  }
  for (const type of types) {
    const base = types[type.base];
    base?.derived.push(type);
    (base && base.space === type.space ? base : type.space).inner.push(type);
    type.space.count += 1;
    for (const [name, target, relation, many] of type.properties) {
      if (typeof target === "number") types[target].usedBy.push({ type, name, relation, many });
    }
  }

  // What is seen: the point of the map in the middle, and how many pixels a unit of it has.
  const view = { x: data.size[0] / 2, y: data.size[1] / 2, scale: 1 };
  let [width, height] = [1, 1];
  let [selected, hovered] = [null, null];
  let colors = {};
  let frame = 0;
  let animation = 0;

  const fitting = () => Math.min(width / data.size[0], height / data.size[1], 1.5) * 0.97;
  const toScreen = (x, y) => [(x - view.x) * view.scale + width / 2, (y - view.y) * view.scale + height / 2];
  const toMap = (x, y) => [(x - width / 2) / view.scale + view.x, (y - height / 2) / view.scale + view.y];

  function redraw() {
    frame ||= requestAnimationFrame(() => {
      frame = 0;
      draw();
    });
  }

  function draw() {
    const ratio = devicePixelRatio || 1;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.fillStyle = colors.paper;
    context.fillRect(0, 0, width, height);
    const labels = [];
    context.textBaseline = "middle";
    context.textAlign = "left";
    for (const space of namespaces) drawBox(space, labels);
    if (selected) drawLines(selected);
    if (hovered && hovered !== selected) outline(hovered, colors.ink, 1.5);
    if (selected) outline(selected, colors.accent, 3);
    drawLabels(labels);
  }

  /** Draws a box and what is in it, as far as it is in sight and large enough to be seen. */
  function drawBox(box, labels) {
    const [x, y] = toScreen(box.area[0], box.area[1]);
    const [w, h] = [box.area[2] * view.scale, box.area[3] * view.scale];
    if (x > width || y > height || x + w < 0 || y + h < 0) return;
    // A box that holds others is paler than they are, so that they can be told from it when they are tiny.
    context.globalAlpha = box.inner.length ? 0.4 : 1;
    context.fillStyle = colors[box.kind];
    context.fillRect(x, y, w, h);
    context.globalAlpha = 1;
    if (h > 4) {
      context.lineWidth = box.isChosen ? 2 : 0.75;
      context.strokeStyle = box.isChosen ? colors.accent : colors.edge;
      context.strokeRect(x, y, w, h);
    }
    const head = HEAD * view.scale;
    if (head >= 10) {
      const size = Math.min(head * 0.54, 14);
      context.font = `${box.isAbstract ? "italic " : ""}${box.inner.length ? 600 : 400} ${size}px system-ui, sans-serif`;
      context.fillStyle = colors.ink;
      // The name of a large box stays in sight while a part of the box is.
      const left = Math.min(Math.max(x, 0), x + w - 60) + size * 0.5;
      const room = Math.min(x + w, width) - left - 4;
      const text = box.inner.length ? `${box.name}  ${box.count ?? box.derived.length}` : box.name;
      context.fillText(shortened(text, room, size), left, y + head / 2);
    } else if (box.inner.length && w > 56 && h > 20) {
      labels.push({ box, x, y, w, h });
    }
    if (h > 4) for (const inner of box.inner) drawBox(inner, labels);
  }

  function shortened(text, room, size) {
    if (context.measureText(text).width <= room) return text;
    let count = Math.floor(room / (size * 0.5));
    while (count > 0 && context.measureText(`${text.slice(0, count)}…`).width > room) count -= 1;
    return count > 1 ? `${text.slice(0, count)}…` : "";
  }

  /** From afar the largest boxes get names over what is in them, as many as do not cover each other. */
  function drawLabels(labels) {
    const placed = [];
    context.textAlign = "center";
    labels.sort((left, right) => right.w * right.h - left.w * left.h);
    for (const { box, x, y, w, h } of labels) {
      const size = Math.max(11, Math.min(18, Math.sqrt(w * h) / 18));
      context.font = `600 ${size}px system-ui, sans-serif`;
      const short = box.kind === "namespace" ? box.name.split(".").slice(-2).join(".") : box.name;
      const text = shortened(short, w - 6, size);
      if (!text) continue;
      const half = context.measureText(text).width / 2 + 3;
      const places = [y + size, y + h / 2, y + h - size].map((place) => [x + w / 2, place]);
      const free = places.find(([px, py]) => placed.every((other) =>
        px + half < other[0] || px - half > other[1] || py + size * 0.7 < other[2] || py - size * 0.7 > other[3]));
      if (!free) continue;
      const [px, py] = free;
      placed.push([px - half, px + half, py - size * 0.7, py + size * 0.7]);
      context.lineWidth = 4;
      context.lineJoin = "round";
      context.strokeStyle = colors.paper;
      context.strokeText(text, px, py);
      context.fillStyle = colors.ink;
      context.fillText(text, px, py);
    }
    context.textAlign = "left";
  }

  function outline(box, color, line) {
    const [x, y] = toScreen(box.area[0], box.area[1]);
    context.lineWidth = line;
    context.strokeStyle = color;
    // From afar a box would be less than a pixel.
    const [w, h] = [Math.max(box.area[2] * view.scale, 6), Math.max(box.area[3] * view.scale, 6)];
    context.strokeRect(x, y, w, h);
  }

  /** Lines from a type to its parts and to what it refers to, and from types that it is a part of. */
  function drawLines(type) {
    const targets = new Map();
    for (const [, target, relation] of type.properties) {
      if (typeof target !== "number" || types[target] === type) continue;
      const color = relation === REFERENCE ? "reference" : "accent";
      if (targets.get(target) !== "accent") targets.set(target, color);
    }
    const wholes = new Set(type.usedBy.filter((use) => use.relation !== REFERENCE).map((use) => use.type));
    wholes.delete(type);
    const alpha = targets.size + wholes.size > 80 ? 0.35 : 0.8;
    for (const [target, color] of targets) line(type, types[target], colors[color], alpha, color === "reference");
    for (const whole of wholes) line(whole, type, colors.whole, alpha, false);
    context.globalAlpha = 1;
    context.setLineDash([]);
  }

  function line(from, to, color, alpha, isDotted) {
    // They end beside the name of a box: what is derived from it fills the rest.
    const [[left, , w], [otherLeft, , otherW]] = [from.area, to.area];
    const side = ({ area: [x, y, w] }, isRight) => toScreen(isRight ? x + w : x, y + HEAD / 2);
    const [isBefore, isAfter] = [left + w <= otherLeft, otherLeft + otherW <= left];
    const [[x1, y1], [x2, y2]] = [side(from, isBefore), side(to, isAfter)];
    const [bendX, bendY] = [(x1 + x2) / 2 - (y2 - y1) * 0.12, (y1 + y2) / 2 + (x2 - x1) * 0.12];
    context.globalAlpha = alpha;
    context.strokeStyle = context.fillStyle = color;
    context.lineWidth = 1.5;
    context.setLineDash(isDotted ? [2, 4] : []);
    context.beginPath();
    context.moveTo(x1, y1);
    context.quadraticCurveTo(bendX, bendY, x2, y2);
    context.stroke();
    context.setLineDash([]);
    const angle = Math.atan2(y2 - bendY, x2 - bendX);
    context.beginPath();
    context.moveTo(x2, y2);
    for (const turn of [-0.4, 0.4]) context.lineTo(x2 - 9 * Math.cos(angle + turn), y2 - 9 * Math.sin(angle + turn));
    context.fill();
  }

  // Moving and zooming.

  function zoom(factor, x = width / 2, y = height / 2) {
    cancelAnimationFrame(animation);
    const [mapX, mapY] = toMap(x, y);
    view.scale = Math.min(Math.max(view.scale * factor, fitting() * 0.6), 4);
    view.x = mapX - (x - width / 2) / view.scale;
    view.y = mapY - (y - height / 2) / view.scale;
    keep();
  }

  function move(dx, dy) {
    cancelAnimationFrame(animation);
    view.x -= dx / view.scale;
    view.y -= dy / view.scale;
    keep();
  }

  /** Never loses the map out of sight. */
  function keep() {
    view.x = Math.min(Math.max(view.x, 0), data.size[0]);
    view.y = Math.min(Math.max(view.y, 0), data.size[1]);
    redraw();
  }

  function goTo(x, y, scale) {
    cancelAnimationFrame(animation);
    const from = { ...view };
    const start = performance.now();
    const length = matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 350;
    const step = (now) => {
      const part = length ? Math.min(Math.max(now - start, 0) / length, 1) : 1;
      const eased = 1 - (1 - part) ** 3;
      view.scale = from.scale * (scale / from.scale) ** eased;
      view.x = from.x + (x - from.x) * eased;
      view.y = from.y + (y - from.y) * eased;
      redraw();
      if (part < 1) animation = requestAnimationFrame(step);
    };
    step(start);
    if (length) animation = requestAnimationFrame(step);
  }

  const showAll = () => goTo(data.size[0] / 2, data.size[1] / 2, fitting());

  function show(type) {
    const [x, y, w, h] = type.area;
    const scale = Math.min(Math.max(Math.min(width / w, height / h) * 0.7, 0.45), 1.2);
    // Of a box that is too large, its name is shown.
    const [seenX, seenY] = [Math.min(w, width / scale * 0.9), Math.min(h, height / scale * 0.9)];
    // No more of the room around the map is shown than has to be.
    const within = (at, room, whole) => room > whole ? whole / 2 : Math.min(Math.max(at, room / 2), whole - room / 2);
    const border = 40 / scale;
    goTo(
      within(x + seenX / 2 + border, width / scale, data.size[0] + 2 * border) - border,
      within(y + seenY / 2 + border, height / scale, data.size[1] + 2 * border) - border,
      scale,
    );
  }

  /** The innermost type at a point of the screen. */
  function at(x, y) {
    const [mapX, mapY] = toMap(x, y);
    const isIn = ({ area: [left, top, w, h] }) => mapX >= left && mapX <= left + w && mapY >= top && mapY <= top + h;
    let found = namespaces.find(isIn);
    for (let next = found; next; next = next.inner.find(isIn)) found = next;
    return found?.kind === "namespace" ? null : found ?? null;
  }

  const pointers = new Map();
  let hasMoved = false;
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    pointers.set(event.pointerId, [event.offsetX, event.offsetY]);
    if (pointers.size === 1) hasMoved = false;
  });
  canvas.addEventListener("pointermove", (event) => {
    const [x, y] = [event.offsetX, event.offsetY];
    const before = pointers.get(event.pointerId);
    if (!before) return hover(at(x, y), x, y);
    if (!hasMoved && Math.hypot(x - before[0], y - before[1]) < 4) return;
    hasMoved = true;
    hover(null);
    canvas.classList.add("moving");
    const others = [...pointers].filter(([id]) => id !== event.pointerId).map(([, point]) => point);
    if (others.length) {
      const [[otherX, otherY]] = others;
      const distance = (px, py) => Math.max(Math.hypot(px - otherX, py - otherY), 1);
      zoom(distance(x, y) / distance(...before), (x + otherX) / 2, (y + otherY) / 2);
    } else {
      move(x - before[0], y - before[1]);
    }
    pointers.set(event.pointerId, [x, y]);
  });
  for (const name of ["pointerup", "pointercancel"]) {
    canvas.addEventListener(name, (event) => {
      pointers.delete(event.pointerId);
      canvas.classList.remove("moving");
      if (name === "pointerup" && !hasMoved) {
        const found = at(event.offsetX, event.offsetY);
        if (found) select(found, false);
      }
    });
  }
  canvas.addEventListener("pointerleave", () => hover(null));
  canvas.addEventListener("dblclick", (event) => zoom(2, event.offsetX, event.offsetY));
  canvas.addEventListener("wheel", (event) => {
    event.preventDefault();
    const lines = event.deltaMode === 1 ? 16 : 1;
    const limited = Math.max(-240, Math.min(240, event.deltaY * lines));
    zoom(Math.exp(-limited * (event.ctrlKey ? 0.01 : 0.002)), event.offsetX, event.offsetY);
  }, { passive: false });
  canvas.addEventListener("keydown", (event) => {
    const step = 80;
    const keys = {
      ArrowLeft: () => move(step, 0), ArrowRight: () => move(-step, 0),
      ArrowUp: () => move(0, step), ArrowDown: () => move(0, -step),
      "+": () => zoom(1.3), "=": () => zoom(1.3), "-": () => zoom(1 / 1.3), 0: showAll,
    };
    if (event.ctrlKey || event.metaKey || event.altKey || !keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });
  find("in").addEventListener("click", () => zoom(1.5));
  find("out").addEventListener("click", () => zoom(1 / 1.5));
  find("fit").addEventListener("click", showAll);

  function hover(type, x, y) {
    if (type !== hovered) redraw();
    hovered = type;
    tip.hidden = !type;
    if (!type) return;
    tip.textContent = `${type.full} (${describe(type)})`;
    tip.style.left = `${Math.max(Math.min(x + 14, width - tip.offsetWidth - 4), 0)}px`;
    tip.style.top = `${y + 40 > height ? y - 30 : y + 16}px`;
  }

  const describe = (type) => [
    type.isAbstract && "abstract", type.isOpen && "open",
    { entity: "entity type", complex: "complex type", enum: "enum type", definition: "type definition" }[type.kind],
  ].filter(Boolean).join(" ");

  // Search. A type is better the earlier and the more of its name is what was typed.

  const LIMIT = 60;

  function search(text) {
    const words = text.toLowerCase().trim();
    if (!words) return [];
    const last = words.slice(words.lastIndexOf(".") + 1);
    const isDotted = last !== words;
    const found = [];
    for (const type of types) {
      const full = isDotted ? type.full.toLowerCase() : type.lower;
      const place = full.indexOf(words);
      if (place < 0) continue;
      const isWord = place === 0 || type.name[place] !== type.lower[place];
      const rank = type.lower === last ? 0 : place === 0 ? 1 : isWord ? 2 : 3;
      found.push({ type, rank, length: type.name.length });
    }
    found.sort((left, right) => left.rank - right.rank || left.length - right.length
      || left.type.full.length - right.type.full.length || (left.type.full < right.type.full ? -1 : 1));
    const shown = found.slice(0, LIMIT);
    for (let index = 0; index < types.length && shown.length < LIMIT; index += 1) {
      const type = types[index];
      for (const [name] of type.properties) {
        const isMatch = isDotted ? `${type.lower}.${name.toLowerCase()}`.startsWith(words)
          : name.toLowerCase().startsWith(words);
        if (isMatch && shown.length < LIMIT) shown.push({ type, property: name });
      }
    }
    shown.total = Math.max(found.length, shown.length);
    return shown;
  }

  let found = [];
  let active = -1;

  function listResults() {
    found = search(query.value);
    active = found.length ? 0 : -1;
    const last = query.value.trim().split(".").pop();
    results.replaceChildren(...found.map(({ type, property }, index) => {
      const space = make("small", ` ${type.space.name} · ${describe(type)}`);
      const name = property ? [marked(`${type.name}.`, ""), marked(property, last)] : [marked(type.name, last)];
      const item = make("li", ...name, space);
      Object.assign(item, { id: `result-${index}`, role: "option" });
      item.addEventListener("pointermove", () => activate(index));
      item.addEventListener("pointerdown", (event) => event.preventDefault());
      item.addEventListener("click", () => choose(index));
      return item;
    }));
    const isOpen = query.value.trim() !== "";
    if (isOpen && !found.length) results.append(make("li", "nothing is called so"));
    results.hidden = !isOpen;
    query.setAttribute("aria-expanded", isOpen);
    find("count").textContent = isOpen ? counted(found.total ?? 0, "result") : summary();
    activate(active);
  }

  function activate(index) {
    results.children[active]?.setAttribute("aria-selected", false);
    active = index;
    const item = found.length ? results.children[active] : null;
    item?.setAttribute("aria-selected", true);
    item?.scrollIntoView({ block: "nearest" });
    if (item) query.setAttribute("aria-activedescendant", item.id);
    else query.removeAttribute("aria-activedescendant");
  }

  function choose(index) {
    if (!found[index]) return;
    closeResults();
    select(found[index].type, true);
  }

  function closeResults() {
    results.hidden = true;
    query.setAttribute("aria-expanded", false);
    query.removeAttribute("aria-activedescendant");
    find("count").textContent = summary();
  }

  query.addEventListener("input", listResults);
  query.addEventListener("focus", () => query.value.trim() && listResults());
  query.addEventListener("blur", closeResults);
  query.addEventListener("keydown", (event) => {
    const count = found.length;
    if (event.key === "ArrowDown" && results.hidden) listResults();
    else if (event.key === "ArrowDown" && count) activate((active + 1) % count);
    else if (event.key === "ArrowUp" && count) activate((active - 1 + count) % count);
    else if (event.key === "Enter" && !results.hidden) choose(active);
    else if (event.key === "Escape" && !results.hidden) closeResults();
    else return;
    event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.closest?.("input");
    if (event.key === "/" && !isTyping) {
      event.preventDefault();
      query.focus();
      query.select();
    } else if (event.key === "Escape" && !isTyping && selected) {
      select(null, false);
    }
  });

  // The selected type, which is also in the address.

  let isMoving = true;

  function select(type, isShown) {
    const hash = type ? `#${encodeURIComponent(type.full)}` : "";
    if (hash === location.hash) {
      if (type && isShown) show(type);
      return;
    }
    isMoving = isShown;
    if (type) location.hash = hash;
    else {
      history.pushState(null, "", location.pathname + location.search);
      followAddress();
    }
  }

  function followAddress() {
    let name = location.hash.slice(1);
    try {
      name = decodeURIComponent(name);
    } catch {
      // Not written by this page; it is looked up as it is.
    }
    selected = byName.get(name) ?? null;
    document.title = selected ? `${selected.name} – ${selected.space.name}` : `${counted(types.length, "type")}`;
    fillDetails();
    // The panel takes from the room of the map, which has to be known before the map is moved.
    resize();
    if (selected && isMoving) show(selected);
    isMoving = true;
    redraw();
  }

  addEventListener("hashchange", followAddress);

  function fillDetails() {
    details.hidden = !selected;
    if (!selected) return details.replaceChildren();
    const type = selected;
    const close = make("button", "×");
    close.className = "close";
    close.title = "Close (Esc)";
    close.setAttribute("aria-label", "Close");
    close.addEventListener("click", () => select(null, false));
    const locate = make("a", "show on the map");
    locate.href = `#${encodeURIComponent(type.full)}`;
    locate.addEventListener("click", (event) => {
      event.preventDefault();
      show(type);
    });
    const kind = make("p", `${describe(type)} in ${type.space.name} · `, locate);
    kind.className = "faint";
    const parts = [close, make("h2", type.name), kind];
    const bases = lineage(type).slice(1);
    if (bases.length) parts.push(make("h3", "Derived from"), make("p", ...joined(bases.map(link), " › ")));
    parts.push(...propertyTables(type, bases));
    if (type.members.length) parts.push(membersTable(type));
    if (type.derived.length) parts.push(section("Derived types", type.derived.map((derived) => make("li", link(derived)))));
    if (type.usedBy.length) parts.push(section("Used by", type.usedBy.map(use)));
    details.replaceChildren(...parts);
    details.scrollTop = 0;
  }

  const lineage = (type) => {
    const line = [type];
    while (types[line.at(-1).base]) line.push(types[line.at(-1).base]);
    return line;
  };

  function propertyTables(type, bases) {
    return [type, ...bases].filter((owner) => owner.properties.length).map((owner) => {
      const rows = owner.properties.map(([name, target, relation, many]) => {
        const shown = typeof target === "number" ? link(types[target]) : make("span", target.replace(/^Edm\./, ""));
        const cell = make("td", shown, many ? "[]" : "");
        if (relation) {
          const sign = make("span", relation === PART ? " ◆" : " →");
          sign.className = relation === PART ? "part" : "reference";
          sign.title = relation === PART ? "a part of it" : "exists by itself";
          cell.append(sign);
        }
        return make("tr", breakable(make("td"), name), cell);
      });
      const title = owner === type ? "Properties" : `Inherited from ${owner.name}`;
      const table = make("table", make("tbody", ...rows));
      return folded(`${title} (${rows.length})`, owner === type, table);
    });
  }

  const membersTable = (type) => folded(`Members (${type.members.length})`, true, make("table", make("tbody",
    ...type.members.map(([name, value]) => make("tr", breakable(make("td"), name), make("td", String(value)))))));

  const section = (title, items) => folded(`${title} (${items.length})`, items.length <= 30, make("ul", ...items));

  function use({ type, name, many }) {
    const property = make("small", `.${name}${many ? "[]" : ""}`);
    return make("li", link(type), property);
  }

  function folded(title, isOpen, ...content) {
    const element = make("details", make("summary", title), ...content);
    element.open = isOpen;
    return element;
  }

  /** Names are long: lines break before capital letters rather than anywhere. */
  function breakable(element, name) {
    name.split(/(?<=[a-z0-9])(?=[A-Z])/).forEach((part, index) => element.append(...(index ? [make("wbr"), part] : [part])));
    return element;
  }

  function link(type) {
    const element = breakable(make("a"), type.name);
    element.href = `#${encodeURIComponent(type.full)}`;
    element.title = `${type.full} (${describe(type)})`;
    return element;
  }

  const joined = (nodes, between) => nodes.flatMap((node, index) => (index ? [between, node] : [node]));

  /** The text, with what was searched for marked in it. */
  function marked(text, part) {
    const place = part ? text.toLowerCase().indexOf(part.toLowerCase()) : -1;
    if (place < 0) return make("span", text);
    const end = place + part.length;
    return make("span", text.slice(0, place), make("mark", text.slice(place, end)), text.slice(end));
  }

  function make(name, ...content) {
    const element = document.createElement(name);
    element.append(...content);
    return element;
  }

  const counted = (count, what) => `${count.toLocaleString("en")} ${what}${count === 1 ? "" : "s"}`;
  const summary = () => counted(types.length, "type");

  function resize() {
    const { clientWidth, clientHeight } = canvas.parentElement;
    const ratio = devicePixelRatio || 1;
    if (clientWidth === width && clientHeight === height && canvas.width === Math.round(width * ratio)) return;
    [width, height] = [Math.max(clientWidth, 1), Math.max(clientHeight, 1)];
    [canvas.width, canvas.height] = [Math.round(width * ratio), Math.round(height * ratio)];
    draw();
  }

  function readColors() {
    const style = getComputedStyle(document.documentElement);
    const names = ["paper", "ink", "edge", "accent", "whole", "reference", "entity", "complex", "enum", "definition",
      "namespace"];
    colors = Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
    redraw();
  }

  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", readColors);
  readColors();
  resize();
  new ResizeObserver(resize).observe(canvas.parentElement);
  find("count").textContent = summary();
  view.scale = fitting();
  followAddress();
})();
