// The office's wall clock. Vietnam has kept UTC+07:00 without summer time since
// 1975, so a fixed offset is exact whatever zone the browser is in.

const MINUTE = 60_000; // milliseconds
const DAY = 24 * 60 * MINUTE;
const OFFSET = 7 * 60 * MINUTE;
const FRIDAY = 5; // as Date.getUTCDay() counts

/** Days off with a fixed date, as MM-DD; Tết and moved days come from the server. */
const FIXED_HOLIDAYS = new Set(["01-01", "04-30", "05-01", "09-02", "11-24"]);

/** A Date whose UTC fields read as the office's wall clock. */
const wall = (instant) => new Date(instant.getTime() + OFFSET);
const two = (number) => String(number).padStart(2, "0");

export function hourMinute(instant) {
  const at = wall(instant);
  return `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`;
}

export function hourMinuteSecond(instant) {
  return `${hourMinute(instant)}:${two(wall(instant).getUTCSeconds())}`;
}

/** "Thứ Sáu, 20/11/2026", given the weekdays' names from Sunday on. */
export function longDate(instant, weekdays) {
  const at = wall(instant);
  const date = [two(at.getUTCDate()), two(at.getUTCMonth() + 1), at.getUTCFullYear()];
  return `${weekdays[at.getUTCDay()]}, ${date.join("/")}`;
}

/** The office's date as YYYY-MM-DD. */
export const officeDate = (instant) => wall(instant).toISOString().slice(0, 10);

/** An ISO time with the office's offset, to the second. */
export const officeTime = (instant) => `${wall(instant).toISOString().slice(0, 19)}+07:00`;

/** The first day's `hour` o'clock strictly after `now` whose wall date is wanted. */
function nextAt(hour, now, isWanted) {
  const today = Math.floor(wall(now).getTime() / DAY) * DAY;
  for (let ahead = 0; ; ahead += 1) {
    const date = new Date(today + ahead * DAY);
    const instant = new Date(date.getTime() + hour * 60 * MINUTE - OFFSET);
    if (instant > now && isWanted(date)) return instant;
  }
}

const isWorkingDay = (date) =>
  ![0, 6].includes(date.getUTCDay()) &&
  !FIXED_HOLIDAYS.has(date.toISOString().slice(5, 10));

export const nextFriday = (now) => nextAt(15, now, (date) => date.getUTCDay() === FRIDAY);
export const nextThe25th = (now) => nextAt(8, now, (date) => date.getUTCDate() === 25);
export const nextWorkingDay = (now) => nextAt(8, now, isWorkingDay);
