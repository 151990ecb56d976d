// Making elements. Text only ever becomes text nodes: nothing that came from a
// chat is parsed as HTML anywhere in this page.

/** Make an element; attributes named on… are listeners; null and false are left out. */
export function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null));
  return node;
}

/** One of the symbols of index.html, hidden from screen readers. */
export function icon(name) {
  const namespace = "http://www.w3.org/2000/svg";
  const picture = document.createElementNS(namespace, "svg");
  const use = document.createElementNS(namespace, "use");
  use.setAttribute("href", `#icon-${name}`);
  picture.setAttribute("class", "icon");
  picture.setAttribute("aria-hidden", "true");
  picture.append(use);
  return picture;
}

/** A button that shows only an icon; its label is read out and shown as a tip. */
export function iconButton(name, label, onclick, className = "") {
  return make(
    "button",
    { type: "button", class: `icon-button ${className}`, "aria-label": label, title: label, onclick },
    icon(name),
  );
}

/** A link that may be opened: http, https and mailto; null for everything else. */
export function safeAddress(address) {
  try {
    const target = new URL(address, location.href);
    return ["http:", "https:", "mailto:"].includes(target.protocol) ? target.href : null;
  } catch {
    return null;
  }
}

/** What this browser remembers; a private window that forbids it just forgets. */
export function remember(name, value) {
  try {
    localStorage.setItem(`dondoc.${name}`, JSON.stringify(value));
  } catch {
    // Nothing depends on it.
  }
}

export function recall(name) {
  try {
    return JSON.parse(localStorage.getItem(`dondoc.${name}`));
  } catch {
    return null;
  }
}
