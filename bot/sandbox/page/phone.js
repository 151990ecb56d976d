// One phone: a person's private chat with the bot, or a unit's group.

import { getMessages, postMessage, pressButton, setBlocked } from "./api.js";
import { listSpeakers } from "./cast.js";
import { ChatLog } from "./chatlog.js";
import { Composer } from "./composer.js";
import { ask, tell } from "./dialog.js";
import { iconButton, make, recall, remember } from "./dom.js";
import { fill, words } from "./words.js";

const TOAST_TIME = 5_000; // milliseconds
const NOTICE_TIME = 12_000;
const HUES = 6; // colours of the round pictures in phone.css

/** "Bùi Thanh An" -> "TA": the two last words, as Vietnamese names are known by. */
const initials = (name) =>
  name.split(/\s+/).slice(-2).map((word) => [...word][0]).join("").toUpperCase();

export class Phone {
  constructor(chat, cast, { onHide }) {
    this.chat = chat;
    this.pressing = new Set();
    this.toast = make("p", { class: "toast", role: "status", hidden: true });
    this.notice = make("p", { class: "phone-notice", role: "alert", hidden: true });
    this.speaker = make("select", { onchange: () => this.#changeSpeaker() });
    this.topic = make("select");
    this.topicLine = this.#makeLine("topics", words.topic, this.topic);
    this.asked = 0; // the newest question whose answer was opened by itself
    this.log = new ChatLog(chat, this);
    this.log.scroller.addEventListener("click", (event) => this.#onClick(event));
    this.composer = new Composer({
      send: (message) => this.#send(message),
      notify: (text) => this.#notify(text),
      nameOf: (id) => this.nameOf(id),
    });
    this.node = make("section", { class: `phone ${chat.kind}`, "data-chat": chat.id });
    this.node.append(this.#makeHead(onHide), this.log.node, this.toast, this.notice);
    if (chat.kind === "group") {
      this.node.append(this.topicLine, this.#makeLine("speaker", words.speaker, this.speaker));
    }
    this.node.append(this.composer.node);
    this.update(chat, cast);
  }

  /** Take a newer cast: roles, members and names may have changed. */
  update(chat, cast) {
    this.chat = chat;
    this.log.chat = chat;
    this.bot = cast.bot;
    this.names = new Map(cast.persons.map((person) => [person.id, person.name]));
    const pattern = chat.kind === "group" ? words.groupNamed : words.phoneOf;
    this.node.setAttribute("aria-label", fill(pattern, { name: chat.name }));
    this.log.scroller.setAttribute("aria-label", fill(words.messagesOf, { name: chat.name }));
    this.title.textContent = chat.name;
    // A unit's code such as VP-TH is not broken at its hyphen.
    this.subtitle.textContent = chat.subtitle.replaceAll("-", "-\u2060");
    this.subtitle.title = chat.subtitle;
    if (chat.kind === "group") {
      this.#fillSpeakers(listSpeakers(chat, cast.persons));
      this.#fillTopics(chat.topics ?? []);
    }
    if (this.log.messages.size > 0) this.log.refresh();
  }

  /** Fetch the messages; several wishes while one fetch runs become one more fetch. */
  async refresh() {
    this.isStale = true;
    if (this.isFetching) return;
    this.isFetching = true;
    try {
      while (this.isStale) {
        this.isStale = false;
        this.log.show(await getMessages(this.chat.id));
        this.#openAnswer();
      }
    } finally {
      this.isFetching = false;
    }
  }

  /** Who acts on this phone. */
  get actor() {
    return this.chat.kind === "group" ? Number(this.speaker.value) : this.chat.id;
  }

  isMine(message) {
    return message.from === this.actor;
  }

  nameOf(id) {
    // Without word from the server, whoever is nobody of the office is the bot.
    const isBot = this.bot === undefined || this.bot.id === id;
    return this.names.get(id) ?? (isBot ? words.bot : fill(words.someone, { id }));
  }

  onReply(message) {
    this.composer.answer(message);
  }

  #changeSpeaker() {
    this.log.refresh();
    this.#openAnswer();
  }

  /** A question that asks this person (ForceReply) opens its answer, once. */
  #openAnswer() {
    const messages = [...this.log.messages.values()];
    const question = messages.findLast((each) => each.force_reply?.people.includes(this.actor));
    if (!question || question.message_id <= this.asked) return;
    const isPast = messages.some(
      (each) => each.message_id > question.message_id && this.isMine(each),
    );
    if (isPast || this.composer.answered) return;
    this.asked = question.message_id;
    this.composer.ask(question);
  }

  async onPress(message, button) {
    const key = `${message.message_id} ${button.data}`;
    if (this.pressing.has(key)) return;
    this.pressing.add(key);
    this.log.refresh();
    try {
      const press = { from: this.actor, data: button.data };
      this.#answer(await pressButton(this.chat.id, message.message_id, press));
    } catch (error) {
      this.#notify(error.message);
    } finally {
      this.pressing.delete(key);
      this.log.refresh();
    }
    this.refresh().catch(() => {});
  }

  #answer({ toast, alert }) {
    if (alert === undefined && toast === null) this.#notify(words.pressTimedOut);
    else if (toast && alert) tell(toast);
    else if (toast) this.#showFor(this.toast, toast, TOAST_TIME);
  }

  async #send(message) {
    // An answer stands in the topic of what it answers.
    const thread = Number(this.topic.value);
    const place = this.chat.forum && thread && !message.reply_to ? { thread } : {};
    await postMessage(this.chat.id, { from: this.actor, ...place, ...message });
    this.notice.hidden = true;
    // Taken by the server: a fetch that fails now must not look like a lost message.
    this.refresh().catch(() => {});
  }

  #onClick(event) {
    const command = event.target.closest(".command");
    if (command) this.composer.suggest(command.dataset.command);
    event.target.closest(".spoiler")?.classList.add("open");
  }

