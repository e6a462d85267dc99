// Use without the network over https: the files of one edition, whole; a new edition when a person says so.

import assert from 'node:assert/strict'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test as nodeTest } from 'node:test'
import { launch } from './browser.mjs'
import { openPage, prepareContext } from './harness.mjs'
import { anotherEdition, startHost } from './https-host.mjs'
import { ASSESSMENT, arriveAt, openForm, waitUntilKept, write } from './steps.mjs'
import { NAME, makeVault, press, unlock } from './vault-steps.mjs'

let browser
let folder

before(async () => {
  assert.ok(process.env.SITE_FOLDER, 'SITE_FOLDER names the site; `cargo xtask test e2e offline` makes it')
  folder = await mkdtemp(join(tmpdir(), 'site-'))
  await cp(process.env.SITE_FOLDER, folder, { recursive: true })
  // The certificate is nobody's; without the flag Chromium runs no service worker over it.
  browser = await launch(['--ignore-certificate-errors'])
})

after(async () => {
  await browser?.close()
  await rm(folder, { recursive: true, force: true })
})

/** A test with a host, a browser context and a page of its own. Nothing may break the policy. */
function test(name, body) {
  nodeTest(`offline: ${name}`, { timeout: 180_000 }, async (t) => {
    const host = await startHost(folder)
    const context = await browser.newContext({ locale: 'en-GB' })
    context.setDefaultTimeout(30_000)
    const faults = []
    context.on('console', (message) => {
      if (/Content.Security.Policy|integrity/i.test(message.text())) faults.push(message.text())
    })
    try {
      await prepareContext(context, 'none')
      const page = await context.newPage()
      await body({ t, host, context, page, open: (address = '') => openPage(page, address, host.address) })
      assert.deepEqual(faults, [])
    } finally {
      await context.close()
      await host.stop()
    }
  })
}

/** Until the worker has kept everything, and the page is loaded through it. */
async function kept(page, open) {
  await page.evaluate(() => navigator.serviceWorker.ready.then((registration) => registration.active.state))
  await page.waitForFunction(async () => (await navigator.serviceWorker.getRegistration()).active?.state === 'activated')
  await open()
  assert.ok(await page.evaluate(() => Boolean(navigator.serviceWorker.controller)))
}

/** Until the host has been asked for nothing for a second: a browser may look for a new worker more than once, when it likes. */
async function quiet(host) {
  for (let before = -1; before !== host.asked.length;) {
    before = host.asked.length
    await new Promise((resolve) => setTimeout(resolve, 1000))
  }
}

const edition = (page) => page.evaluate(() => window.edition ?? 1)
const caches = (page) => page.evaluate(async () => (await window.caches.keys()).length)

test('what was opened once opens without the host, whole, and keeps what is written', async ({ host, page, open }) => {
  const { words } = await makeVault(page, open)
  await kept(page, open)
  await host.stop()
  await open()
  await unlock(page, words)
  await arriveAt(page, 'Cases on this computer')
  await press(page, 'Start a new case')
  await openForm(page, ASSESSMENT)
  await write(page, NAME, 'Robin Example')
  await waitUntilKept(page)
  // The parts that are loaded when they are wanted are there as well.
  const report = await readFile(new URL('../native/golden/report.json', import.meta.url), 'utf8')
  const document = await page.evaluate(async (report) => {
    const { fault, bytes } = await window.mhtr.wordDocument(new TextEncoder().encode(report))
    return fault || bytes.length
  }, report)
  assert.ok(document > 20_000, String(document))
  await host.startAgain()
})

test('a new edition is offered, changes nothing in the middle of a form, and starts when a person says so', async ({ t, host, page, open }) => {
  const { words } = await makeVault(page, open)
  await kept(page, open)
  const next = await anotherEdition(folder, 2)
  t.after(next.remove)
  await unlock(page, words)
  await press(page, 'Start a new case')
  await openForm(page, ASSESSMENT)
  await write(page, NAME, 'Robin Example')
  host.site = next.folder
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update())
  await page.waitForFunction(async () => Boolean((await navigator.serviceWorker.getRegistration()).waiting))
  assert.equal(await page.getByText('A new version of the forms is ready').count(), 0, 'not in the middle of a form')
  await waitUntilKept(page)
  assert.equal(await edition(page), 1)
  assert.equal(await caches(page), 2)

  // Loaded anew, it is still all of the first: nothing is taken from the other by accident. (Who goes away and comes back
  // may find the second, because no window was open in between.)
  await page.evaluate(() => { location.hash = '#/' })
  await arriveAt(page, 'Cases on this computer')
  await quiet(host)
  host.asked.length = 0
  await page.reload()
  await page.locator('#start').waitFor({ state: 'detached' })
  assert.equal(await edition(page), 1)
  assert.deepEqual(host.asked.filter((name) => /\.(js|wasm|css|html)$/.test(name ?? '') && name !== 'offline.js'), [])
  await unlock(page, words)
  await arriveAt(page, 'Cases on this computer')
  await page.getByText('When you lock your vault, you can start the new version').waitFor()
  await press(page, 'Lock now')
  await page.getByRole('button', { name: 'Start the new version' }).click()
  await page.waitForFunction(() => window.edition === 2)
  await unlock(page, words)
  await arriveAt(page, 'Cases on this computer')
  assert.equal(await page.getByRole('link', { name: /Robin Example/ }).count(), 1)
  assert.equal(await page.getByText('A new version of the forms is ready').count(), 0)
  await page.waitForFunction(async () => (await window.caches.keys()).length === 1)
})

