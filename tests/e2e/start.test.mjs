// The page starts where an agency may put it, and explains itself where it cannot start.

import assert from 'node:assert/strict'
import { baseUrl, test } from './harness.mjs'

test('the page starts in a sub-folder under its policy', async ({ page, open, expectNoAxe }) => {
  await open()
  assert.equal(await page.title(), 'MHTR forms')
  assert.equal(await page.locator('html').getAttribute('lang'), 'en-GB')
  const inline = await page.locator('script:not([src]), style, [style], [onclick]').count()
  assert.equal(inline, 0, 'nothing stands inline')
  await expectNoAxe()
})

test('the server sends the policy, and the page holds it too', async ({ page }) => {
  const response = await page.goto(baseUrl)
  const header = response.headers()['content-security-policy']
  const meta = await page.locator('meta[http-equiv=Content-Security-Policy]').getAttribute('content')
  assert.equal(header, `${meta}; frame-ancestors 'none'; sandbox allow-scripts allow-same-origin allow-downloads allow-modals allow-forms`)
  assert.match(meta, /^default-src 'none';/)
  assert.doesNotMatch(meta, /unsafe-inline|'unsafe-eval'|https?:/)
  assert.equal(response.headers()['x-content-type-options'], 'nosniff')
  assert.equal(response.headers()['referrer-policy'], 'no-referrer')
})

test('every form is listed with its files, and they are there', async ({ page }) => {
  const fetched = (name) => page.request.get(new URL(name, baseUrl).href)
  const { forms } = await (await fetched('forms/index.json')).json()
  const names = forms.flatMap((form) => form.files.map((file) => `forms/${form.id}/${file}`))
  const answers = await Promise.all(names.map(fetched))
  assert.ok(forms.length > 0, 'there are forms')
  assert.deepEqual(answers.filter((answer) => !answer.ok()).map((answer) => answer.url()), [])
  for (const form of forms) assert.match(form.hash, /^sha256-[A-Za-z0-9+/]{43}=$/)
})

const explained = async (page, words) => {
  const alert = page.getByRole('alert')
  await alert.getByText(words).waitFor()
  await alert.getByRole('heading', { name: 'For IT support' }).waitFor()
}

test('a part that does not arrive is explained', { expects: [/404/, /integrity/] }, async ({ page, expectNoAxe }) => {
  await page.route('**/*_bg.wasm', (route) => route.fulfill({ status: 404, body: 'no' }))
  await page.goto(baseUrl)
  await explained(page, 'A part of the forms did not arrive.')
  await expectNoAxe()
})

test('a page of HTML in place of the app is explained', { expects: [/preload|MIME|module|integrity/i] }, async ({ page }) => {
  const html = { status: 200, contentType: 'text/html', body: '<!doctype html><title>Log in</title>' }
  await page.route('**/*_bg.wasm', (route) => route.fulfill(html))
  await page.route('**/mhtr-forms-*.js', (route) => route.fulfill(html))
  await page.goto(baseUrl)
  await explained(page, 'A part of the forms did not arrive.')
})

test('an app that is not WebAssembly is explained', { expects: [/integrity/] }, async ({ page }) => {
  const rubbish = { status: 200, contentType: 'application/wasm', body: 'not a module' }
  await page.route('**/*_bg.wasm', (route) => route.fulfill(rubbish))
  await page.goto(baseUrl)
  await explained(page, 'A file of the forms is damaged, or belongs to another version of them.')
})

test('a browser without WebAssembly is told so', async ({ page, context }) => {
  await context.addInitScript(() => delete window.WebAssembly)
  await page.goto(baseUrl)
  await explained(page, 'This browser is too old')
})

test('without JavaScript the page says what is missing', { javaScriptEnabled: false }, async ({ page }) => {
  await page.goto(baseUrl)
  // Playwright's text selectors pass over <noscript>, so it is read as an element.
  const words = page.locator('noscript strong')
  await words.waitFor()
  assert.match(await words.innerText(), /^JavaScript is turned off in this browser/)
})
