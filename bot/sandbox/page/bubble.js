// One message as it stands in a chat: who, the quote, text, file, buttons, time.

import { icon, iconButton, make, safeAddress } from "./dom.js";
import { renderText } from "./richtext.js";
import { hourMinute, officeTime } from "./times.js";
import { fill, words } from "./words.js";

const QUOTE_LENGTH = 90; // characters of the quoted message that are shown
const PICTURE = /\.(png|jpe?g|gif|webp)$/i;

/** The quoted or answered message in one line. */
export function summarize(message) {
  if (!message) return words.missingQuote;
  const text = (message.text ?? "").replace(/\s+/g, " ").trim();
  if (text === "" && message.document) {
    return fill(words.quotedFile, { name: message.document.name });
  }
  const letters = [...text];
  return letters.length > QUOTE_LENGTH ? `${letters.slice(0, QUOTE_LENGTH).join("")}…` : text;
}

function renderQuote(message, { quoted, nameOf, onQuote }) {
  if (message.reply_to === null || message.reply_to === undefined) return null;
  return make(
    "button",
    { type: "button", class: "quote", onclick: () => onQuote(message.reply_to) },
    quoted ? make("strong", {}, nameOf(quoted.from)) : "",
    make("span", {}, summarize(quoted)),
  );
}

function renderDocument(file) {
  if (!file) return null;
  const target = safeAddress(file.url);
  const label = [icon("file"), make("span", {}, file.name)];
  if (target === null) return make("span", { class: "document" }, ...label);
  const link = { class: "document", href: target, target: "_blank", rel: "noopener" };
  if (!PICTURE.test(file.name)) return make("a", { ...link, download: file.name }, ...label);
  const picture = make("img", { src: target, alt: file.name, loading: "lazy" });
  return make("a", { ...link, class: "document picture" }, picture);
}

function renderButton(button, message, { pressing, onPress }) {
  if (!button.data && button.url) {
    const target = safeAddress(button.url);
    return make("a", { class: "key", href: target, target: "_blank", rel: "noopener" }, button.text);
  }
  const isBusy = pressing.has(`${message.message_id} ${button.data}`);
  return make(
    "button",
    {
      type: "button",
      class: "key",
      "data-data": button.data,
      "aria-busy": isBusy && "true",
      "aria-disabled": isBusy && "true",
      onclick: () => onPress(message, button),
    },
    button.text,
  );
}

function renderKeyboard(message, context) {
  const rows = message.buttons ?? [];
  if (rows.length === 0) return null;
  return make(
    "div",
    { class: "keyboard" },
    ...rows.map((row) =>
      make("div", { class: "row" }, ...row.map((button) => renderButton(button, message, context))),
    ),
  );
}

function renderFoot(message) {
  const date = new Date(message.date);
  return make(
    "span",
    { class: "foot" },
    message.edited ? make("span", { class: "edited" }, words.edited) : "",
    make("time", { datetime: officeTime(date) }, hourMinute(date)),
  );
}

/**
 * Make the list item of a message. `context` holds what it needs of its chat:
 * nameOf, isMine, showsName, quoted, pressing, onPress, onReply, onQuote.
 */
export function renderMessage(message, context) {
  const name = context.nameOf(message.from);
  const text = message.text
    ? renderText(make("div", { class: "text" }), message.text, message.entities)
    : null;
  const bubble = make(
    "div",
    { class: "bubble" },
    make("span", { class: context.showsName ? "sender" : "unseen" }, name),
    renderQuote(message, context),
    renderDocument(message.document),
    text,
    renderFoot(message),
  );
  const label = fill(words.replyTo, { name });
  const reply = iconButton("reply", label, () => context.onReply(message), "reply");
  return make(
    "li",
    { class: context.isMine ? "message mine" : "message", "data-message-id": message.message_id },
    make("div", { class: "column" }, bubble, renderKeyboard(message, context)),
    reply,
  );
}
