// A table from Word or Excel pasted into a text: ｜ between its cells, as the server keeps it (language/text_rows.py), seen at once.
import { read } from './block.js';
import { withWholeRows } from './copied_tables.js';

const SIGNS = /[\t｜|]/, FEWEST = 2;
const ITEM = new RegExp('^(?:[（(]?(?:\\d{1,3}|[一二三四五六七八九十]{1,3}是?|[A-Za-z])(?:[.．]\\d{1,3})*[)）]?[、.．，,]?'
  + '|[⑴-⒛①-⑳㈠-㈩●•◆■▪➢◇○□※*·√✓Øü§²—-]|[\ue000-\uf8ff]|第[\\d一二三四五六七八九十]{1,3}[条章节项]?[、，,]?)$');
// Excel puts a cell of several lines into quotation marks.
const BROKEN_CELL = /(?:^|\t)"[^"\t]*\n/m;

function cellsOf(line, above) {
  const cells = line.split(SIGNS).map(cell => cell.trim()), filled = cells.filter(Boolean).length;
  if (cells.length < FEWEST) return [];
  if (!filled) return above.length ? cells : [];
  if (cells.length === FEWEST && filled < FEWEST) return cells[0] && !cells[0].endsWith('。') && above.length === FEWEST ? cells : [];
  return cells.length === FEWEST && ITEM.test(cells[0]) && above.length !== FEWEST ? [] : cells;
}

const unbroken = text => (BROKEN_CELL.test(text) ? read(text).map(row => row.join('\t')).join('\n') : text);

// What is put into a text where this is pasted.
export const shownCopy = (text, html) => withRowSigns(html ? withWholeRows(unbroken(text), html) : text);

export function withRowSigns(text) {
  const lines = unbroken(text).split('\n'), rows = [];
  for (const line of lines) rows.push(cellsOf(line, rows[rows.length - 1] || []));
  let run = [];
  rows.concat([[]]).forEach((row, n) => {
    if (row.length) { run.push(n); return; }
    const full = run.filter(one => rows[one].filter(Boolean).length >= FEWEST);
    if (full.length >= FEWEST) for (const one of run) lines[one] = rows[one].some(Boolean) ? rows[one].join('｜') : null;
    run = [];
  });
  return lines.filter(line => line !== null).join('\n');
}

export function enhance(form) {
  form.addEventListener('paste', event => {
    const field = event.target;
    if (event.defaultPrevented || field.nodeName !== 'TEXTAREA' || field.readOnly) return;
    const copied = event.clipboardData, text = copied.getData('text/plain').replace(/\r\n?/g, '\n');
    const shown = shownCopy(text, copied.getData('text/html'));
    if (shown === text) return;
    event.preventDefault();
    // With this command the browser can take the paste back; the oldest of ours do not have it for texts.
    if (document.execCommand('insertText', false, shown)) return;
    field.setRangeText(shown, field.selectionStart, field.selectionEnd, 'end');
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
}
