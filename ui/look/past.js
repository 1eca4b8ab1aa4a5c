// Earlier conversations and what was thought of an answer: the two dialogs of the chat page.
(() => {
  'use strict';
  const root = document.documentElement;
  const dialog = id => document.querySelector(`dialog#${id}`);
  const answering = () => document.querySelector('#box .stop-button');
  const current = () => document.querySelector('#where [data-chat]')?.dataset.chat || '';

  // ---- the address names the conversation, so that it is there again after a reload ----
  let told = null;
  function address() {
    const id = current();
    if (id === told || !document.querySelector('#where')) return;
    const url = new URL(location.href);
    if (told === null && !id && url.searchParams.has('chat')) return;  // it is still being opened
    told = id;
    if (id) url.searchParams.set('chat', id); else url.searchParams.delete('chat');
    if (url.href !== location.href) history.replaceState(history.state, '', url);
  }
  new MutationObserver(address).observe(root, { childList: true, subtree: true });
  window.eduplan.reopen = () => {
    const id = new URLSearchParams(location.search).get('chat');
    if (id) window.eduplan.act({ act: 'open', id });
  };

  // ---- the list ----
  async function list() {
    const panel = dialog('past');
    const place = panel.querySelector('.list');
    const response = await fetch('/history').catch(() => null);
    panel.querySelector('.trouble').hidden = Boolean(response && response.ok);
    place.innerHTML = response && response.ok ? await response.text() : '';
    place.querySelectorAll('time').forEach(time => {
      time.textContent = new Date(time.dateTime).toLocaleString(root.lang, { dateStyle: 'medium', timeStyle: 'short' });
    });
    place.querySelectorAll('a.save').forEach(link => { link.href += `?lang=${root.dataset.ui}`; });
    place.querySelectorAll(`li[data-id="${CSS.escape(current())}"]`).forEach(row => row.classList.add('current'));
  }
  async function change(path, body = '') {
    const token = dialog('past').querySelector('[data-csrf]').dataset.csrf;
    const headers = { 'x-csrf': token, 'content-type': 'application/x-www-form-urlencoded' };
    const response = await fetch(path, { method: 'POST', headers, body }).catch(() => null);
    const done = Boolean(response && (response.ok || response.status === 404));  // gone already is gone
    if (done) await list();
    dialog('past').querySelector('.trouble').hidden = done;
    dialog('past').focus();
    return done;
  }
  const actions = {
    rename(row) {
      const form = row.querySelector('form.name');
      form.hidden = !form.hidden;
      if (!form.hidden) form.querySelector('input').select();
    },
    delete: ask,
    clear: ask,
    async 'delete-sure'(row) {
      const mine = row.dataset.id === current();
      if (await change(`/history/${encodeURIComponent(row.dataset.id)}/delete`) && mine) forget();
    },
    async 'clear-sure'() { if (await change('/history/clear')) forget(); },
    open(row, link, event) {
      if (answering() || event.ctrlKey || event.metaKey || event.shiftKey) return;  // the link itself leads there
      event.preventDefault();
      dialog('past').close();
      window.eduplan.act({ act: 'open', id: row.dataset.id });
    },
  };
  function ask(_, button) {
    const sure = button.nextElementSibling;
    button.hidden = true;
    sure.hidden = false;
    sure.focus();
    sure.addEventListener('blur', () => { button.hidden = false; sure.hidden = true; }, { once: true });
  }
  function forget() { document.querySelector('.top .new')?.click(); }

  // ---- a verdict on an answer ----
  let place = -1;
  window.eduplan.judge = button => {
    place = [...document.querySelectorAll('#log .bot-row')].indexOf(button.closest('.bot-row'));
    if (button.classList.contains('given')) send('');
    else if (button.classList.contains('good')) send('good');
    else {
      const form = dialog('judge').querySelector('form');
      form.reset();
      dialog('judge').showModal();
    }
  };
  function send(verdict, reasons = [], words = '') {
    const detail = { act: 'judge', place, verdict, reasons, words };
    window.eduplan.soon(() => window.eduplan.act(detail));
  }

  document.addEventListener('click', event => {
    if (event.target.closest('.top .past')) { dialog('past').showModal(); list(); return; }
    const open = event.target.closest('dialog');
    if (!open) return;
    if (event.target === open || event.target.closest('.close')) { open.close(); return; }  // beside it
    const button = event.target.closest('#past .list :is(button[type=button], a.open)');
    const name = button && Object.keys(actions).find(one => button.classList.contains(one));
    if (name) actions[name](button.closest('li'), button, event);
  });
  document.addEventListener('submit', event => {
    if (event.target.matches('#past form.name')) {
      event.preventDefault();
      const row = event.target.closest('li');
      const title = event.target.querySelector('input').value;
      change(`/history/${encodeURIComponent(row.dataset.id)}/name`, new URLSearchParams({ title }).toString());
    } else if (event.target.matches('#judge form')) {
      event.preventDefault();
      const given = new FormData(event.target);
      dialog('judge').close();
      send('bad', given.getAll('reason'), given.get('words'));
    }
  });
})();
