/* The sheet saves itself a moment after the last change; what the server computes is shown in its place. A button posts the
   plain form, whatever happens here. */

import { tell, typedEarly } from '../filing/section/early_typing.js';
import { PlainForm, limited } from '../filing/section/plain_form.js';

const PAUSE = 1500, TIMEOUT = 20000;
const form = document.querySelector('#score-sheet');
const line = document.querySelector('#sheet-saved');
let timer, going = null, edits = 0, saved = 0, stopped = false;

function follow(html) {
  const fresh = new DOMParser().parseFromString(html, 'text/html');
  for (const place of form.querySelectorAll('[data-follow]')) {
    const now = fresh.getElementById(place.id);
    if (now) place.innerHTML = now.innerHTML;
  }
  for (const input of form.querySelectorAll('[placeholder]')) {
    const now = fresh.getElementsByName(input.name)[0];
    if (now) input.placeholder = now.placeholder;
  }
  const rows = form.querySelectorAll('tbody tr'), computed = fresh.querySelectorAll('#score-sheet tbody tr');
  rows.forEach((row, at) => computed[at] && row.classList.toggle('is-wrong', computed[at].classList.contains('is-wrong')));
}

function refused(status, told) {
  stopped = status === 409 || status === 403;
  line.classList.add('over');
  line.textContent = `没有保存：${told.message || '系统暂时不能保存，请按“保存”再试。'}${stopped ? ' 请按“保存”核对。' : ''}`;
}

async function once() {
  const edit = edits;
  line.textContent = '正在保存…';
  try {
    const answer = await limited(fetch(form.action, {
      method: 'POST', body: new FormData(form), headers: { Accept: 'application/json' }, redirect: 'manual',
    }), TIMEOUT);
    const told = await answer.json().catch(() => ({}));
    if (answer.ok && told.version !== undefined) {
      saved = edit;
      form.elements.version.value = told.version;
      line.classList.remove('over');
      line.textContent = `✓ 已自动保存 ${told.at}`;
      follow(told.page);
    } else refused(answer.status, told);
  } catch {
    line.classList.add('over');
    line.textContent = '未能连接服务器，内容还在本页，连上后按“保存”。';
  }
}

// One request at a time, the newest text last.
function send() {
  clearTimeout(timer);
  if (going) return going;
  if (stopped || edits === saved) return Promise.resolve();
  const before = edits;
  going = once().then(() => {
    going = null;
    if (edits !== before) plan();
  });
  return going;
}

function plan() {
  clearTimeout(timer);
  timer = setTimeout(send, PAUSE);
}

function changed() {
  edits += 1;
  line.textContent = '有新的改动，停顿后自动保存';
  plan();
}

if (form) {
  form.addEventListener('input', changed);
  form.addEventListener('change', event => event.target.matches('select') && changed());
  // A save under way ends first, or the form would meet its own newer version.
  new PlainForm(form, { busy: () => Boolean(going), wait: () => going, leave: () => { saved = edits; clearTimeout(timer); } });
  addEventListener('beforeunload', event => { if (edits !== saved) event.preventDefault(); });
  tell(typedEarly(form));
}
