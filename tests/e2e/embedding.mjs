// A page of somebody else's that holds forms: another look, a strict policy, and a list of what it was told.

import { baseUrl } from './harness.mjs'

/** What such a page has to allow, and no more. */
export const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; style-src 'self'; base-uri 'none'; form-action 'none'"

/** A look that would spoil every form it reached into. */
const LOOK = `
html { font-size: 62.5% }
body { font: italic 1.6rem Georgia, serif; margin: 0; background: #fff; color: #300 }
* { letter-spacing: .2em }
fieldset, legend, section, input, button, label, p, div { border: 9px solid red; text-transform: uppercase; display: inline }
`

const TOLD = `
window.told = []
for (const type of ['change', 'complete', 'error']) {
  addEventListener(type, (event) => event.target.localName === 'mhtr-form' && window.told.push({ type, id: event.target.id, detail: event.detail }), true)
}
`

/** Opens a page with these elements in it, and waits until `forms` of its forms are drawn. */
export async function openHost(page, body, { policy = POLICY, forms = 1, script = 'embed/mhtr-form.js', headers = {} } = {}) {
  const answers = {
    'host.html': ['text/html', `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>An intranet</title><meta name="viewport" content="width=device-width, initial-scale=1"><link rel="stylesheet" href="host.css"><script src="told.js"></script><script type="module" src="${script}"></script></head><body><main><h1>An intranet</h1>${body}</main></body></html>`],
    'host.css': ['text/css', LOOK],
    'told.js': ['text/javascript', TOLD],
  }
  for (const [name, [contentType, text]] of Object.entries(answers)) {
    await page.route(new URL(name, baseUrl).href, (route) => route.fulfill({ contentType, body: text, headers: { 'Content-Security-Policy': policy, ...headers } }))
  }
  await page.goto(new URL('host.html', baseUrl).href)
  for (let n = 0; n < forms; n += 1) await page.locator('mhtr-form').nth(n).getByRole('heading', { level: 2 }).waitFor()
}

/** What the page was told of one kind, the details only. */
export const told = (page, type) => page.evaluate((type) => window.told.filter((of) => of.type === type).map(({ detail }) => detail), type)

/** Answers the nine questions of PHQ-9 in a form on the page. */
export async function answerPhq9(form, answer = () => 'Several days') {
  await form.getByRole('radio', { name: 'The person answers the questions on this screen' }).check()
  for (let n = 1; n <= 9; n += 1) {
    const item = form.getByRole('group', { name: new RegExp(`^${n} \\D`) })
    await item.getByRole('radio', { name: answer(n), exact: true }).check()
  }
}

/** The answers of a response by their link ids. */
export function answersOf(response) {
  const found = {}
  const visit = (items = []) => {
    for (const { linkId, answer = [], item } of items) {
      for (const { item: within, ...value } of answer) {
        const [one] = Object.values(value)
        found[linkId] = one?.code ?? one
        visit(within)
      }
      visit(item)
    }
  }
  visit(response.item)
  return found
}
