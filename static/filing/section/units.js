// 元 pasted as 万元: a block is held against what the server names in data-held: numbers that this page does not change,
// and totals of this page by their ids. The bounds are those of evaluations/language/magnitudes.py and
// evaluations/checks/whole_forms.py, which judge again what is saved.
import { parse, show } from './amounts.js';

const STEP = 10000n, OF_ONE_PASTE = 1000n, BAND = [3000n, 30000n];
const LIMIT = ['县级部门全年收支的上限（估算）', '1000000'];
const size = value => (value < 0n ? -value : value);
const amount = cell => {
  const money = cell.dataset.text === undefined && cell.dataset.plain === undefined && cell.dataset.places !== '0';
  const value = money ? parse(cell.value) : null;
  return typeof value === 'bigint' && value !== 0n ? size(value) : null;
};

// [words, number, excess over a whole or 0] as things are now; a total of this page says what stands in it.
function against(held, cell) {
  const known = held[cell.name] || held[cell.name.split('-').pop()] || [];
  const now = known.map(([words, text, excess, id]) => {
    const total = id && document.getElementById(id);
    return [words, total ? total.value : text, excess];
  });
  return now.filter(([, text]) => text);
}

function exceeds(value, [, text, excess]) {
  const limit = parse(text);
  if (typeof limit !== 'bigint' || limit === 0n || (excess && limit < 0n)) return false;
  if (excess) return value > size(limit) * BigInt(excess) && value <= size(limit) * STEP;
  return value >= size(limit) * BAND[0] && value <= size(limit) * BAND[1];
}

// The pasted cells that were copied in 元, with the sentence that says so; null when nothing is suspected. What is a
// thousand times less than the largest suspect may be in 万元 already and stays.
export function yuanSuspects(table, cells) {
  const held = JSON.parse(table.dataset.held || '{}');
  const doubted = [];
  for (const cell of cells) {
    const value = amount(cell);
    if (value === null) continue;
    const found = against(held, cell).find(one => exceeds(value, one)) || (value > parse(LIMIT[1]) ? LIMIT : undefined);
    if (found) doubted.push({ cell, value, found });
  }
  if (!doubted.length) return null;
  const [{ value, found }] = doubted, largest = doubted.reduce((most, one) => (one.value > most ? one.value : most), 0n);
  const together = found === LIMIT ? largest : OF_ONE_PASTE;   // where nothing contradicts it, all of it is in 元
  const all = cells.filter(cell => { const own = amount(cell); return own !== null && own * together >= largest; });
  const times = Number(value * 10n / size(parse(found[1]))) / 10;
  return { cells: all, words: `读到 ${show(value)} 万元，是${found[0]} ${show(parse(found[1]))} 万元的 ${times} 倍，原表可能以元为单位` };
}

// The text of a cell divided by 10,000; undefined where decimals would be lost.
export function divided(cell) {
  const value = parse(cell.value);
  return typeof value === 'bigint' && value % STEP === 0n ? show(value / STEP, Number(cell.dataset.places || 2)) : undefined;
}
