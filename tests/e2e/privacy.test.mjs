// Nothing leaves the page, and nothing that was typed stands on the disk for somebody else to read.

import assert from 'node:assert/strict'
import { createSocket } from 'node:dgram'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import nodeTest from 'node:test'
import { launch } from './browser.mjs'
import { WAYS, tryIn } from './exfiltration.mjs'
import { baseUrl, openPage, prepareContext, test } from './harness.mjs'
import { isOfTheBrowser, startProxy } from './proxy.mjs'
import { startBrowser } from './real-browser.mjs'
import { filesBelow, scan } from './scan.mjs'
import { arriveAt, waitUntilKept } from './steps.mjs'
import { TEXT_CONTROLS, walk } from './walk.mjs'

const TIMEOUT = 600_000
const origin = new URL(baseUrl).origin
const isInPage = (url) => /^(blob|data):/.test(url)

nodeTest('privacy: nothing is asked of the network once it has started, and nothing but the site before', { timeout: TIMEOUT }, async (t) => {
  const proxy = await startProxy(origin)
  const browser = await launch(proxy.flags)
  t.after(() => Promise.all([browser.close(), proxy.close()]))
  const context = await browser.newContext({ locale: 'en-GB' })
  await prepareContext(context)
  const page = await context.newPage()
  const asked = []
  const violations = []
  context.on('request', (request) => { if (!isInPage(request.url())) asked.push(request.url()) })
  page.on('websocket', (socket) => asked.push(socket.url()))
  page.on('console', (message) => { if (/Content.Security.Policy/.test(message.text())) violations.push(message.text()) })

  await openPage(page, '')
  await arriveAt(page, 'Cases on this computer')
  assert.ok(proxy.seen.some((url) => url.endsWith('.wasm')), 'the proxy sees what is asked for')
  assert.deepEqual(asked.filter((url) => !url.startsWith(`${origin}/`)), [])
  const before = [asked.length, proxy.seen.length]

  const go = async () => {
    await page.evaluate(() => { location.hash = '#/' })
    await arriveAt(page, 'Cases on this computer')
  }
  const fill = async () => {
    const field = page.locator('main').locator(TEXT_CONTROLS).first()
    if (await field.count()) await field.fill('12')
  }
  assert.ok(await walk(page, go, fill) >= 3)
  // The same with the network gone; a request that is not even tried shows here too.
  await context.setOffline(true)
  await walk(page, go, fill)
  await waitUntilKept(page)
  await page.evaluate(() => window.mhtr.restart())
  await page.waitForTimeout(3000)

  assert.deepEqual(asked.slice(before[0]), [], 'asked for after the start')
  const after = proxy.seen.slice(before[1]).filter((address) => !isOfTheBrowser(address))
  assert.deepEqual(after, [], 'seen by the proxy after the start')
  const foreign = proxy.seen.filter((address) => !address.startsWith(`${origin}/`))
  assert.deepEqual(foreign.filter((address) => !isOfTheBrowser(address)), [], 'for somebody else')
  assert.deepEqual(violations, [])
  const own = [...new Set(foreign.map((address) => address.replace(/\?.*/, '')))]
  t.diagnostic(`the browser itself asked: ${own.join(', ') || 'nobody'}`)
})

