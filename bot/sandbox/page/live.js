// Hearing of changes: server-sent events while they come, asking now and then as well.

const FIRST_WAIT = 1_000; // milliseconds before the first new attempt; doubled each time
const LONGEST_WAIT = 30_000;
const POLL = 5_000; // without events
const SLOW_POLL = 30_000; // with events: a stream can fall silent without an error

/**
 * Listen until the page is left. `onChat(id)` and `onClock(iso)` follow events;
 * `onPoll()` is called when anything may have been missed.
 */
export function listen({ onChat, onClock, onPoll }) {
  let wait = FIRST_WAIT;
  let isOpen = false;
  let poll = null;

  const pollLater = () => {
    clearTimeout(poll);
    poll = setTimeout(async () => {
      await onPoll();
      pollLater();
    }, isOpen ? SLOW_POLL : POLL);
  };

  const connect = () => {
    const stream = new EventSource("/sandbox/events");
    stream.onopen = () => {
      wait = FIRST_WAIT;
      isOpen = true;
      onPoll();
      pollLater();
    };
    stream.onmessage = ({ data }) => {
      const event = JSON.parse(data);
      if (event.chat !== undefined) onChat(event.chat);
      if (event.clock !== undefined) onClock(event.clock);
    };
    // The browser's own reconnecting gives up after an HTTP error, so it is ours.
    stream.onerror = () => {
      stream.close();
      isOpen = false;
      pollLater();
      setTimeout(connect, wait);
      wait = Math.min(wait * 2, LONGEST_WAIT);
    };
  };

  connect();
  pollLater();
}
