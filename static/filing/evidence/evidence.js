// Uploading 佐证材料 one file at a time: each with its own progress and its own answer. Without this the form posts itself.
const form = document.querySelector('#upload');
const MB = 1024 * 1024;

function line(list, file) {
  const item = document.createElement('li'), name = document.createElement('span'), state = document.createElement('span');
  const bar = Object.assign(document.createElement('progress'), { max: 100, value: 0 });
  name.className = 'name';
  name.textContent = file.name;
  bar.setAttribute('aria-label', `${file.name} 的上传进度`);
  state.textContent = '等待上传';
  item.append(name, bar, state);
  list.append(item);
  return { item, bar, state };
}

function explain({ item }, kind, text) {
  const words = Object.assign(document.createElement('span'), { className: kind, textContent: text });
  item.append(words);
}

// What the server would refuse anyway need not travel first.
function hopeless(file) {
  const limit = Number(form.dataset.bytes), kinds = form.dataset.extensions.split(',');
  const extension = `.${file.name.split('.').pop().toLowerCase()}`;
  if (file.size > limit) return `“${file.name}”没有上传：有 ${(file.size / MB).toFixed(1)} MB，超过 ${form.dataset.mb} MB。请压缩或分成几个文件后再选。`;
  if (!file.size) return `“${file.name}”没有上传：文件是空的（0 字节）。请确认能打开后再选。`;
  if (!kinds.includes(extension)) return `“${file.name}”没有上传：扩展名是 ${extension}，应为 ${kinds.join(' ')}。请另存为 PDF 后再选。`;
  return '';
}

function send(file, shown) {
  return new Promise(done => {
    const data = new FormData(form), request = new XMLHttpRequest();
    data.delete('files');
    data.append('files', file, file.name);
    const lost = `“${file.name}”没有传完：网络中断，或登录已过期。请刷新页面后重新选择这个文件。`;
    const away = `“${file.name}”没有收下：系统暂时不能办理。请稍候重新选择这个文件。`;
    request.upload.addEventListener('progress', event => {
      if (event.lengthComputable) shown.bar.value = 100 * event.loaded / event.total;
      shown.state.textContent = event.loaded < event.total ? `${Math.floor(shown.bar.value)}%` : '正在检查';
    });
    request.addEventListener('loadend', () => {
      let told = {};
      try { told = JSON.parse(request.responseText); } catch { /* a page, or nothing */ }
      const why = told.kind === 'refused' ? `“${file.name}”没有收下：${told.message}` : request.status >= 500 ? away : lost;
      done(told.kept || told.refused ? told : { refused: [why] });
    });
    request.open('POST', form.action);
    request.setRequestHeader('Accept', 'application/json');
    shown.state.textContent = '正在上传';
    request.send(data);
  });
}

async function refresh() {
  const answer = await fetch(location.href);
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  for (const place of ['#evidence-list', '#used', '.secnav ol']) {
    const fresh = page.querySelector(place), old = document.querySelector(place);
    if (fresh && old) old.replaceWith(fresh);
  }
}

async function upload(files) {
  const list = document.querySelector('#upload-progress'), said = document.querySelector('#upload-said');
  const button = form.querySelector('[type=submit]');
  list.hidden = false;
  list.textContent = '';
  button.disabled = true;
  const shown = files.map(file => line(list, file));
  let kept = 0;
  for (const [n, file] of files.entries()) {
    const refused = hopeless(file), answer = refused ? { refused: [refused] } : await send(file, shown[n]);
    const { refused: why = [], kept: arrived = [], told = [] } = answer, good = !why.length;
    if (arrived.length) kept += 1;
    shown[n].bar.value = good ? 100 : 0;
    shown[n].state.textContent = !good ? '✕ 没有收下' : arrived.length ? '✓ 已上传' : '— 已有';
    for (const text of why) explain(shown[n], 'why', text);
    for (const text of told) explain(shown[n], 'note', text);
  }
  const bad = list.querySelectorAll('.why').length;
  said.textContent = `已上传 ${kept} 个文件${bad ? '，' + bad + ' 个没有收下，原因见列表' : ''}。`;
  form.querySelector('#id_files').value = '';
  button.disabled = false;
  await refresh();
}

if (form) {
  form.addEventListener('submit', event => {
    event.preventDefault();
    upload([...form.querySelector('#id_files').files]).catch(() => {
      form.querySelector('[type=submit]').disabled = false;
      form.submit();   // what was kept already is told apart by the server
    });
  });
  const picker = form.querySelector('#id_place'), hint = form.querySelector('#expected');
  picker.addEventListener('change', () => {
    const [chosen] = picker.selectedOptions, expected = chosen && chosen.dataset.expected;
    hint.textContent = expected ? `表上要求：${expected}` : '';
  });
  window.addEventListener('beforeunload', event => {
    if (form.querySelector('[type=submit]').disabled) event.preventDefault();
  });
}
