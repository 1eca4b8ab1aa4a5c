// What the browser does by itself for both registers, the choice of plans, and pictures of drawings.
(() => {
  'use strict';
  if (window.eduplan && window.eduplan.scope) return;
  const root = document.documentElement;
  const REGISTERS = ['parent', 'staff'];

  function remember(name, value) {
    try { localStorage.setItem(name, value); } catch { /* private window */ }
  }

  // ---- register: what was chosen, else the first ----
  function stored() {
    try { return localStorage.getItem('eduplan-register'); } catch { return null; }
  }
  function address(name) {
    root.dataset.register = name;
    document.querySelectorAll('[data-register][type=button]').forEach(
      button => button.setAttribute('aria-pressed', String(button.dataset.register === name)));
  }
  address(REGISTERS.includes(stored()) ? stored() : REGISTERS[0]);
  // Gradio draws the bar after the page has loaded.
  new MutationObserver(() => {
    if (document.querySelector('[data-register][type=button]:not([aria-pressed])')) address(root.dataset.register);
  }).observe(root, { childList: true, subtree: true });

  // ---- which plans: one cookie for the chat and the pages ----
  function scope(form) {
    const values = name => [...form.querySelectorAll(`input[name=${name}]:checked`)].map(box => box.value);
    const year = form.querySelector('select[name=y]').value;
    const fields = { p: values('p').join('.'), r: values('r').join('.'), y: year, v: values('v')[0] || '' };
    const text = Object.entries(fields).filter(([, value]) => value).map(([name, value]) => `${name}=${value}`).join('&');
    document.cookie = `eduplan-scope=${text}; path=/; max-age=31536000; samesite=lax`;
    const now = form.querySelector('.now');
    const names = [...form.querySelectorAll('label:has(input:checked) .name')].map(name => name.firstChild.textContent);
    if (year) names.push(year);
    const valid = form.querySelector('input[name=v]:checked');
    now.textContent = names.join('、') + (names.length && valid ? ' · ' : '');
    if (valid) now.append(valid.parentElement.querySelector('span').parentElement.cloneNode(true));
    now.querySelectorAll('input').forEach(box => box.remove());
    if (!now.childNodes.length) now.append(...form.querySelector('.all').content.cloneNode(true).childNodes);
    return text;
  }
  window.eduplan = Object.assign(window.eduplan || {}, { scope });

  document.addEventListener('click', event => {
    const register = event.target.closest('[data-register][type=button]');
    if (register) {
      remember('eduplan-register', register.dataset.register);
      address(register.dataset.register);
      return;
    }
    const picture = event.target.closest('button.picture');
    if (picture) { draw(picture); return; }
    const file = event.target.closest('#log .act.export');
    if (file) take(file);
  });

  // As a link that is clicked: Gradio takes any other way for the page being left.
  function fetchFile(address, name) {
    const link = document.createElement('a');
    link.href = address;
    link.download = name;
    link.click();
  }

  // ---- an answer as a file: the server sends a link that holds it, and the page follows it ----
  function take(button) {
    const rows = [...document.querySelectorAll('#log .bot-row')];
    const place = rows.indexOf(button.closest('.bot-row'));
    const kind = button.classList.contains('word') ? 'docx' : 'md';
    window.eduplan.soon(() => window.eduplan.act({ act: 'save', place, kind, time: Date.now() }));
  }
  new MutationObserver(() => {
    const file = document.querySelector('#file [data-file]');
    if (!file) return;
    file.removeAttribute('data-file');
    file.click();
  }).observe(root, { childList: true, subtree: true });

  // ---- a drawing as PNG, painted here: the reader's own fonts have every character ----
  const STYLES = ['fill', 'stroke', 'stroke-width', 'stroke-linejoin', 'paint-order', 'font-size', 'font-weight',
    'font-family', 'text-anchor', 'display'];
  function still(svg) {
    const copy = svg.cloneNode(true);
    const from = [svg, ...svg.querySelectorAll('*')];
    [copy, ...copy.querySelectorAll('*')].forEach((element, at) => {
      const style = getComputedStyle(from[at]);
      STYLES.forEach(name => element.style.setProperty(name, style.getPropertyValue(name)));
    });
    copy.querySelectorAll('title').forEach(title => title.remove());
    return copy;
  }
  async function draw(button) {
    const figure = button.closest('figure');
    const svg = figure.querySelector('svg.plot');
    const [pad, head] = [24, 56];
    const width = svg.clientWidth + 2 * pad;
    const height = svg.clientHeight + head + pad;
    const copy = still(svg);
    copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
    copy.setAttribute('width', svg.clientWidth);
    copy.setAttribute('height', svg.clientHeight);
    const image = new Image();
    image.src = 'data:image/svg+xml;charset=utf-8,' + encodeURIComponent(new XMLSerializer().serializeToString(copy));
    await image.decode();
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [2 * width, 2 * height];
    const pen = canvas.getContext('2d');
    pen.scale(2, 2);
    const look = getComputedStyle(figure);
    pen.fillStyle = look.backgroundColor;
    pen.fillRect(0, 0, width, height);
    pen.fillStyle = look.color;
    pen.font = `600 16px ${look.fontFamily}`;
    pen.fillText(figure.querySelector('figcaption b').innerText, pad, 28, width - 2 * pad);
    pen.font = `13px ${look.fontFamily}`;
    const keys = [...figure.querySelectorAll('.key')].map(key => (key.querySelector('.aimed') ? '● ' : '○ ') + key.innerText);
    pen.fillText(keys.join('    '), pad, 48, width - 2 * pad);
    pen.drawImage(image, pad, head);
    const blob = await new Promise(done => canvas.toBlob(done, 'image/png'));
    const address = URL.createObjectURL(blob);
    fetchFile(address, figure.querySelector('figcaption b').innerText.split('\n')[0] + '.png');
    setTimeout(() => URL.revokeObjectURL(address), 1000);
  }
})();
