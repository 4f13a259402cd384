/** The look of the embedded PSA: plain and light, with system fonts and nothing from outside. */
export const style = `
:root { color-scheme: light; --ink: #212b36; --soft: #5c6b7a; --line: #dde3ea; --ground: #f1f4f7; --brand: #0b6e6e; --dark: #18303f; --link: #0a5ea8; }
* { box-sizing: border-box }
body { margin: 0; font: 14px/1.5 system-ui, -apple-system, "Segoe UI", "Noto Sans", "Open Sans", Roboto, sans-serif; color: var(--ink); background: var(--ground) }
a { color: var(--link); text-decoration: none } a:hover { text-decoration: underline }
h1, h2, h3 { margin: 0; font-weight: 600; line-height: 1.3 }
.navbar { display: flex; align-items: center; gap: 4px; height: 54px; padding: 0 24px; background: var(--dark); color: #fff }
.navbar .brand { font-size: 17px; font-weight: 600; margin-right: 20px; color: #fff }
.navbar nav { display: flex; gap: 2px; flex: 1 }
.navbar nav a { color: #cfdbe4; padding: 7px 13px; border-radius: 5px }
.navbar nav a:hover { background: #234457; text-decoration: none } .navbar nav a.active { background: var(--brand); color: #fff }
.navbar form input { width: 230px; padding: 6px 12px; border: 0; border-radius: 5px; background: #2a4a5d; color: #fff; font: inherit } .navbar input::placeholder { color: #a9bccb }
.navbar .user { margin-left: 18px; display: flex; align-items: center; gap: 9px; white-space: nowrap }
.avatar { width: 30px; height: 30px; border-radius: 50%; background: #5d7486; color: #fff; font-size: 11.5px; font-weight: 600; display: inline-flex; align-items: center; justify-content: center; flex: none }
#main { max-width: 1240px; margin: 0 auto; padding: 22px 24px 60px }
.row { display: flex; align-items: flex-start; gap: 16px; flex-wrap: wrap } .row.title { margin-bottom: 18px; align-items: center }
.row.title h1 { font-size: 21px; color: var(--soft); font-weight: 500 } .row.title .grow { flex: 1; min-width: 320px }
.row.title h3 { font-size: 21px } .crumbs { color: var(--soft); margin-top: 2px }
.row.columns { flex-wrap: nowrap; gap: 20px } .col-main { flex: 1; min-width: 0 } .col-side { width: 390px; flex: none }
@media (max-width: 900px) { .row.columns { flex-wrap: wrap } .col-side { width: 100% } .navbar form { display: none } }
.widget { background: #fff; border: 1px solid var(--line); border-radius: 7px; margin-bottom: 18px; overflow: hidden }
.widget-header { padding: 11px 18px; border-bottom: 1px solid var(--line); background: #fafbfc; display: flex; justify-content: space-between; align-items: center } .widget-header h3 { font-size: 14.5px }
.widget-content { padding: 16px 18px }
table { border-collapse: collapse; width: 100% } th { text-align: left; font-weight: 500; color: var(--soft); vertical-align: top }
.facts th { width: 116px; padding: 5px 8px 5px 0; font-size: 13px; white-space: nowrap } .facts td { padding: 5px 0; overflow-wrap: anywhere; white-space: pre-line }
.list th { font-size: 12px; text-transform: uppercase; letter-spacing: .03em; padding: 10px 16px; background: #fafbfc; border-bottom: 1px solid var(--line) }
.list td { padding: 11px 16px; border-bottom: 1px solid #edf0f4; vertical-align: top } .list tr:last-child td { border-bottom: 0 } .list tbody tr:hover { background: #f8fafc }
.label { display: inline-block; padding: 1px 9px; border-radius: 10px; font-size: 12px; font-weight: 600; background: #e3eef9; color: #174f86; white-space: nowrap }
.label.progress { background: #fdf0d8; color: #7a4d05 } .label.resolved { background: #e0f2e6; color: #1c6136 } .label.waiting { background: #eee7f8; color: #56348a } .label.private { background: #fff3c9; color: #6d5200 }
.btn { display: inline-block; padding: 7px 15px; border: 1px solid #c5ced8; border-radius: 5px; background: #fff; color: var(--ink); font: inherit; cursor: pointer } .btn:hover { background: #f5f7f9; text-decoration: none }
.btn-primary { background: var(--brand); border-color: var(--brand); color: #fff; font-weight: 600 } .btn-primary:hover { background: #095c5c } .btn-bar { display: flex; gap: 8px }
.comment { display: flex; gap: 13px; padding: 16px 18px; border-bottom: 1px solid #edf0f4 } .comment:last-child { border-bottom: 0 } .comment.private { background: #fffcef }
.comment .meta { display: flex; gap: 9px; align-items: center; flex-wrap: wrap; color: var(--soft); font-size: 13px; margin-bottom: 4px } .comment .meta strong { color: var(--ink); font-size: 14px } .comment .body { white-space: pre-wrap; overflow-wrap: anywhere }
.editor textarea, .editor input[type=text] { width: 100%; font: inherit; padding: 9px 12px; border: 1px solid #c5ced8; border-radius: 5px; margin-bottom: 10px; background: #fff; color: inherit } .editor textarea { min-height: 84px; resize: vertical } .editor .foot { display: flex; justify-content: space-between; align-items: center }
.soft { color: var(--soft) } td.soft { white-space: nowrap } .empty { padding: 26px 18px; color: var(--soft) }
.sign-in { max-width: 400px; margin: 11vh auto 0 } .sign-in h1 { font-size: 23px; text-align: center; margin-bottom: 22px } .sign-in .widget-content { padding: 24px }
.choice { display: flex; gap: 12px; align-items: center; padding: 9px 12px; border: 1px solid var(--line); border-radius: 6px; margin-bottom: 8px; cursor: pointer } .choice:has(input:checked) { border-color: var(--brand); background: #eef7f7 } .choice small { display: block; color: var(--soft) }
.sign-in .btn { width: 100%; margin-top: 10px; padding: 10px } .alert { padding: 10px 14px; border-radius: 6px; background: #fdeaea; color: #8c1d1d; margin-bottom: 14px }
`

/** Links marked `data-spa` change the page without loading it, as a part of the real pages does. */
export const script = `
async function show(path) {
  const answer = await fetch(path, { headers: { 'x-requested-with': 'XMLHttpRequest' } });
  if (answer.redirected || !answer.ok) { location.href = path; return; }
  const next = new DOMParser().parseFromString(await answer.text(), 'text/html');
  document.title = next.title;
  document.querySelector('#main').replaceWith(next.querySelector('#main'));
  document.querySelector('.navbar nav').replaceWith(next.querySelector('.navbar nav'));
  scrollTo(0, 0);
}
document.addEventListener('click', (event) => {
  const link = event.target.closest('a[data-spa]');
  if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  history.pushState({}, '', link.getAttribute('href'));
  show(link.getAttribute('href'));
});
addEventListener('popstate', () => show(location.pathname));
`
