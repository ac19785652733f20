// Characters that look like another one and are meant as that one: evaluations/language/folded_characters.txt in a script's
// words, made with it by scripts/character_data.py; not edited by hand. The first of some characters in a row, and what they
// are meant as; of a Kangxi radical its compatibility form (NFKC) says it.
const RUNS = [
  [0x2e81, '厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑𫜹忄心扌攵'],
  [0x2e9b, '旡日月歺母民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹艹虎衤'],
  [0x2ec3, '覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾'],
  [0x2eeb, '斉齐歯齿竜龙龜亀龟'],
  [0x31c6, '𠃌'],
  [0x31cf, '乀一丨丿丿丶𠃍乛𠃊𠃎𠄌亅𡿨𠃋乀𠃑乚乙𠄎'],
  [0xe76c, '€'],
  [0xe78d, '︐︒︑︓︔︕︖︗︘︙'],
  [0xe7c7, 'ḿǹ'],
  [0xe7e7, '〾⿰⿱⿲⿳⿴⿵⿶⿷⿸⿹⿺⿻'],
  [0xe815, '厂𠂇𠂉𠃌乙㑳㑇刀㔾龴㖞㘚㘎小心㥮㤘龵㧏㧟㩳㧐龶龷㭎㱮㳠牛𡗗龸𤴔䁖䅟𥫗䌷㓁羊𦍌𢦏䎱'],
  [0xe83d, '䎬聿䏝䓖䙡䙌龹䜣䜩䝼䞍𧾷䥇䥺䥽䦂䦃䦅䦆䦟䦛䦷䦶龺𤇾䲣䲟䲠䲡䱷䲢䴓䴔䴕䴖䴗䴘䴙䶮龻'],
];
const pairs = ([first, run]) => [...run].map((one, n) => [String.fromCodePoint(first + n), one]);
export const FOLDED = new Map(RUNS.flatMap(pairs));
