// The page that checks how the forms are hosted: it finds nothing wrong where nothing is, and names what is.

import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { baseUrl, test } from './harness.mjs'
import { ask } from './hosts.mjs'

const address = new URL('check.html', baseUrl).href

/** Opens the page and waits for its verdict. */
export async function verdict(page, at = address) {
  await page.goto(at)
  const status = page.getByRole('status')
  await status.filter({ hasNotText: 'Checking' }).waitFor({ timeout: 90_000 })
  return status.innerText()
}

/** What was checked, by its state and its name. */
export async function results(page) {
  const headings = await page.getByRole('heading', { level: 3 }).allInnerTexts()
  const found = headings.map((words) => words.match(/^(Right|Wrong|Cannot be known|For your record) (.+)$/s) ?? [words, 'no result', words])
  return new Map(found.map(([, state, name]) => [name.trim(), state]))
}

const NOTHING = 'Nothing wrong was found.'
const WRONG = 'Something is wrong: see what is marked “Wrong”.'

const FILES = 'Every file is whole and of this version'
const OWN = 'Files of your own (the folder “agency”)'
const WITHIN = 'What is in your own files, and in the forms'
const TYPES = 'Every file has its type (Content-Type)'
const ALONE = 'Nobody else at this host name'
const EVERYWHERE = 'The same headers with every file'
const HTTPS = 'A protected connection (https)'

/** The names that are marked as wrong. */
const wrong = async (page) => [...await results(page)].filter(([, state]) => state === 'Wrong').map(([name]) => name)

/** What stands under a name. */
const found = (page, name) => page.getByRole('listitem').filter({ has: page.getByRole('heading', { name }) }).innerText()

test('where everything is right it says so, with what a record needs', async ({ page, expectNoAxe }) => {
  assert.equal(await verdict(page), NOTHING)
  const all = await results(page)
  assert.deepEqual([...all.values()].filter((state) => state === 'Wrong' || state === 'no result'), [])
  for (const name of [HTTPS, 'On its own, not inside another page', ALONE, FILES, TYPES, OWN, EVERYWHERE, 'A place to keep what is entered (IndexedDB)', 'WebAssembly and JavaScript modules', 'Room']) {
    assert.equal(all.get(name), 'Right', name)
  }
  // Every header that the server sends with the page is looked at.
  const { headers } = await ask(baseUrl)
  for (const name of ['Content-Security-Policy', 'X-Content-Type-Options', 'Referrer-Policy', 'Cross-Origin-Opener-Policy', 'Cross-Origin-Resource-Policy', 'Cross-Origin-Embedder-Policy', 'X-DNS-Prefetch-Control', 'Permissions-Policy']) {
    assert.equal(all.get(name), 'Right', name)
    assert.ok((await found(page, name)).includes(headers[name.toLowerCase()]), name)
  }
  const facts = await page.locator('dl').innerText()
  const version = readFileSync(new URL('../../Cargo.toml', import.meta.url), 'utf8').match(/\[package\][^[]*?version = "([^"]+)"/)[1]
  const { body } = await ask(new URL('manifest.json', baseUrl))
  const hash = createHash('sha256').update(body).digest('hex')
  for (const words of [address, hash, String(new Date().getFullYear()), version, 'HeadlessChrome']) assert.ok(facts.includes(words), words)
  await expectNoAxe()
})

for (const colorScheme of ['light', 'dark']) {
  test(`it fits a narrow screen and everybody can read it, in ${colorScheme}`, { colorScheme, viewport: { width: 320, height: 640 } }, async ({ page, expectNoAxe }) => {
    await page.route('**/tokens-*.css', async (route) => {
      const response = await route.fetch()
      return route.request().resourceType() === 'stylesheet' ? route.continue() : route.fulfill({ response, body: 'changed' })
    })
    assert.equal(await verdict(page), WRONG)
    const width = await page.evaluate(() => document.documentElement.scrollWidth)
    assert.ok(width <= 320, `${width} pixels wide`)
    await expectNoAxe()
  })
}

test('it is printed by the keyboard, without what is for the screen only', { before: ({ context }) => context.addInitScript(() => {
  window.printed = 0
  window.addEventListener('beforeprint', () => { window.printed += 1 })
}) }, async ({ page }) => {
  await verdict(page)
  const button = page.getByRole('button', { name: 'Print this page' })
  await page.keyboard.press('Tab')
  assert.ok(await button.evaluate((button) => button === document.activeElement), 'it comes first')
  await page.keyboard.press('Enter')
  assert.equal(await page.evaluate(() => window.printed), 1)
  await page.emulateMedia({ media: 'print' })
  assert.equal(await button.isVisible(), false)
  assert.equal(await page.getByText(address).isVisible(), true)
})

test('a header that is missing or differs is named, with what should stand there', async ({ page }) => {
  await page.route(baseUrl, async (route) => {
    const response = await route.fetch()
    const { 'x-content-type-options': _, ...headers } = response.headers()
    return route.fulfill({ response, headers: { ...headers, 'content-security-policy': "default-src 'self'", 'cache-control': 'max-age=60' } })
  })
  await page.route('**/index.html', async (route) => {
    const response = await route.fetch()
    return route.fulfill({ response, headers: { ...response.headers(), 'cache-control': 'max-age=60' } })
  })
  assert.equal(await verdict(page), WRONG)
  assert.deepEqual((await wrong(page)).sort(), ['Content-Security-Policy', 'How long files may be kept (Cache-Control)', 'X-Content-Type-Options'])
  assert.match(await found(page, 'Content-Security-Policy'), /default-src 'self'\s+default-src 'none'; script-src/)
  assert.match(await found(page, 'X-Content-Type-Options'), /—\s+nosniff/)
  assert.match(await found(page, 'Cache-Control'), /index\.html: max-age=60 \/ no-cache/)
})

