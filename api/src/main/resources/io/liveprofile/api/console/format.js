/** Figures and times as people read them. The page's language is English; the times are those of the reader's clock. */

const UNKNOWN_CURRENCY = 'XXX';
const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const numbers = new Intl.NumberFormat('en');
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const clockExact = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const days = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
const short = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
const countries = new Intl.DisplayNames('en', { type: 'region' });

export function number(value) {
  return numbers.format(value);
}

export function money({ currency, cents }) {
  if (currency === UNKNOWN_CURRENCY) {
    return new Intl.NumberFormat('en', { minimumFractionDigits: 2 }).format(cents / 100);
  }
  try {
    const format = new Intl.NumberFormat('en', { style: 'currency', currency });
    return format.format(cents / 10 ** format.resolvedOptions().maximumFractionDigits);
  } catch {
    return `${number(cents)} ${currency}`;
  }
}

/** Several currencies, or nothing. */
export function amounts(list = [], otherwise = '–') {
  const told = list.filter((amount) => amount.cents !== 0);
  return told.length === 0 ? otherwise : told.map(money).join(' + ');
}

export function ago(time, now = Date.now()) {
  const seconds = Math.round((now - Date.parse(time)) / 1000);
  if (seconds < 0) {
    return 'just now';
  }
  if (seconds < MINUTE) {
    return seconds < 5 ? 'just now' : `${seconds} s ago`;
  }
  if (seconds < HOUR) {
    return `${Math.floor(seconds / MINUTE)} min ago`;
  }
  if (seconds < DAY) {
    return `${Math.floor(seconds / HOUR)} h ago`;
  }
  const count = Math.floor(seconds / DAY);
  return count < 60 ? `${count} ${count === 1 ? 'day' : 'days'} ago` : short.format(Date.parse(time));
}

export function atClock(time) {
  return clock.format(Date.parse(time));
}

export function exactly(time) {
  const date = Date.parse(time);
  return `${days.format(date)}, ${clockExact.format(date)}`;
}

export function dayOf(time, now = Date.now()) {
  const date = Date.parse(time);
  const day = days.format(date);
  if (day === days.format(now)) {
    return 'Today';
  }
  return day === days.format(now - DAY * 1000) ? 'Yesterday' : day;
}

export function country(code) {
  try {
    return countries.of(code.toUpperCase());
  } catch {
    return code;
  }
}

export function duration(seconds) {
  if (seconds < 1) {
    return `${Math.round(seconds * 1000)} ms`;
  }
  if (seconds < 2 * MINUTE) {
    return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`;
  }
  return seconds < 2 * HOUR ? `${Math.round(seconds / MINUTE)} min` : `${Math.round(seconds / HOUR)} h`;
}

export function bytes(count) {
  return count < 1024 ? `${count} B` : `${number(Math.round(count / 1024))} KiB`;
}

/** `impossible_travel` as `Impossible travel`. */
export function words(name) {
  const text = name.replaceAll(/[_-]/g, ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