test('a new edition that arrives damaged, or by half, is not taken', async ({ t, host, page, open }) => {
  await open()
  await arriveAt(page, 'Make your vault')
  await kept(page, open)
  const next = await anotherEdition(folder, 2)
  t.after(next.remove)
  host.site = next.folder
  for (const change of [
    (name, bytes) => (name.endsWith('.wasm') ? bytes.subarray(0, bytes.length >> 1) : bytes),
    (name, bytes) => (name.endsWith('.css') ? undefined : bytes),
  ]) {
    host.change = change
    const state = await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration()
      await registration.update().catch(() => {})
      const worker = registration.installing
      if (!worker) return 'none'
      await new Promise((resolve) => worker.addEventListener('statechange', resolve, { once: true }))
      return worker.state
    })
    assert.equal(state, 'redundant')
    assert.equal(await caches(page), 1, 'nothing of it is kept')
    await open()
    assert.equal(await edition(page), 1)
    await arriveAt(page, 'Make your vault')
  }
})

test('what an agency changes is there at the next start, and stays without the host', async ({ t, host, page, open }) => {
  await open()
  await kept(page, open)
  const own = await mkdtemp(join(tmpdir(), 'own-'))
  t.after(() => rm(own, { recursive: true, force: true }))
  await cp(folder, own, { recursive: true })
  host.site = own
  const file = join(own, 'wording/en-GB/vault.json')
  const words = await readFile(file, 'utf8')
  assert.match(words, /Make your vault/)
  await writeFile(file, words.replace('Make your vault', 'Make your strongbox'))
  await open()
  await arriveAt(page, 'Make your strongbox')
  await host.stop()
  await open()
  await arriveAt(page, 'Make your strongbox')
  assert.equal(await edition(page), 1)
  await host.startAgain()
})

test('the texts of another edition do not come into this one', async ({ t, host, page, open }) => {
  await open()
  await kept(page, open)
  const next = await anotherEdition(folder, 2)
  t.after(next.remove)
  const file = join(next.folder, 'wording/en-GB/vault.json')
  await writeFile(file, (await readFile(file, 'utf8')).replace('Make your vault', 'Make your strongbox'))
  // Its worker does not arrive, so that the old one goes on.
  host.change = (name, bytes) => (name === 'offline.js' ? undefined : bytes)
  host.site = next.folder
  await open()
  await arriveAt(page, 'Make your vault')
  assert.equal(await edition(page), 1)
})

test('the page that checks the host sees the host, and not what is kept', async ({ host, page, open }) => {
  await open()
  await kept(page, open)
  host.asked.length = 0
  host.change = (name, bytes) => (name === 'boot.js' ? Buffer.concat([bytes, Buffer.from(' ')]) : bytes)
  await page.goto(new URL('check.html', host.address).href)
  await page.getByText('boot.js').first().waitFor()
  assert.ok(host.asked.includes('boot.js') && host.asked.includes('check.js'))
})

test('over plain http there is none', async ({ page }) => {
  const plain = process.env.BASE_URL
  await openPage(page, '', plain)
  assert.equal(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length), 0)
})

test('a tablet can install it', async ({ host, page, context, open }) => {
  await open()
  const session = await context.newCDPSession(page)
  const { url, data, errors } = await session.send('Page.getAppManifest')
  assert.equal(url, new URL('agency/app.webmanifest', host.address).href)
  assert.deepEqual(errors, [])
  const manifest = JSON.parse(data)
  assert.equal(new URL(manifest.start_url, url).href, host.address)
  assert.equal(new URL(manifest.scope, url).href, host.address)
  await kept(page, open)
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors')
  // A context of a test is like a private window, in which nothing is installed; nothing else may stand in the way.
  assert.deepEqual(installabilityErrors.map((error) => error.errorId).filter((id) => id !== 'in-incognito'), [])
})