  /** The server does not tell who blocked the bot, so this browser remembers. */
  #makeBlockButton() {
    this.blockButton = iconButton("block", "", () => this.#toggleBlocked());
    this.#showBlocked(recall(`blocked.${this.chat.id}`) === true);
    return this.blockButton;
  }

  #showBlocked(isBlocked) {
    const label = isBlocked ? words.unblock : words.block;
    this.isBlocked = isBlocked;
    this.blockButton.title = label;
    this.blockButton.setAttribute("aria-label", label);
    this.blockButton.classList.toggle("on", isBlocked);
    remember(`blocked.${this.chat.id}`, isBlocked);
  }

  async #toggleBlocked() {
    const wanted = !this.isBlocked;
    if (wanted && !(await ask(fill(words.blockQuestion, { name: this.chat.name })))) return;
    try {
      await setBlocked(this.chat.id, this.chat.id, wanted);
      this.#showBlocked(wanted);
      this.#showFor(this.toast, wanted ? words.blocked : words.unblocked, TOAST_TIME);
    } catch (error) {
      this.#notify(error.message);
    }
  }

  #notify(text) {
    this.#showFor(this.notice, text, NOTICE_TIME);
  }

  #showFor(node, text, time) {
    node.textContent = text;
    node.hidden = false;
    clearTimeout(node.timer);
    node.timer = setTimeout(() => (node.hidden = true), time);
  }

  #makeHead(onHide) {
    const { chat } = this;
    this.title = make("h2");
    this.subtitle = make("p");
    const hue = Math.abs(chat.id) % HUES;
    return make(
      "header",
      { class: "head" },
      make("span", { class: `face hue-${hue}`, "aria-hidden": "true" }, initials(chat.name)),
      make("div", { class: "names" }, this.title, this.subtitle),
      chat.kind === "person" ? this.#makeBlockButton() : null,
      iconButton("close", words.hide, onHide, "hide"),
    );
  }

  #makeLine(name, label, choice) {
    return make("label", { class: name }, make("span", {}, label), choice);
  }

  #fillTopics(topics) {
    const chosen = this.topic.value;
    const general = make("option", { value: "" }, words.generalTopic);
    const named = topics.map(({ thread, name }) => make("option", { value: thread }, name));
    this.topic.replaceChildren(general, ...named);
    if (topics.some(({ thread }) => String(thread) === chosen)) this.topic.value = chosen;
    this.topicLine.hidden = !this.chat.forum;
  }

  #fillSpeakers({ members, others }) {
    const chosen = this.speaker.value;
    const choices = (label, persons) =>
      persons.length === 0
        ? null
        : make(
            "optgroup",
            { label },
            ...persons.map((person) => make("option", { value: person.id }, person.name)),
          );
    const lists = [choices(words.members, members), choices(words.others, others)];
    this.speaker.replaceChildren(...lists.filter((list) => list !== null));
    if ([...members, ...others].some((person) => String(person.id) === chosen)) {
      this.speaker.value = chosen;
    }
  }
}
