// A word some minutes before the sign-in ends, with a button that goes on. Any window of this browser counts.
const KEY = 'jixiao-contact', WARN = 5 * 60, LOOK = 10000;
const bar = document.querySelector('#lasting');
let ends = 0;

const now = () => Date.now() / 1000;
const last = () => { try { return Number(localStorage.getItem(KEY)); } catch { return 0; } };

// The server has just answered: the silence begins anew.
export function contact() {
  const at = now();
  if (bar) bar.dataset.contact = at;
  try { localStorage.setItem(KEY, at); } catch { /* then only this window counts */ }
  if (bar) look();
}

function look() {
  const silent = Math.max(Number(bar.dataset.contact), last()) + Number(bar.dataset.silence);
  const left = Math.min(silent, ends) - now();
  const words = left <= 0 ? '登录已过期。内容保留在本页，请重新登录后继续。'
    : left < WARN ? `${Math.ceil(left / 60)} 分钟后登录将自动结束${ends < silent ? '（连续登录时间已到上限），请先保存' : ''}。` : '';
  const text = bar.querySelector('[data-words]');
  bar.hidden = !words;
  if (text.textContent !== words) text.textContent = words;
  bar.querySelector('[data-stay]').hidden = left <= 0 || ends < silent;
  bar.querySelector('[data-login]').hidden = left > 0;
}

async function stay() {
  const body = new URLSearchParams({ csrfmiddlewaretoken: document.querySelector('[name=csrfmiddlewaretoken]').value });
  const answer = await fetch(bar.dataset.address, { method: 'POST', body, headers: { Accept: 'application/json' } }).catch(() => null);
  if (answer && answer.ok) { contact(); return; }
  const expired = answer !== null && answer.status === 401;
  bar.querySelector('[data-words]').textContent = expired ? '登录已过期。内容保留在本页，请重新登录后继续。' : '未能连接服务器，请稍后再按。';
  bar.querySelector('[data-login]').hidden = !expired;
}

if (bar) {
  ends = now() + Number(bar.dataset.atMost);
  contact();
  bar.querySelector('[data-stay]').addEventListener('click', stay);
  setInterval(look, LOOK);
  window.addEventListener('focus', look);
}
