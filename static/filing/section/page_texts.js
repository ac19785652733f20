// The texts of an open page, and what of them the server need not be sent again (section/sent_differences.py).
// What the page says of itself; the rest is text.
const OWN = /^(csrfmiddlewaretoken|version|done|nothing|page|sending|person|shows|against|paste|paste-unit|take-.*|comment-.*)$/;
export const isText = name => !OWN.test(name || '');

export const textsOf = form => [...new FormData(form)].filter(([name, text]) => isText(name) && typeof text === 'string');

// Whether rows stand by their numbers, as the server puts together again what it was sent in pieces; moving one up or down
// changes no name and no text.
function inRowOrder(texts) {
  const last = new Map();
  return texts.every(([name]) => [...name.matchAll(/-(\d+)-/g)].every(found => {
    const list = name.slice(0, found.index), number = Number(found[1]), before = last.get(list);
    last.set(list, number);
    return before === undefined || before <= number;
  }));
}

// What differs from `known`, the texts that the server holds of this page; null where it cannot tell these from
// what is shown: a row has gone or stands elsewhere. A tick that was taken off is gone too, but its box is not.
export function differing(form, known, texts) {
  if (!known || !inRowOrder(texts)) return null;
  const now = new Map(texts), gone = [...known.keys()].filter(name => !now.has(name));
  if (gone.some(name => !form.elements.namedItem(name))) return null;
  return [...texts.filter(([name, text]) => known.get(name) !== text), ...gone.map(name => [name, ''])];
}

// What the server holds once this page shows its answer is what is written now: not yet what `take` brings, which nobody has
// sent, and not surely the text with the caret in it, which follow.js leaves as it was typed, nor what a script had changed
// without a word (`stood`: what was written when the answer came). Such a name stays, lest a tick taken off go unsaid; it is
// sent in any case.
export function held(form, sent, stood) {
  const known = new Map(textsOf(form)), { name } = document.activeElement || {};
  for (const one of [...sent.keys(), ...stood.keys()]) if (sent.get(one) !== stood.get(one)) known.set(one, null);
  if (known.has(name)) known.set(name, null);
  return known;
}

// The same without the empty rows at the end of the page: no version keeps them, so they are sent each time.
export const without = (known, rows) => new Map([...known].filter(([name]) => !rows.some(start => name.startsWith(`${start}-`))));
