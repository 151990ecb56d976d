// Where a person writes: the text, an answer to a message, one file. What was
// typed leaves the box only when the server has taken it.

import { summarize } from "./bubble.js";
import { icon, iconButton, make } from "./dom.js";
import { fill, words } from "./words.js";

const FILE_LIMIT = 20 * 1024 * 1024; // bytes; what a bot may download from Telegram
const TALLEST = 132; // pixels the box grows to before it scrolls

/** The file's content as base64. */
function readFile(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(",") + 1));
    reader.onerror = () => reject(new Error(fill(words.fileUnreadable, { name: file.name })));
    reader.readAsDataURL(file);
  });
}

export class Composer {
  /** `send(message)` is awaited; what it throws is told through `notify`. */
  constructor({ send, notify, nameOf }) {
    this.send = send;
    this.notify = notify;
    this.nameOf = nameOf;
    this.answered = null;
    this.file = null;
    this.isSending = false;
    this.input = this.#makeInput();
    this.picker = make("input", { type: "file", hidden: true, onchange: () => this.#pick() });
    this.parts = make("div", { class: "parts" });
    this.button = make(
      "button",
      { type: "submit", class: "icon-button send", "aria-label": words.send, title: words.send },
      icon("send"),
    );
    this.node = make(
      "form",
      { class: "composer", onsubmit: (event) => this.#submit(event) },
      this.parts,
      make(
        "div",
        { class: "line" },
        iconButton("attach", words.attach, () => this.picker.click(), "attach"),
        this.picker,
        this.input,
        this.button,
      ),
    );
  }

  /** The next message answers this one. */
  answer(message) {
    this.answered = message;
    this.#showParts();
    this.input.focus();
  }

  /** The bot asks for an answer: it is opened, and nobody's typing is disturbed. */
  ask(message) {
    this.answered = message;
    this.input.placeholder = message.force_reply.placeholder ?? words.placeholder;
    this.#showParts();
  }

  /** Put a command into the box, to be sent or completed. */
  suggest(text) {
    this.input.value = text;
    this.#grow();
    this.input.focus();
  }

  #makeInput() {
    const onkeydown = (event) => {
      // Vietnamese is typed through an input method: Enter may belong to it.
      if (event.isComposing) return;
      if (event.key === "Enter" && !event.shiftKey) {
        event.preventDefault();
        this.node.requestSubmit();
      }
      if (event.key === "Escape" && this.answered) this.#forgetAnswer();
    };
    return make("textarea", {
      rows: "1",
      "aria-label": words.message,
      placeholder: words.placeholder,
      onkeydown,
      oninput: () => this.#grow(),
    });
  }

  #grow() {
    this.input.style.height = "auto";
    this.input.style.height = `${Math.min(this.input.scrollHeight + 2, TALLEST)}px`;
  }

  #pick() {
    const [file] = this.picker.files;
    this.picker.value = "";
    if (!file) return;
    if (file.size > FILE_LIMIT) {
      this.notify(fill(words.fileTooLarge, { name: file.name }));
      return;
    }
    this.file = file;
    this.#showParts();
    this.input.focus();
  }

  #forgetAnswer() {
    this.answered = null;
    this.#showParts();
    this.input.focus();
  }

  #forgetFile() {
    this.file = null;
    this.#showParts();
    this.input.focus();
  }

  #showParts() {
    const { answered, file } = this;
    const parts = [];
    if (!answered?.force_reply) this.input.placeholder = words.placeholder;
    if (answered) {
      const title = fill(words.replyingTo, { name: this.nameOf(answered.from) });
      parts.push(this.#part("reply", title, summarize(answered), words.cancelReply, () => this.#forgetAnswer()));
    }
    if (file) {
      const label = fill(words.removeFile, { name: file.name });
      parts.push(this.#part("file", file.name, "", label, () => this.#forgetFile()));
    }
    this.parts.replaceChildren(...parts);
  }

  #part(symbol, title, text, label, forget) {
    return make(
      "div",
      { class: "part" },
      icon(symbol),
      make("div", {}, make("strong", {}, title), make("span", {}, text)),
      iconButton("close", label, forget),
    );
  }

  async #submit(event) {
    event.preventDefault();
    const { answered, file } = this;
    const typed = this.input.value;
    if (this.isSending || (typed.trim() === "" && !file)) return;
    this.#setSending(true);
    try {
      const message = {};
      if (typed.trim() !== "") message.text = typed;
      if (answered) message.reply_to = answered.message_id;
      if (file) message.document = { name: file.name, base64: await readFile(file) };
      await this.send(message);
      this.#clear({ typed, answered, file });
    } catch (error) {
      this.notify(error.message);
    } finally {
      this.#setSending(false);
    }
  }

  /** Remove what was sent, and keep what was changed meanwhile. */
  #clear({ typed, answered, file }) {
    if (this.input.value === typed) this.input.value = "";
    if (this.answered === answered) this.answered = null;
    if (this.file === file) this.file = null;
    this.#grow();
    this.#showParts();
  }

  #setSending(isSending) {
    this.isSending = isSending;
    this.button.setAttribute("aria-busy", String(isSending));
  }
}
