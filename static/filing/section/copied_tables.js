// What a copy from Word, WPS or Excel says of its tables beside the plain text: in that, a merged cell of Word has lost the columns
// that it covers, and the paragraphs of a cell stand in lines of their own. The words are taken from the text, their places from here.
const WIDEST = 60, LONGEST = 2000;
// What a page of ours refuses to hear of is taken out before it is parsed: the policy forbids styles within elements.
const LOOKS = /<(style|script|head|xml)\b[^]*?<\/\1>|\bstyle\s*=\s*(?:'[^']*'|"[^"]*"|[^\s>]+)/gi;
const squeezed = text => text.replace(/\s/g, '');
const span = (cell, name) => Math.min(Math.max(Number(cell.getAttribute(name)) || 1, 1), WIDEST);

// The rows of a table as what is written in each cell; '' where a merged cell from above or from the left stands. Columns beyond
// the last in which anything stands are none: Word puts one where the edges of its rows differ.
function gridOf(table) {
  const grid = Array.from(table.rows, () => []);
  grid.forEach((row, y) => {
    let x = 0;
    for (const cell of table.rows[y].cells) {
      while (row[x] !== undefined) x += 1;
      const below = grid.slice(y, y + span(cell, 'rowspan')), across = span(cell, 'colspan');
      for (const one of below) for (let n = 0; n < across; n += 1) one[x + n] = '';
      row[x] = squeezed(cell.textContent);
    }
  });
  const width = Math.max(0, ...grid.map(row => row.length - [...row].reverse().findIndex(Boolean)).filter((_, y) => grid[y].some(Boolean)));
  return grid.map(row => Array.from({ length: width }, (_, x) => row[x] || ''));
}

// Whether a table has rows of several cells, and none that only lays out others.
const holdsRows = (table, grid) => !table.querySelector('table') && !(table.parentElement && table.parentElement.closest('table'))
  && grid.some(row => row.filter(Boolean).length > 1);

// The tables of a copy; Excel may leave out the element around its rows.
function tablesOf(html) {
  const whole = /<table/i.test(html) ? html : `<table>${html}</table>`;
  return new DOMParser().parseFromString(whole, 'text/html').querySelectorAll('table');
}

// Where each sign of a text that is no blank stands.
function placesOf(text) {
  const places = [];
  for (let at = 0; at < text.length; at += 1) if (!/\s/.test(text[at])) places.push(at);
  return places;
}

// The rows with the words that the plain text has for them, from its sign `at` on.
function worded(grid, text, places, at) {
  return grid.map(row => row.map(cell => {
    if (!cell) return '';
    const start = places[at];
    at += cell.length;
    return text.slice(start, places[at - 1] + 1).replace(/\s+/g, ' ');
  }).join('\t')).join('\n');
}

// Where in a text a table with these signs begins: at the beginning of a line if it does anywhere, for 是 ｜ 否 also stands within sentences.
function startOf(signs, plain, from, text, places) {
  const begins = at => !at || text.slice(places[at - 1], places[at]).includes('\n');
  let at = plain.indexOf(signs, from);
  while (at >= 0 && !begins(at)) at = plain.indexOf(signs, at + 1);
  return at < 0 ? plain.indexOf(signs, from) : at;
}

// The text with a line for each row of the copied tables, every cell in its column. What the text does not have stays out.
export function withWholeRows(text, html) {
  const plain = squeezed(text), places = placesOf(text);
  let from = 0, end = 0, found = '';
  for (const table of tablesOf(html.replace(LOOKS, ''))) {
    const grid = table.rows.length > LONGEST ? [] : gridOf(table), signs = grid.map(row => row.join('')).join('');
    const at = holdsRows(table, grid) ? startOf(signs, plain, from, text, places) : -1;
    if (at < 0) continue;
    const above = text.slice(end, places[at]).replace(/[^\S\n]+$/, '');
    found += above + (above && !above.endsWith('\n') ? '\n' : '') + worded(grid, text, places, at);
    from = at + signs.length;
    end = places[from - 1] + 1 + /^[^\S\n]*/.exec(text.slice(places[from - 1] + 1))[0].length;
    if (end < text.length && text[end] !== '\n') found += '\n';
  }
  return found + text.slice(end);
}
