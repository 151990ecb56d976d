// The list of a chat's messages. Only what changed is touched: an element stays as
// long as its message looks the same, so scrolling, focus and selection survive.

import { renderMessage } from "./bubble.js";
import { make } from "./dom.js";
import { longDate, officeDate } from "./times.js";
import { words } from "./words.js";

const NEAR_END = 48; // pixels from the end that still count as reading the newest

export class ChatLog {
  /** `owner` answers nameOf, isMine, isPressing and takes onPress, onReply. */
  constructor(chat, owner) {
    this.chat = chat;
    this.owner = owner;
    this.messages = new Map();
    this.shown = new Map(); // key -> {node, look}
    this.isAtEnd = true;
    this.list = make("ol", { class: "messages" });
    this.scroller = make(
      "div",
      { class: "scroller", role: "log", tabindex: "0", "aria-live": "off", onscroll: () => this.#look() },
      this.list,
    );
    this.pill = make(
      "button",
      { type: "button", class: "pill", hidden: true, onclick: () => this.goToEnd() },
      words.newMessages,
    );
    this.node = make("div", { class: "log" }, this.scroller, this.pill);
    // A phone that was hidden, or a picture that arrives, must not lose the end.
    const keep = new ResizeObserver(() => {
      if (this.isAtEnd) this.#scrollToEnd();
      this.height = this.scroller.clientHeight;
    });
    keep.observe(this.scroller);
    keep.observe(this.list);
  }

  goToEnd() {
    this.isAtEnd = true;
    this.pill.hidden = true;
    this.#scrollToEnd();
  }

  /** Show these messages, oldest first. */
  show(messages) {
    this.#look();
    const isFirst = this.shown.size === 0;
    const newest = Math.max(0, ...this.messages.keys());
    this.messages = new Map(messages.map((message) => [message.message_id, message]));
    this.#patch(this.#plan(messages));
    const fresh = messages.filter((message) => message.message_id > newest);
    if (isFirst || fresh.some((message) => this.owner.isMine(message))) this.goToEnd();
    else if (this.isAtEnd) this.#scrollToEnd();
    else if (fresh.length > 0) this.pill.hidden = false;
    // Only what comes later is read out, not the history.
    if (isFirst) requestAnimationFrame(() => this.scroller.setAttribute("aria-live", "polite"));
  }

  /** Render one message again, as after a press began or ended. */
  refresh() {
    this.#patch(this.#plan([...this.messages.values()]));
  }

  #plan(messages) {
    if (messages.length === 0) return [this.#emptyPart()];
    const parts = [];
    let before = null;
    for (const message of messages) {
      const date = officeDate(new Date(message.date));
      const isNewDay = before === null || officeDate(new Date(before.date)) !== date;
      const isOtherTopic = this.chat.forum && (before === null || before.thread !== message.thread);
      const startsRun = isNewDay || isOtherTopic || before.from !== message.from;
      if (isNewDay) parts.push(this.#datePart(message, date));
      if (isOtherTopic) parts.push(this.#topicPart(message));
      parts.push(this.#messagePart(message, startsRun));
      before = message;
    }
    return parts;
  }

  #emptyPart() {
    const text = this.chat.kind === "group" ? words.emptyGroup : words.emptyChat;
    return { key: "empty", look: "", render: () => make("li", { class: "empty" }, text) };
  }

  #datePart(message, date) {
    const text = longDate(new Date(message.date), words.weekdays);
    const render = () => make("li", { class: "date" }, make("span", {}, text));
    // A day can come twice when the clock was set back between two demos.
    return { key: `${date} ${message.message_id}`, look: "", render };
  }

  #topicPart(message) {
    const topic = this.chat.topics.find((each) => each.thread === message.thread);
    const name = topic?.name ?? words.generalTopic;
    const render = () => make("li", { class: "topic" }, make("span", {}, name));
    return { key: `topic ${message.message_id}`, look: name, render };
  }

  #messagePart(message, startsRun) {
    const { owner } = this;
    const quoted = this.messages.get(message.reply_to);
    const showsName = startsRun && this.chat.kind === "group" && !owner.isMine(message);
    const keys = (message.buttons ?? []).flat();
    const pressing = new Set(
      keys.map((key) => `${message.message_id} ${key.data}`).filter((key) => owner.pressing.has(key)),
    );
    const context = {
      quoted,
      pressing,
      showsName,
      isMine: owner.isMine(message),
      nameOf: (id) => owner.nameOf(id),
      onPress: (...press) => owner.onPress(...press),
      onReply: (target) => owner.onReply(target),
      onQuote: (id) => this.#jumpTo(id),
    };
    const look = JSON.stringify([message, quoted?.text, showsName, context.isMine, [...pressing]]);
    return { key: message.message_id, look, render: () => renderMessage(message, context) };
  }

  #patch(parts) {
    const wanted = new Set(parts.map((part) => part.key));
    for (const [key, { node }] of this.shown) {
      if (wanted.has(key)) continue;
      node.remove();
      this.shown.delete(key);
    }
    let last = null;
    for (const part of parts) {
      const node = this.#nodeFor(part);
      const next = last === null ? this.list.firstChild : last.nextSibling;
      if (node !== next) this.list.insertBefore(node, next);
      last = node;
    }
  }

  #nodeFor({ key, look, render }) {
    const old = this.shown.get(key);
    if (old?.look === look) return old.node;
    const node = render();
    this.shown.set(key, { node, look });
    if (old) this.#replace(old.node, node);
    return node;
  }

  /** Put `node` where `old` was; a focused button hands its focus on. */
  #replace(old, node) {
    const focused = old.contains(document.activeElement) ? document.activeElement : null;
    old.replaceWith(node);
    if (focused === null) return;
    const keys = [...node.querySelectorAll("button")];
    const same = keys.find(
      (key) => key.className === focused.className && key.dataset.data === focused.dataset.data,
    );
    (same ?? this.scroller).focus({ preventScroll: true });
  }

  #jumpTo(id) {
    const node = this.shown.get(id)?.node;
    if (!node) return;
    node.scrollIntoView({ block: "center" });
    node.classList.remove("found");
    requestAnimationFrame(() => node.classList.add("found"));
  }

  #scrollToEnd() {
    this.scroller.scrollTop = this.scroller.scrollHeight;
  }

  /** See whether the newest message is being read. */
  #look() {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    // Being resized or shown again scrolls too, without a person's doing.
    if (clientHeight !== this.height) return;
    this.isAtEnd = scrollHeight - scrollTop - clientHeight < NEAR_END;
    if (this.isAtEnd) this.pill.hidden = true;
  }
}