test('headers that come with the page only are missed', async ({ page }) => {
  await page.route('**/forms/*/*.json', async (route) => {
    const response = await route.fetch()
    const { 'x-content-type-options': _, 'content-security-policy': __, ...headers } = response.headers()
    return route.fulfill({ response, headers })
  })
  assert.equal(await verdict(page), WRONG)
  assert.deepEqual(await wrong(page), [EVERYWHERE])
  assert.match(await found(page, EVERYWHERE), /forms\/phq-9\/questionnaire\.json: Content-Security-Policy, X-Content-Type-Options/)
})

test('a file with the wrong type is named', async ({ page }) => {
  await page.route('**/*_bg.wasm', async (route) => {
    const response = await route.fetch()
    return route.fulfill({ response, headers: { ...response.headers(), 'content-type': 'application/octet-stream' } })
  })
  assert.equal(await verdict(page), WRONG)
  assert.deepEqual(await wrong(page), [TYPES])
  assert.match(await found(page, TYPES), /_bg\.wasm: application\/octet-stream \/ application\/wasm/)
})

test('files that are changed, cut short or not there are named; an agency’s own are its own', { expects: [/404/] }, async ({ page }) => {
  const changed = (change) => async (route) => {
    const response = await route.fetch()
    return route.fulfill({ response, body: change(await response.text()) })
  }
  await page.route('**/forms/phq-9/questionnaire.json', changed((text) => text.replace('PHQ-9', 'PHQ-8')))
  await page.route('**/forms/gad-7/measure.toml', changed((text) => text.slice(0, 10)))
  await page.route('**/pictures/pictures.svg', (route) => route.fulfill({ status: 404, body: 'no' }))
  await page.route('**/agency/settings.json', changed(() => '{}'))
  assert.equal(await verdict(page), WRONG)
  assert.deepEqual(await wrong(page), [FILES, WITHIN], 'a measure that is cut short is no measure either')
  assert.match(await found(page, WITHIN), /forms\/gad-7\/measure\.toml line 1: /)
  const said = await found(page, FILES)
  assert.match(said, /forms\/phq-9\/questionnaire\.json: \d+ \/ \d+/)
  assert.match(said, /forms\/gad-7\/measure\.toml: 10 \/ \d+/)
  assert.match(said, /pictures\/pictures\.svg: 404/)
  assert.equal((await results(page)).get(OWN), 'For your record')
  assert.match(await found(page, OWN), /agency\/settings\.json: 2 \/ \d+/)
})

test('without the list of files it says that little can be checked', { expects: [/404/] }, async ({ page }) => {
  await page.route('**/manifest.json', (route) => route.fulfill({ status: 404, body: 'no' }))
  assert.equal(await verdict(page), WRONG)
  assert.deepEqual(await wrong(page), ['The page and the list of files arrive'])
})

test('neighbours at the host name are named, and what is ours is none', async ({ page }) => {
  await page.goto(address)
  await page.evaluate(async () => {
    localStorage.setItem('a wiki', '1')
    localStorage.setItem('mhtr-forms.first-start', '1')
    document.cookie = 'timesheet=1'
    await caches.open('a newsletter')
    for (const name of ['a calendar', 'mhtr-forms']) {
      await new Promise((resolve) => { indexedDB.open(name).onsuccess = ({ target }) => { target.result.close(); resolve() } })
    }
  })
  assert.equal(await verdict(page), WRONG)
  assert.deepEqual(await wrong(page), [ALONE])
  const said = await found(page, ALONE)
  for (const name of ['localStorage: a wiki', 'cookie: timesheet', 'cache: a newsletter', 'IndexedDB: a calendar']) assert.ok(said.includes(name), name)
  assert.doesNotMatch(said, /mhtr-forms/)
})

for (const [what, spoil, names] of [
  ['plain http', () => {
    Object.defineProperty(window, 'isSecureContext', { value: false })
    Object.defineProperty(navigator, 'storage', { value: undefined })
  }, [HTTPS]],
  ['a browser that keeps nothing', () => { IDBFactory.prototype.open = () => { throw new DOMException('not here', 'InvalidStateError') } }, ['A place to keep what is entered (IndexedDB)']],
  ['a browser without WebAssembly', () => { delete window.WebAssembly }, ['WebAssembly and JavaScript modules']],
  ['a browser with hardly any room', () => { StorageManager.prototype.estimate = async () => ({ usage: 0, quota: 10e6 }) }, ['Room']],
]) {
  test(`${what} is found`, { before: ({ context }) => context.addInitScript(spoil) }, async ({ page }) => {
    assert.equal(await verdict(page), WRONG)
    assert.deepEqual(await wrong(page), names)
  })
}

test('it leaves nothing behind', { vault: 'none' }, async ({ page }) => {
  await verdict(page)
  const kept = await page.evaluate(async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).map(({ name }) => name), document.cookie])
  assert.deepEqual(kept, [0, 0, [], ''])
})
