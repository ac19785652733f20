// Amounts as people type them, exactly: 6 decimals of 万元 are 1 分, so a BigInt of the millionths holds everything.
// The server reads every value again with parse_amount; here it is only for sums and looks while one types.
import { FOLDED } from './folded_characters.js';

const SCALE = 6;
const NOTHING = /(?!)/;
// How far the decimal point moves to make 万元 of it.
const UNITS = [[/亿元?$/, 4], [/万元?$/, 0], [/元$/, -4]];
export const NOT_APPLICABLE = 'n/a';

// As evaluations/language/character_table.py: invisible marks vanish, widths are narrowed, and ①, ² or ½ never become digits.
const INVISIBLE = new RegExp([
  '[\\u00ad\\u061c\\u115f\\u1160\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\u3164\\ufeff\\uffa0]', '\\u034f', '[\\ufe00-\\ufe0f]',
].join('|'), 'g');
const SPACED = /(^|[^\d.,])(\d{1,3}(?:[\u00a0\u2000-\u200a\u202f\u205f]\d{3})+)(?!\d)/g;
const TYPESET = /[\u00a0\u2000-\u200a\u202f\u205f]/g;
const WIDE = /[\u3000\uff01-\uff5e\uffe5]/g, KANGXI = /[\u2f00-\u2fd5]/g;
const known = one => one.normalize('NFKC');
const narrowed = text => text.replace(INVISIBLE, '').replace(WIDE, known);
export function plain(raw) {
  return narrowed(String(raw === null || raw === undefined ? '' : raw))
    .replace(SPACED, (_all, before, number) => before + number.replace(TYPESET, '')).replace(/[\u2212\u2010\u2011]/g, '-').trim();
}

// A name or a heading as it is meant: radicals of PDF copies and private codes of GBK are the characters they look like.
export const meant = text => [...narrowed(text).replace(KANGXI, known)].map(one => FOLDED.get(one) || one).join('').replace(TYPESET, ' ').trim();

// BigInt of millionths; null for blank, NOT_APPLICABLE for 不适用, undefined for what is no amount.
export function parse(raw, unit = /万元$/, shift = 0) {
  const text = plain(raw);
  if (text === '' || /^-+$/.test(text)) return null;
  if (/^(不适用|无|没有|无此项|\/|n\/a|[—–―]{1,2})$/i.test(text)) return NOT_APPLICABLE;
  const bare = text.replace(/^¥\s*/, '').replace(/^\((.+)\)$/, '-$1').replace(/^(-?)¥\s*/, '$1').replace(unit, '').trim();
  const match = /^(-?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?$/.exec(bare);
  if (!match) return undefined;
  const fraction = (match[3] || '').replace(/0+$/, ''), scale = SCALE + shift;
  if (fraction.length > scale) return undefined;
  const value = BigInt(match[2].replace(/,/g, '') + fraction.padEnd(scale, '0'));
  return match[1] ? -value : value;
}

// A pasted amount: its own unit wins, else it is in 元 or 万元 as chosen on the page.
export function pasted(raw, yuan = false) {
  const text = plain(raw);
  const [unit, shift] = UNITS.find(([suffix]) => suffix.test(text)) || [NOTHING, yuan ? -4 : 0];
  return parse(text, unit, shift);
}

// With thousands and at least `places` decimals, never rounded.
export function show(value, places = 2) {
  if (typeof value !== 'bigint') return '';
  const digits = (value < 0n ? -value : value).toString().padStart(SCALE + 1, '0');
  const whole = digits.slice(0, -SCALE).replace(/\B(?=(\d{3})+$)/g, ',');
  const fraction = digits.slice(-SCALE).replace(/0+$/, '').padEnd(places, '0');
  return (value < 0n ? '-' : '') + whole + (fraction && `.${fraction}`);
}
