// What the browser does by itself: interface language, the reader beside the chat, and keeping the question in view.
(() => {
  'use strict';
  if (window.eduplan) return;
  const root = document.documentElement;
  const LANGUAGES = ['zh-Hans', 'zh-Hant', 'en'];

  // ---- language: what was chosen, else what the browser prefers ----
  function prefer(tag) {
    const lower = (tag || '').toLowerCase();
    if (lower.startsWith('zh')) return /hant|tw|hk|mo/.test(lower) ? 'zh-Hant' : 'zh-Hans';
    return lower.startsWith('en') ? 'en' : null;
  }
  function stored() {
    try { return localStorage.getItem('eduplan-language'); } catch { return null; }
  }
  function language() {
    const asked = new URLSearchParams(location.search).get('lang');
    const wanted = [asked, stored()].find(code => LANGUAGES.includes(code));
    return wanted || (navigator.languages || [navigator.language]).map(prefer).find(Boolean) || 'zh-Hans';
  }
  function speak(code) {
    root.dataset.ui = code;
    root.lang = code;
    document.querySelectorAll('.languages [data-pick]').forEach(
      button => button.setAttribute('aria-pressed', String(button.dataset.pick === code)));
    const name = document.querySelector(`h1.name [lang="${code}"]`);
    if (name && !document.body.classList.contains('alone')) document.title = name.textContent;
  }
  // The server is told as well: the cells of a comparison are answers, written in the language of the page.
  function tell(code) { document.cookie = `eduplan-language=${code}; path=/; max-age=31536000; samesite=lax`; }
  function choose(code) {
    try { localStorage.setItem('eduplan-language', code); } catch { /* private window */ }
    tell(code);
    speak(code);
    const url = new URL(location.href);
    if (!url.searchParams.has('lang') && !document.querySelector('.matrix')) return;
    url.searchParams.delete('lang');  // what was chosen now counts
    if (document.querySelector('.matrix')) location.replace(url); else history.replaceState(history.state, '', url);
  }
  window.eduplan = { language: () => { speak(language()); return root.dataset.ui; } };
  // Gradio sets lang to its own idea of the locale once its strings are loaded.
  new MutationObserver(() => { if (root.dataset.ui && root.lang !== root.dataset.ui) root.lang = root.dataset.ui; })
    .observe(root, { attributes: true, attributeFilter: ['lang'] });
  speak(language());
  if (stored()) tell(stored());

  // ---- the reader ----
  let opener = null;
  const reader = () => document.getElementById('reader');

  async function open(href, push = true) {
    const panel = reader();
    if (!panel) return;
    const page = panel.querySelector('.page');
    const url = new URL(href, location.href);
    url.searchParams.set('part', '1');
    let status = '';
    try {
      const response = await fetch(url);
      status = String(response.status);
      page.innerHTML = response.ok ? await response.text() : '';
    } catch { page.innerHTML = ''; }
    const trouble = page.innerHTML ? null : (panel.querySelector(`.trouble[data-for="${status}"]`)
      || panel.querySelector('.trouble[data-for=""]'));
    panel.querySelectorAll('.trouble').forEach(line => { line.hidden = line !== trouble; });
    const was = !panel.hidden;
    panel.hidden = false;
    document.body.classList.add('reading');
    if (push) history[was ? 'replaceState' : 'pushState']({ clause: href }, '');
    const place = page.querySelector('mark') || page.querySelector('.here');
    const article = page.querySelector('article');
    if (article) article.focus({ preventScroll: true });
    page.scrollTop = 0;
    if (place) {
      const below = place.getBoundingClientRect().bottom - page.getBoundingClientRect().top;
      if (below > page.clientHeight - 24) page.scrollTop = below - page.clientHeight / 3;
    }
  }
  function close() {
    const panel = reader();
    if (!panel || panel.hidden) return;
    panel.hidden = true;
    document.body.classList.remove('reading');
    document.querySelectorAll('.chip.open').forEach(chip => chip.classList.remove('open'));
    if (opener && opener.isConnected) opener.focus();
    opener = null;
  }
  addEventListener('popstate', event => (event.state && event.state.clause ? open(event.state.clause, false) : close()));

  document.addEventListener('click', event => {
    const copy = event.target.closest('[data-copy]');
    if (copy) { copyText(copy); return; }
    const act = event.target.closest('#log .act:not(.export)');
    if (act) { perform(act); return; }
    const choice = event.target.closest('.languages [data-pick]');
    if (choice) {
      choose(choice.dataset.pick);
      return;
    }
    if (event.target.closest('#reader .close')) {
      if (history.state && history.state.clause) history.back(); else close();
      return;
    }
    const link = event.target.closest('a[href^="/clause/"]');
    if (!link || !reader() || link.classList.contains('permalink')) return;
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    if (!link.closest('#reader')) {
      opener = link;
      document.querySelectorAll('.chip.open').forEach(chip => chip.classList.remove('open'));
      if (link.classList.contains('chip')) link.classList.add('open');
    }
    open(link.getAttribute('href'));
  }, true);

  document.addEventListener('keydown', event => {
    if (event.key === 'Escape' && reader() && !reader().hidden) reader().querySelector('.close').click();
  });
  // While an input method composes, Enter picks a word; Gradio would send the question.
  for (const kind of ['keydown', 'keypress']) {
    document.addEventListener(kind, event => {
      if (event.key === 'Enter' && (event.isComposing || event.keyCode === 229)) event.stopPropagation();
    }, true);
  }

  // ---- after an answer: ask on, ask again, reword ----
  const answering = () => document.querySelector('#box .stop-button');
  let due = null;  // what was pressed between an answer's end and the server's being ready for more
  window.eduplan.soon = work => { if (answering()) due = work; else work(); };
  function perform(button) {
    if (button.closest('.verdict')) { window.eduplan.judge(button); return; }
    if (button.classList.contains('copy-all')) {
      copyText(button, [...button.nextElementSibling.children].map(line => line.textContent).join('\n'));
      return;
    }
    if (button.classList.contains('reword')) {
      const field = document.querySelector('#box textarea');
      field.value = button.parentElement.querySelector('q').textContent;
      field.dispatchEvent(new Event('input', { bubbles: true }));
      field.focus();
      return;
    }
    const name = ['follow', 'again', 'revise', 'undo'].find(one => button.classList.contains(one));
    const detail = { act: name, text: button.textContent };
    window.eduplan.soon(() => {
      if (window.eduplan.act) window.eduplan.act(detail);
      if (name === 'revise') document.querySelector('#box textarea').focus();
    });
  }
  // Gradio would take a second question while the first is being answered, and lose one of them: it waits in the box.
  // So does one that comes before a new conversation stands there.
  const LATEST = 5000;
  let waiting = false;
  let renewing = null;  // the mark of the conversation before
  const mark = () => document.querySelector('#where [data-fresh]')?.dataset.fresh || '';
  const busy = () => Boolean(answering()) || (renewing !== null && mark() === renewing);
  const fetched = window.fetch;
  let unsent = '';  // what was pressed and is not on its way to the server yet
  window.fetch = (...given) => {
    const joined = /\/queue\/join/.test(String(given[0] && given[0].url || given[0]));
    if (joined && unsent && String((given[1] || {}).body).includes(JSON.stringify(unsent))) unsent = '';
    return fetched.apply(window, given);
  };
  window.eduplan.renew = () => {
    const before = mark();
    renewing = before;
    setTimeout(() => { if (renewing === before) renewing = null; send(); }, LATEST);
  };
  document.addEventListener('keydown', event => {
    if (event.key !== 'Enter' || event.shiftKey || !event.target.closest('#box') || !busy()) return;
    event.preventDefault();
    event.stopPropagation();
    waiting = true;
  }, true);
  document.addEventListener('input', event => { if (event.target.closest('#box')) waiting = false; });
  function send() {
    if (due && !answering()) {
      const work = due;
      due = null;
      work();
    }
    if (!waiting || busy() || !document.querySelector('#box .submit-button')) return;
    waiting = false;
    unsent = document.querySelector('#box textarea').value;
    press();
  }
  // The box is free a moment before Gradio takes another event, and it drops the press that comes too early: what still
  // stands in the box is sent again, unless it is on its way to the server: that may take longer than the wait.
  function press(wait = 500) {
    const button = document.querySelector('#box .submit-button');
    if (!button || answering() || !unsent || document.querySelector('#box textarea').value !== unsent) return;
    button.click();
    setTimeout(() => press(Math.min(2 * wait, 4000)), wait);
  }
  async function copyText(button, text = button.dataset.copy) {
    try { await navigator.clipboard.writeText(text); } catch {
      const field = document.createElement('textarea');  // a page on plain http may not use the clipboard
      field.value = text;
      document.body.append(field);
      field.select();
      document.execCommand('copy');
      field.remove();
    }
    button.classList.add('done');
    setTimeout(() => button.classList.remove('done'), 1500);
  }

  // ---- the conversation: a new question goes to the top, so that its answer is read from its beginning ----
  let questions = 0;
  let pinned = null;
  function follow() {
    const asked = document.querySelectorAll('#log .user-row');
    if (asked.length > questions) pinned = asked[asked.length - 1];
    questions = asked.length;
    const scroller = pinned && pinned.closest('.bubble-wrap');
    if (scroller) scroller.scrollTop += pinned.getBoundingClientRect().top - scroller.getBoundingClientRect().top - 8;
  }
  for (const kind of ['wheel', 'touchmove', 'pointerdown', 'keydown']) {
    document.addEventListener(kind, () => { pinned = null; }, { capture: true, passive: true });
  }
  let ready = false;
  function settle() {
    follow();
    send();
    if (ready || !reader()) return;
    ready = true;
    const clause = new URLSearchParams(location.search).get('clause');
    if (clause) open('/clause/' + encodeURIComponent(clause) + location.search.replace(/[?&]clause=[^&]*/, '').replace(/^&/, '?'));
  }
  function watch() {
    new MutationObserver(settle).observe(document.body, { childList: true, subtree: true });
    settle();
  }
  // ---- a plan's page: open where the clause stands, the outline folded where there is little room ----
  function place() {
    speak(root.dataset.ui);
    const tree = document.querySelector('.book .tree');
    if (!tree) return;
    if (innerWidth <= 900) tree.open = false;
    const current = tree.querySelector('[aria-current]');
    if (current) tree.scrollTop += current.getBoundingClientRect().top - tree.getBoundingClientRect().top - tree.clientHeight / 3;
    const here = document.getElementById('here');
    if (!here) return;
    here.focus({ preventScroll: true });
    const mark = here.querySelector('mark');
    here.scrollIntoView();
    if (mark && mark.getBoundingClientRect().bottom > innerHeight - 24) mark.scrollIntoView({ block: 'center' });
  }
  if (document.readyState === 'loading') addEventListener('DOMContentLoaded', place); else place();
  if (document.readyState === 'loading') addEventListener('DOMContentLoaded', watch); else watch();
})();
