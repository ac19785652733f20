// Amounts as people type them, exactly: 6 decimals of 万元 are 1 分, so a BigInt of the millionths holds everything.
// The server reads every value again with parse_amount; here it is only for sums and looks while one types.
const SCALE = 6;
export const NOT_APPLICABLE = 'n/a';

// BigInt of millionths; null for blank, NOT_APPLICABLE for 不适用, undefined for what is no amount.
export function parse(raw, unit = /万元$/) {
  const text = String(raw ?? '').normalize('NFKC').trim().replace(/[—–−]/g, '-');
  if (text === '' || /^-+$/.test(text)) return null;
  if (/^(不适用|\/|n\/a)$/i.test(text)) return NOT_APPLICABLE;
  const bare = text.replace(/^\((.+)\)$/, '-$1').replace(/^(-?)[¥￥]\s*/, '$1').replace(unit, '').trim();
  const match = /^(-?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?$/.exec(bare);
  if (!match || (match[3] ?? '').length > SCALE) return undefined;
  const value = BigInt(match[2].replaceAll(',', '') + (match[3] ?? '').padEnd(SCALE, '0'));
  return match[1] ? -value : value;
}

// With thousands and at least `places` decimals, never rounded.
export function show(value, places = 2) {
  if (typeof value !== 'bigint') return '';
  const digits = (value < 0n ? -value : value).toString().padStart(SCALE + 1, '0');
  const whole = digits.slice(0, -SCALE).replace(/\B(?=(\d{3})+$)/g, ',');
  const fraction = digits.slice(-SCALE).replace(/0+$/, '').padEnd(places, '0');
  return (value < 0n ? '-' : '') + whole + (fraction && `.${fraction}`);
}
