// The people's API of the sandbox. Every call answers data or throws a Refusal
// whose message can be shown to a person.

import { fill, words } from "./words.js";

export class Refusal extends Error {}

async function call(path, body) {
  const request =
    body === undefined
      ? { cache: "no-store" }
      : {
          method: "POST",
          headers: { "Content-Type": "application/json" },
          body: JSON.stringify(body),
        };
  let response;
  try {
    response = await fetch(`/sandbox/${path}`, request);
  } catch {
    throw new Refusal(words.noAnswer);
  }
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) {
    throw new Refusal(answer.error ?? fill(words.refused, { status: response.status }));
  }
  return answer;
}

export const getOffice = () => call("office");
/** Everybody with a phone, and the bot: `{people, bot}`. */
export const getPeople = () => call("people");
export const getGroups = async () => (await call("groups")).groups;
export const getState = () => call("state");
export const getMessages = async (chat) => (await call(`chats/${chat}/messages`)).messages;

export const postMessage = (chat, message) => call(`chats/${chat}/messages`, message);
export const pressButton = (chat, message, press) =>
  call(`chats/${chat}/messages/${message}/press`, press);

/** Block the bot, or let it write again. */
export const setBlocked = (chat, from, isBlocked) =>
  call(`chats/${chat}/${isBlocked ? "block" : "unblock"}`, { from });

/** Move the clock: `{at: ISO}` or `{forward: seconds}`. */
export const moveClock = (move) => call("clock", move);
