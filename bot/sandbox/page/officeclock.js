// The office's clock in the top bar, and the buttons that move it.

import { getOffice, getState, moveClock } from "./api.js";
import {
  hourMinute,
  hourMinuteSecond,
  longDate,
  nextFriday,
  nextThe25th,
  nextWorkingDay,
  officeTime,
} from "./times.js";
import { fill, words } from "./words.js";

const HOUR = 3600; // seconds
const IDLE_POLL = 1_000; // milliseconds
const IDLE_POLLS = 120;

const node = (id) => document.getElementById(id);
const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));

/** The server knows Tết and moved days; without its word the fixed holidays must do. */
async function workingDay(now) {
  const { next_working_day: known } = await getOffice();
  const told = known ? new Date(known) : null;
  return told !== null && told > now ? told : nextWorkingDay(now);
}

const MOVES = {
  friday: async (now) => ({ at: officeTime(nextFriday(now)) }),
  the25th: async (now) => ({ at: officeTime(nextThe25th(now)) }),
  workingDay: async (now) => ({ at: officeTime(await workingDay(now)) }),
  hour: async () => ({ forward: HOUR }),
};

export class OfficeClock {
  constructor() {
    this.at = null;
    this.buttons = [...document.querySelectorAll("[data-move]")];
    for (const button of this.buttons) {
      button.addEventListener("click", () => this.#move(MOVES[button.dataset.move]));
    }
    setInterval(() => this.#show(), 1000);
  }

  /** Set it by the server's clock; between two answers it ticks by itself. */
  set(iso) {
    this.at = new Date(iso);
    this.since = performance.now();
    this.#show();
  }

  async refresh() {
    const state = await getState();
    this.set(state.at);
    return state;
  }

  #show() {
    if (this.at === null) return;
    const now = new Date(this.at.getTime() + performance.now() - this.since);
    const date = longDate(now, words.weekdays);
    node("clock-time").textContent = hourMinuteSecond(now);
    node("clock-time").dateTime = officeTime(now);
    if (node("clock-date").textContent !== date) node("clock-date").textContent = date;
  }

  async #move(plan) {
    this.#setMoving(true);
    tellAll(words.moving);
    try {
      const now = new Date((await getState()).at);
      const { at } = await moveClock(await plan(now));
      this.set(at);
      this.#setMoving(false);
      await this.#waitUntilSent(new Date(at));
    } catch (error) {
      tellAll(fill(words.moveFailed, { why: error.message }), true);
    } finally {
      this.#setMoving(false);
    }
  }

  /** The clock stands, but messages may still be leaving: say so until they have. */
  async #waitUntilSent(at) {
    const facts = { at: `${longDate(at, words.weekdays)}, ${hourMinute(at)}` };
    tellAll(fill(words.movedAndSending, facts));
    for (let polls = 0; polls < IDLE_POLLS; polls += 1) {
      if ((await this.refresh()).idle) break;
      await pause(IDLE_POLL);
    }
    tellAll(fill(words.moved, facts));
  }

  #setMoving(isMoving) {
    for (const button of this.buttons) button.disabled = isMoving;
  }
}

/** The one line under the top bar that speaks for the whole page. */
export function tellAll(text, isTrouble = false) {
  const line = node("notice");
  if (line.textContent !== text) line.textContent = text;
  line.classList.toggle("trouble", isTrouble);
}
