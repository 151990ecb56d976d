// The sandbox's page: which phones are shown, and keeping them up to date.

import { chooseFirstPhones, loadCast } from "./cast.js";
import { make, recall, remember } from "./dom.js";
import { listen } from "./live.js";
import { OfficeClock, tellAll } from "./officeclock.js";
import { Phone } from "./phone.js";
import { labelPage, words } from "./words.js";

const node = (id) => document.getElementById(id);
/** Too narrow for two phones: one is shown at a time. The same limit is in page.css. */
const narrow = matchMedia("(max-width: 42rem)");

class Page {
  constructor() {
    this.clock = new OfficeClock();
    this.phones = new Map(); // kept while hidden, so that nothing typed is lost
    this.unread = new Set();
    this.shown = [];
    this.current = null;
    this.isLost = false;
    this.castLooks = null;
    this.hadOffice = false;
    node("picker").addEventListener("change", (event) => this.open(Number(event.target.value)));
    narrow.addEventListener("change", () => this.draw());
    // Phones fill what the top bar leaves of the window, with and without the help.
    const above = () => node("phones").style.setProperty("--above", `${node("phones").offsetTop}px`);
    new ResizeObserver(above).observe(document.body);
  }

  async start() {
    this.startHelp();
    await this.catchUp();
    listen({
      onChat: (id) => this.hear(id),
      onClock: (iso) => this.clock.set(iso),
      onPoll: () => this.catchUp(),
    });
  }

  startHelp() {
    node("help-lines").append(...words.help.map((line) => make("li", {}, line)));
    node("help").open = recall("help") ?? !narrow.matches;
    node("help").addEventListener("toggle", () => remember("help", node("help").open));
  }

  /** Ask for everything shown: at the start, after a lost connection, now and then. */
  async catchUp() {
    try {
      await Promise.all([this.clock.refresh(), this.loadPeople()]);
      await Promise.all(this.shown.map((id) => this.phones.get(id).refresh()));
      if (this.isLost) tellAll("");
      this.isLost = false;
    } catch {
      this.isLost = true;
      tellAll(words.connectionLost, true);
    }
  }

  async loadPeople() {
    const cast = await loadCast();
    const looks = JSON.stringify(cast);
    if (looks === this.castLooks) return;
    this.castLooks = looks;
    this.cast = cast;
    const known = new Set(cast.chats.map((chat) => chat.id));
    this.shown = (this.castIsNew ? recall("shown") ?? [] : this.shown).filter((id) => known.has(id));
    const isChosen = this.shown.length > 0 && (recall("shown") !== null || this.hadOffice);
    if (!isChosen) this.shown = chooseFirstPhones(cast);
    // Until somebody of the office is linked, the first choice is made anew.
    this.hadOffice = cast.persons.some((person) => person.roles.length > 0);
    for (const [id, phone] of this.phones) {
      const chat = cast.chats.find((each) => each.id === id);
      if (chat) phone.update(chat, cast);
      else this.phones.delete(id);
    }
    this.draw();
  }

  /** No phone was made yet: the choice of last time counts. */
  get castIsNew() {
    return this.phones.size === 0;
  }

  /** Something changed in a chat: fetch it if it is looked at, else mark it. */
  async hear(id) {
    const chat = this.cast?.chats.find((each) => each.id === id);
    // A forum may have got a new topic.
    if (!chat || chat.forum) await this.catchUp();
    if (!this.isSeen(id)) {
      this.unread.add(id);
      this.drawChooser();
    }
    if (this.shown.includes(id)) this.phones.get(id).refresh().catch(() => {});
  }

  isSeen(id) {
    return narrow.matches ? id === this.current : this.shown.includes(id);
  }

  /** Show a phone; where only one fits, it takes the place of the other. */
  open(id) {
    if (!this.shown.includes(id)) this.shown.push(id);
    this.current = id;
    this.keepChoice();
    this.phones.get(id).refresh().catch(() => {});
  }

  toggle(id) {
    if (!this.shown.includes(id)) {
      this.open(id);
      return;
    }
    this.shown = this.shown.filter((other) => other !== id);
    this.keepChoice();
  }

  keepChoice() {
    remember("shown", this.shown);
    this.draw();
  }

  draw() {
    if (!this.shown.includes(this.current)) this.current = this.shown[0] ?? null;
    for (const id of this.shown) if (!this.phones.has(id)) this.phones.set(id, this.makePhone(id));
    for (const id of this.phones.keys()) if (this.isSeen(id)) this.unread.delete(id);
    this.placePhones();
    this.drawChooser();
  }

  makePhone(id) {
    const chat = this.cast.chats.find((each) => each.id === id);
    return new Phone(chat, this.cast, { onHide: () => this.toggle(id) });
  }

  /** Put the phones in order, moving only those that are not in place. */
  placePhones() {
    const wanted = this.shown.map((id) => this.phones.get(id).node);
    const box = node("phones");
    for (const child of [...box.children]) if (!wanted.includes(child)) child.remove();
    wanted.forEach((phone, place) => {
      if (box.children[place] !== phone) box.insertBefore(phone, box.children[place] ?? null);
    });
    for (const id of this.shown) {
      this.phones.get(id).node.classList.toggle("current", id === this.current);
    }
    if (wanted.length === 0 && this.cast.chats.length === 0) {
      box.append(make("p", { class: "nobody" }, words.nobody));
    }
  }

  drawChooser() {
    const focused = document.activeElement?.dataset?.chip;
    node("chips").replaceChildren(...this.cast.chats.map((chat) => this.makeChip(chat)));
    if (focused) node("chips").querySelector(`[data-chip="${focused}"]`)?.focus();
    node("picker").replaceChildren(...this.cast.chats.map((chat) => this.makeOption(chat)));
    node("picker").value = String(this.current);
  }

  makeChip(chat) {
    const isUnread = this.unread.has(chat.id);
    return make(
      "button",
      {
        type: "button",
        class: isUnread ? "chip unread" : "chip",
        title: chat.subtitle,
        "data-chip": chat.id,
        "aria-pressed": String(this.shown.includes(chat.id)),
        onclick: () => this.toggle(chat.id),
      },
      make("span", { class: "chip-name" }, chat.name),
      " ",
      make("span", { class: "chip-role" }, chat.short),
      isUnread ? make("span", { class: "unseen" }, `, ${words.unread}`) : null,
    );
  }

  makeOption(chat) {
    const mark = this.unread.has(chat.id) ? `● ` : "";
    return make("option", { value: chat.id }, `${mark}${chat.name} · ${chat.subtitle}`);
  }
}

labelPage();
new Page().start();