/** A page of somebody else's, without any policy. */
async function startBare(body) {
  const page = `<!doctype html><title>t</title>${body}`
  const server = createServer((_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end(page))
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const close = () => { server.closeAllConnections(); server.close() }
  return { url: `http://127.0.0.1:${server.address().port}/`, close }
}

/** Somebody else's server, and what has arrived there. */
async function startEvil() {
  const hits = new Set()
  const hit = (request) => hits.add(new URL(request.url, 'http://x').pathname.slice(1))
  const server = createServer((request, response) => {
    hit(request)
    response.writeHead(200, { 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin', 'content-type': 'text/plain' }).end('x')
  })
  server.on('upgrade', (request, socket) => { hit(request); socket.destroy() })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const udp = createSocket('udp4').on('message', () => hits.add('WebRTC'))
  await new Promise((resolve) => udp.bind(0, '127.0.0.1', resolve))
  const close = () => { server.closeAllConnections(); server.close(); udp.close() }
  return { hits, url: `http://127.0.0.1:${server.address().port}`, port: udp.address().port, close }
}

/** Tries every way; the names of those that got through. */
async function gotThrough(page, evil) {
  for (const way of Object.values(WAYS)) await tryIn(page, way, evil.url, evil.port)
  await page.waitForTimeout(3000)
  const ran = await page.evaluate(() => window.ran)
  return new Set([...evil.hits, ...ran].filter((name) => name in WAYS))
}

// Everything here is what no page may do.
const ANYTHING = { expects: [/./], timeout: TIMEOUT }

test('a script that got into the page finds no way out', ANYTHING, async ({ page, open, t }) => {
  const evil = await startEvil()
  t.after(evil.close)
  await open()
  await arriveAt(page, 'Cases on this computer')
  assert.deepEqual([...await gotThrough(page, evil)], [])
  // The one that no policy stops: the whole page going there. What is known to leak is known by a test.
  await page.evaluate((url) => { location.href = url }, `${evil.url}/navigate`).catch(() => {})
  await page.waitForTimeout(1000)
  assert.ok(evil.hits.has('navigate'))
})

test('the same ways lead out of a page without the policy', ANYTHING, async ({ page, t }) => {
  const evil = await startEvil()
  t.after(evil.close)
  const bare = await startBare('<body>')
  t.after(bare.close)
  await page.goto(bare.url)
  const through = await gotThrough(page, evil)
  const blocked = Object.keys(WAYS).filter((name) => !through.has(name))
  assert.deepEqual(blocked, [], 'the trial of these proves nothing')
})

/** The addresses there may be: places of the app and random numbers, nothing of a person. */
const PLACE = /^(#\/(vault|versions\/[0-9a-f]{32}|case\/[0-9a-f]{32}(\/start\/[\w-]+|\/\d+\/(\d+|check|read))?)?)?$/
// Wide enough for the sections to stand beside the form.
const WIDE = ['--window-size=1280,900']
/** What everything begins with that is typed into the forms, and what is typed elsewhere. */
const TYPED = 'ZQTYPEDK7W9'
const ELSEWHERE = 'ZQPLAINK7W9'

nodeTest('privacy: nothing that was typed stands in the browser’s files, killed or closed', { timeout: TIMEOUT }, async (t) => {
  const profile = mkdtempSync(join(tmpdir(), 'profile-'))
  const bare = await startBare('<textarea></textarea>')
  let browser = await startBrowser(profile, WIDE)
  t.after(async () => {
    browser.kill()
    await browser.ended()
    bare.close()
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  })
  let n = 0
  const type = async (field) => {
    n += 1
    await field.fill('')
    await field.pressSequentially(`${TYPED} ${n}`)
  }
  const addresses = new Set()
  const icons = new Set()
  const titles = new Set()
  const typeAll = async () => {
    const fields = page.locator('main').locator(TEXT_CONTROLS)
    for (let at = 0; at < await fields.count(); at += 1) await type(fields.nth(at))
    addresses.add(page.url())
    titles.add(await page.title())
    icons.add(await page.locator('link[rel=icon]').getAttribute('href'))
  }

  // A page of somebody else's with a plain field: what is typed there is found, so this looks in the right places.
  const plain = await browser.context.newPage()
  await plain.goto(bare.url)
  await plain.locator('textarea').click()
  await plain.keyboard.type(ELSEWHERE)
  await plain.keyboard.press('Tab')

  await prepareContext(browser.context)
  let { page } = browser
  await page.bringToFront()
  const open = () => openPage(page, '')
  await walk(page, open, typeAll)
  await waitUntilKept(page)
  assert.ok(n > 50, `${n} fields were typed into`)
  // As long as a browser takes to write down what it would come back with.
  await page.waitForTimeout(5000)
  browser.kill()
  await browser.ended()
  assert.notDeepEqual(scan(profile, [ELSEWHERE]), [], 'what any page keeps is found')
  assert.deepEqual(scan(profile, [TYPED]), [], 'killed')

  browser = await startBrowser(profile, WIDE)
  ;({ page } = browser)
  await prepareContext(browser.context)
  await openPage(page, '')
  await page.getByRole('link', { name: TYPED }).first().click()
  await page.waitForTimeout(3000)
  await browser.close()
  await browser.ended()
  assert.deepEqual(scan(profile, [TYPED]), [], 'closed')

  assert.deepEqual([...titles], ['MHTR forms'])
  assert.equal(icons.size, 1)
  for (const address of addresses) assert.match(new URL(address).hash, PLACE)
  const history = filesBelow(profile).filter((file) => /\/Default\/(History|Sessions\/)[^/]*$/.test(file))
  const kept = history.map((file) => readFileSync(file, 'latin1')).join('\n')
  const places = [...kept.matchAll(new RegExp(`${baseUrl}(#[!-~]*)?`, 'g'))].map(([, hash]) => hash ?? '')
  assert.ok(places.length > 0, 'the history is looked at')
  // The title, another address or any byte at all may stand hard upon an address: its beginning has to tell.
  for (const place of places) assert.match(place, /^(#\/(vault|versions\/|case\/[0-9a-f]{32}|MHTR|http|\W|$)|$)/)
})

test('every field keeps what is typed from those who would read along', { timeout: TIMEOUT }, async ({ page, open }) => {
  const wanted = { autocomplete: 'off', spellcheck: 'false', autocorrect: 'off', translate: 'no', writingsuggestions: 'false' }
  let n = 0
  const wrong = []
  const nForms = await walk(page, open, async (where) => {
    const fields = await page.locator('main').locator(TEXT_CONTROLS).evaluateAll(
      (fields, names) => fields.map((field) => ({
        id: field.id,
        name: field.getAttribute('name') ?? '',
        has: Object.fromEntries(names.map((name) => [name, field.getAttribute(name)])),
      })),
      Object.keys(wanted),
    )
    n += fields.length
    for (const { id, name, has } of fields) {
      for (const [attribute, value] of Object.entries(wanted)) {
        if (has[attribute] !== value) wrong.push(`${where}: ${id} has ${attribute}=${has[attribute]}`)
      }
      if (/name|birth|address|phone|mail|post/i.test(name)) wrong.push(`${where}: ${id} is called ${name}`)
    }
  })
  assert.deepEqual(wrong, [])
  assert.ok(nForms >= 8 && n > 50, `${n} fields in ${nForms} forms`)
})
