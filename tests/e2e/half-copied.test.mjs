// What a site does that was copied by half, mixed from two versions, or changed on its way: it does not run what does
// not belong to it, and says which file that is and what IT can do.

import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { baseUrl, test } from './harness.mjs'
import { ask } from './hosts.mjs'
import { arriveAt } from './steps.mjs'

/** Browsers say so themselves, each in its own words, and what depends on the file is refused with it. */
const REFUSED = [/integrity|digest/i]
const NOT_THERE = [/404/, /integrity|digest|404/i]

const CHANGED = 'A file of the forms is damaged, or belongs to another version of them.'
const MISSING = 'A part of the forms did not arrive.'

const cutShort = (bytes) => bytes.subarray(0, bytes.length >> 1)
const oneBit = (bytes) => {
  const copy = Buffer.from(bytes)
  copy[copy.length >> 1] ^= 0x40
  return copy
}
const addedTo = (bytes) => Buffer.concat([bytes, Buffer.from('\n/* optimised */\n')])

/** Has the server send a file changed; of a change to nothing, that it is not there. */
async function damage(page, file, change) {
  await page.route(file, async (route) => {
    if (!change) return route.fulfill({ status: 404, contentType: 'text/plain', body: 'no' })
    const response = await route.fetch()
    const { 'content-length': _, ...headers } = response.headers()
    return route.fulfill({ status: 200, headers, body: change(await response.body()) })
  })
}

async function explained(page, words, reason) {
  const alert = page.getByRole('alert')
  await alert.getByText(words).waitFor()
  await alert.getByRole('heading', { name: 'For IT support' }).waitFor()
  assert.match(await page.locator('#cannot-start-reason').innerText(), reason)
  assert.equal(await alert.getByRole('heading', { name: 'For IT support' }).count(), 1)
  assert.equal(await alert.getByRole('link', { name: 'Compare every file with its checksum' }).or(alert.getByRole('link', { name: 'Check how it is hosted' })).count(), 1)
  assert.equal(await page.getByText('The forms are starting.').isVisible(), false)
}

const WASM = '**/*_bg.wasm'
const MODULE = '**/mhtr-forms-*.js'

for (const [what, file, change, reason] of [
  ['a program cut short', WASM, cutShort, /_bg\.wasm arrived with \d+ bytes, and they are not the ones that belong to this page/],
  ['a program with one bit turned over', WASM, oneBit, /_bg\.wasm arrived with \d+ bytes/],
  ['a module that a proxy has added to', MODULE, addedTo, /mhtr-forms-\w+\.js arrived with \d+ bytes/],
  ['a stylesheet of another version', '**/components-*.css', addedTo, /components-\w+\.css arrived with \d+ bytes/],
  ['a boot.js of another version', '**/boot.js', addedTo, /boot\.js is not there, or is not the one that belongs to this page/],
  ['a stopped.js of another version', '**/stopped.js', addedTo, /stopped\.js arrived with \d+ bytes/],
]) {
  test(`${what} is not run, and named`, { expects: REFUSED }, async ({ page }) => {
    await damage(page, file, change)
    await page.goto(baseUrl)
    await explained(page, CHANGED, reason)
  })
}

for (const [what, file, words, reason] of [
  ['a stylesheet', '**/tokens-*.css', MISSING, /tokens-\w+\.css was answered with 404/],
  ['the module', MODULE, MISSING, /mhtr-forms-\w+\.js was answered with 404/],
  ['boot.js', '**/boot.js', CHANGED, /boot\.js is not there/],
  ['stopped.js', '**/stopped.js', MISSING, /stopped\.js was answered with 404/],
]) {
  test(`${what} that was not copied is named`, { expects: NOT_THERE }, async ({ page }) => {
    await damage(page, file)
    await page.goto(baseUrl)
    await explained(page, words, reason)
  })
}

test('a page of one version among the files of another says what is missing', { expects: NOT_THERE }, async ({ page, expectNoAxe }) => {
  await damage(page, baseUrl, (bytes) => Buffer.from(bytes.toString().replace(/mhtr-forms-[0-9a-f]{16}/g, 'mhtr-forms-0123456789abcdef')))
  await page.goto(baseUrl)
  await explained(page, MISSING, /mhtr-forms-0123456789abcdef\w*\.\w+ was answered with 404/)
  await expectNoAxe()
})

for (const colorScheme of ['light', 'dark']) {
  test(`the page of a damaged file can be read by everybody, in ${colorScheme}`, { expects: REFUSED, colorScheme, viewport: { width: 320, height: 640 } }, async ({ page, expectNoAxe }) => {
    await damage(page, WASM, cutShort)
    await page.goto(baseUrl)
    await explained(page, CHANGED, /_bg\.wasm/)
    await expectNoAxe()
    const width = await page.evaluate(() => document.documentElement.scrollWidth)
    assert.ok(width <= 320, `${width} pixels wide`)
  })
}

/** The site as a server has it that sends half of the program to the first who asks, and the whole of it from then on. */
async function once() {
  const sent = []
  const server = createServer(async ({ url }, answer) => {
    const { status, headers, body } = await ask(new URL(url.slice(1), baseUrl))
    const isFirst = url.endsWith('_bg.wasm') && !sent.includes(url)
    sent.push(url)
    answer.writeHead(status, { ...headers, 'content-length': isFirst ? body.length >> 1 : body.length })
    answer.end(isFirst ? cutShort(body) : body)
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { address: `http://127.0.0.1:${server.address().port}/`, sent, stop: () => new Promise((resolve) => { server.closeAllConnections(); server.close(resolve) }) }
}

let damagedOnce
test('a damaged copy that the browser keeps is replaced by a whole one', {
  expects: REFUSED,
  at: async () => { damagedOnce = await once(); return damagedOnce.address },
}, async ({ page }) => {
  try {
    await page.goto(damagedOnce.address)
    await arriveAt(page, 'Cases on this computer')
    // What is named by its hash is kept for ever: it was asked for again past the copy.
    assert.equal(damagedOnce.sent.filter((url) => url.endsWith('_bg.wasm')).length, 2)
  } finally {
    await damagedOnce.stop()
  }
})
