// The staff area: files go to the server one after another, each with its own result; work in the background is followed.
(() => {
  'use strict';
  const form = document.querySelector('.put-in');
  const job = document.getElementById('job');

  // ---- work in the background ----
  async function follow() {
    try {
      const response = await fetch('/staff/job');
      if (response.status === 401) { location.reload(); return; }
      if (response.ok) {
        const now = document.createElement('div');
        now.innerHTML = await response.text();
        if (!now.querySelector('[data-running]')) { location.replace('/staff'); return; }
        document.getElementById('job').replaceWith(now.firstElementChild);
      }
    } catch { /* the server may be away for a moment */ }
    setTimeout(follow, 800);
  }
  if (job && job.dataset.running) setTimeout(follow, 400);
  if (!form) return;

  // ---- files ----
  const input = form.querySelector('input[type=file]');
  const list = form.querySelector('.files');
  const whole = form.querySelector('.whole');
  const line = [];
  let sent = 0;
  let asked = 0;
  const template = name => document.getElementById('upload-' + name).innerHTML;

  function row(file) {
    const item = document.createElement('li');
    const name = document.createElement('span');
    name.className = 'name';
    name.textContent = file.webkitRelativePath || file.name;
    const told = document.createElement('span');
    told.className = 'result';
    item.append(name, told);
    list.append(item);
    return told;
  }
  function count() {
    whole.hidden = asked < 2;
    const bar = whole.querySelector('progress');
    bar.max = asked;
    bar.value = sent;
    whole.querySelector('output').textContent = `${sent} / ${asked}`;
  }
  function send(file, told) {
    return new Promise(done => {
      const request = new XMLHttpRequest();
      const bar = document.createElement('progress');
      told.innerHTML = template('sending');
      told.append(bar);
      request.upload.onprogress = event => {
        if (event.lengthComputable) { bar.max = event.total; bar.value = event.loaded; }
      };
      request.upload.onload = () => { told.innerHTML = template('reading'); };
      request.onload = () => {
        if (request.status === 401 || request.status === 403) { leave = true; location.reload(); return; }
        const pause = Number(request.getResponseHeader('retry-after'));
        if (request.status === 429 && pause) { setTimeout(() => send(file, told).then(done), pause * 1000); return; }
        const known = [200, 413, 422].includes(request.status) && request.responseText.startsWith('<');
        told.innerHTML = known ? request.responseText : template('failed');
        done();
      };
      request.onerror = request.onabort = () => { told.innerHTML = template('failed'); done(); };
      request.open('POST', '/staff/upload');
      request.setRequestHeader('content-type', 'application/octet-stream');
      request.setRequestHeader('x-name', encodeURIComponent(file.name));
      request.setRequestHeader('x-csrf', form.dataset.csrf);
      request.send(file);
    });
  }
  let busy = false;
  let leave = false;
  async function work() {
    if (busy) return;
    busy = true;
    while (line.length) {
      const [file, told] = line.shift();
      await send(file, told);
      sent += 1;
      count();
    }
    busy = false;
    const response = await fetch('/staff/waiting');
    if (!response.ok) return;
    document.getElementById('waiting').innerHTML = await response.text();
    list.querySelectorAll('li:has(.taken)').forEach(item => item.remove());  // they stand below now
  }
  function take(files) {
    if (!busy) { list.textContent = ''; sent = asked = 0; }
    const waiting = document.querySelectorAll('#waiting li').length;
    for (const file of files) {
      const told = row(file);
      asked += 1;
      if (file.size > Number(form.dataset.largest)) { told.innerHTML = template('large'); sent += 1; continue; }
      if (waiting + line.length >= Number(form.dataset.most)) { told.innerHTML = template('many'); sent += 1; continue; }
      line.push([file, told]);
    }
    count();
    work();
  }
  input.addEventListener('change', () => { take([...input.files]); input.value = ''; });
  form.addEventListener('submit', event => event.preventDefault());
  for (const kind of ['dragenter', 'dragover']) {
    addEventListener(kind, event => {
      if (![...event.dataTransfer.types].includes('Files')) return;
      event.preventDefault();
      form.classList.add('over');
    });
  }
  addEventListener('dragleave', event => { if (!event.relatedTarget) form.classList.remove('over'); });
  addEventListener('drop', event => {
    form.classList.remove('over');
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    take([...event.dataTransfer.files]);
  });
  addEventListener('beforeunload', event => { if (busy && !leave) event.preventDefault(); });
})();
