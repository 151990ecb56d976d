// A message's text with its entities. Offsets and lengths are UTF-16 units, which
// is also how JavaScript counts, so they are used as they come.

import { make, safeAddress } from "./dom.js";

const link = (address) => {
  const target = safeAddress(address);
  return target === null
    ? make("span")
    : make("a", { href: target, target: "_blank", rel: "noopener noreferrer" });
};

/** How each kind of entity is wrapped; a kind that is not here stays plain text. */
const WRAPPERS = {
  bold: () => make("strong"),
  italic: () => make("em"),
  underline: () => make("u"),
  strikethrough: () => make("s"),
  code: () => make("code"),
  pre: () => make("pre"),
  blockquote: () => make("blockquote"),
  expandable_blockquote: () => make("blockquote"),
  spoiler: () => make("span", { class: "spoiler", tabindex: "0" }),
  text_link: (entity) => link(entity.url),
  url: (entity, text) => link(/^\w+:\/\//.test(text) ? text : `https://${text}`),
  email: (entity, text) => link(`mailto:${text}`),
  bot_command: (entity, text) =>
    make("button", { type: "button", class: "command", "data-command": text }),
};

const BLOCKS = new Set(["PRE", "BLOCKQUOTE"]);

const end = (entity) => entity.offset + entity.length;

/** Outer before inner, so that nesting follows from the order. */
const byPlace = (one, other) => one.offset - other.offset || other.length - one.length;

/** Cut entities that cross another's end in two, so that all of them nest. */
function nested(entities, length) {
  const waiting = entities
    .filter((entity) => entity.type in WRAPPERS && entity.length > 0 && entity.offset < length)
    .map((entity) => ({ ...entity, length: Math.min(entity.length, length - entity.offset) }))
    .sort(byPlace);
  const done = [];
  while (waiting.length > 0) {
    const entity = waiting.shift();
    const ends = done.map(end).filter((at) => at > entity.offset && at < end(entity));
    if (ends.length > 0) {
      const cut = Math.min(...ends);
      waiting.push({ ...entity, offset: cut, length: end(entity) - cut });
      waiting.sort(byPlace);
      entity.length = cut - entity.offset;
    }
    done.push(entity);
  }
  return done.sort(byPlace);
}

function fillRange(parent, text, [from, to], entities) {
  let at = from;
  while (entities.length > 0 && entities[0].offset < to) {
    const entity = entities.shift();
    parent.append(text.slice(at, entity.offset));
    at = end(entity);
    const wrapper = WRAPPERS[entity.type](entity, text.slice(entity.offset, at));
    fillRange(wrapper, text, [entity.offset, at], entities);
    parent.append(wrapper);
    // A block ends its line by itself; the line break behind it would be a second one.
    if (BLOCKS.has(wrapper.tagName) && text[at] === "\n" && at < to) at += 1;
  }
  parent.append(text.slice(at, to));
  return parent;
}

/** Fill `parent` with the text, formatted; returns `parent`. */
export function renderText(parent, text, entities = []) {
  return fillRange(parent, text, [0, text.length], nested(entities ?? [], text.length));
}
