// 审核台: tabs, keys, marks, comments in place. Each part is an improvement of links and forms that work without it.
import { decisionSheet } from './decide.js';
import { figureTips } from './figure_tip.js';
import { listenForKeys } from './keys.js';
import { comments } from './place.js';
import { renewParts } from './parts.js';
import { tabs } from './tabs.js';

const RENEWAL = 60000;

const showTab = tabs(document.querySelector('.beside'));
const sheet = decisionSheet();
const places = comments();
figureTips();
listenForKeys({ showTab, sheet, places });

// Who begins or decides meanwhile is seen without a new page; nothing that is being typed is touched.
setInterval(() => { if (!document.hidden) renewParts(); }, RENEWAL);
document.addEventListener('visibilitychange', () => { if (!document.hidden) renewParts(); });

// Seconds in which an approval is taken back by one press.
const undo = document.querySelector('[data-undo]');
if (undo) {
  const until = Date.now() + Number(undo.dataset.undo) * 1000, left = undo.querySelector('[data-left]');
  const count = setInterval(() => {
    const seconds = Math.ceil((until - Date.now()) / 1000);
    left.textContent = `（${seconds} 秒）`;
    if (seconds > 0) return;
    clearInterval(count);
    undo.querySelector('button').remove();
  }, 500);
}
