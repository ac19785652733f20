// The filing desk: tables, rows, counters, and saving by itself.
import { Autosave } from '../section/autosave.js';
import { enhance as count } from '../section/counter.js';
import { tell, typedEarly } from '../section/early_typing.js';
import { enhance as grid } from '../section/grid.js';
import { enhance as more, reveal } from '../section/more.js';
import { enhance as rows } from '../section/rows.js';
import { enhance as sources } from '../section/sources.js';
import { enhance as words } from '../section/word.js';

const form = document.querySelector('#section-form');
const voice = document.querySelector('#say');
const say = text => { if (voice) voice.textContent = text; };

if (form) {
  const early = typedEarly(form);
  for (const table of form.querySelectorAll('table[data-grid]')) grid(table);
  form.addEventListener('htmx:load', event => {
    for (const table of event.detail.elt.querySelectorAll('table[data-grid]')) grid(table);
  });
  more(form);
  rows(form, say, document.querySelector('#undo-remove'));
  count(form);
  sources(form);
  // Only who writes a text can paste a table into one; what is pasted before this has come is read by the server.
  const write = event => {
    if (event.target.nodeName !== 'TEXTAREA') return;
    form.removeEventListener('focusin', write);
    import('../section/text_rows.js').then(({ enhance }) => enhance(form), () => form.addEventListener('focusin', write));
  };
  form.addEventListener('focusin', write);
  words(form);
  new Autosave(form);
  tell(early);
}

// A refused field is no use hidden in a fold.
function seek() {
  const field = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!field || !reveal(field)) return;
  field.scrollIntoView({ block: 'center' });
  field.focus();
}
seek();
addEventListener('hashchange', seek);
// Show the current section in the list; scrollIntoView would move the page as well.
const current = document.querySelector('.secnav [aria-current]'), side = current && current.closest('.side');
if (side) side.scrollTop += current.getBoundingClientRect().bottom - side.getBoundingClientRect().bottom + 60;
// Phones start with the list of sections folded.
const list = document.querySelector('.secnav');
if (list && matchMedia('(max-width: 767.98px)').matches) list.removeAttribute('open');
