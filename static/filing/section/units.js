// 元 pasted as 万元: a block is held against what the server names in data-held, numbers that this page does not change.
// The bounds are those of evaluations/language/magnitudes.py, which judges again what is saved.
import { parse, show } from './amounts.js';

const STEP = 10000n, EXCESS = 3n, OF_ONE_PASTE = 1000n, BAND = [3000n, 30000n];
const size = value => (value < 0n ? -value : value);
const amount = cell => {
  const money = cell.dataset.text === undefined && cell.dataset.plain === undefined && cell.dataset.places !== '0';
  const value = money ? parse(cell.value) : null;
  return typeof value === 'bigint' && value !== 0n ? size(value) : null;
};

function against(held, cell) {
  return held[cell.name] || held[cell.name.split('-').pop()] || [];
}

function exceeds(value, [, text, whole]) {
  const limit = parse(text);
  if (typeof limit !== 'bigint' || limit === 0n || (whole && limit < 0n)) return false;
  if (whole) return value > size(limit) * EXCESS && value <= size(limit) * STEP;
  return value >= size(limit) * BAND[0] && value <= size(limit) * BAND[1];
}

// The pasted cells that were copied in 元, with the sentence that says so; null when nothing is suspected. What is a
// thousand times less than the largest suspect may be in 万元 already and stays.
export function yuanSuspects(table, cells) {
  const held = JSON.parse(table.dataset.held || '{}');
  const doubted = [];
  for (const cell of cells) {
    const value = amount(cell), found = value === null ? undefined : against(held, cell).find(one => exceeds(value, one));
    if (found) doubted.push({ cell, value, found });
  }
  if (!doubted.length) return null;
  const [{ value, found }] = doubted, largest = doubted.reduce((most, one) => (one.value > most ? one.value : most), 0n);
  const all = cells.filter(cell => { const own = amount(cell); return own !== null && own * OF_ONE_PASTE >= largest; });
  const times = Number(value * 10n / size(parse(found[1]))) / 10;
  return { cells: all, words: `读到 ${show(value)} 万元，是${found[0]} ${show(parse(found[1]))} 万元的 ${times} 倍，原表可能以元为单位` };
}

// The text of a cell divided by 10,000; undefined where decimals would be lost.
export function divided(cell) {
  const value = parse(cell.value);
  return typeof value === 'bigint' && value % STEP === 0n ? show(value / STEP, Number(cell.dataset.places || 2)) : undefined;
}
