// The word that a remark under a text is about: its link marks the word in the text. Without this script it leads to the text.
import { heldText } from './follow.js';

// The server takes out blanks and what nobody sees, such as the indents of Word, and puts ｜ for a tab: what is seen is counted.
const unseen = one => /[\s｜\u200b-\u200f\u2060\ufeff\u00ad]/.test(one);
const seen = text => [...text].filter(one => !unseen(one)).length;

// Where a place of the text that the server holds is in the text that stands there.
function shownAt(field, place) {
  const { value } = field, text = heldText(field);
  if (text === value) return place;
  let rest = seen(text.slice(0, place)), at = 0;
  for (const one of value) {
    if (rest === 0 && !unseen(one)) break;
    if (!unseen(one)) rest -= 1;
    at += one.length;
  }
  return at;
}

export function enhance(form) {
  form.addEventListener('click', event => {
    const link = event.target.closest('a[data-word]');
    const field = link && document.getElementById(link.hash.slice(1));
    if (!field || !field.setSelectionRange) return;
    event.preventDefault();
    const [first, beyond] = link.dataset.word.split(' ').map(Number), start = shownAt(field, first);
    field.focus();
    field.setSelectionRange(start, shownAt(field, beyond - 1) + 1);
    // A browser scrolls a text to its caret, not to what is marked: about the share of the text before it.
    field.scrollTop = field.scrollHeight * (start / Math.max(1, field.value.length)) - field.clientHeight / 2;
  });
}
