// What a practitioner finds when the files of the browser were damaged or cleared: never a welcome.

import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import nodeTest from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { baseUrl, test } from './harness.mjs'
import { startBrowser } from './real-browser.mjs'
import { filesBelow } from './scan.mjs'
import { arriveAt } from './steps.mjs'
import { makeVault, passphrase, press, unlock, writeName } from './vault-steps.mjs'

const TIMEOUT = 300_000
const WIDE = ['--window-size=1280,900']
/** As long as Chromium may take to write `localStorage`, and longer than it waits with a cookie. */
const WRITTEN_MS = 35_000

/** Flips one bit in the middle of the largest file of a store. */
function flip(profile, store) {
  const files = filesBelow(join(profile, 'Default', store)).filter((file) => /\.(log|ldb)$/.test(file))
  const [largest] = files.sort((one, other) => statSync(other).size - statSync(one).size)
  const bytes = readFileSync(largest)
  bytes[bytes.length >> 1] ^= 0x40
  writeFileSync(largest, bytes)
}

for (const stores of [['IndexedDB'], ['Local Storage'], ['IndexedDB', 'Local Storage']]) {
  nodeTest(`damaged-files: a flipped bit in ${stores.join(' and ')}`, { timeout: TIMEOUT }, async (t) => {
    const profile = mkdtempSync(join(tmpdir(), 'profile-'))
    let browser = await startBrowser(profile, WIDE)
    t.after(async () => {
      browser.kill()
      await browser.ended()
      rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
    })
    const { words } = await makeVault(browser.page, () => browser.page.goto(baseUrl))
    await writeName(browser.page, 'Robin Example')
    await press(browser.page, 'Lock now')
    await passphrase(browser.page, 'Passphrase').waitFor()
    await wait(WRITTEN_MS)
    await browser.close()
    await browser.ended()
    for (const store of stores) flip(profile, store)

    browser = await startBrowser(profile, WIDE)
    const { page } = browser
    await page.goto(baseUrl)
    if (stores.length === 2) {
      await arriveAt(page, 'The data on this computer is missing')
      await page.getByText('Open your latest backup file below').waitFor()
      return
    }
    await passphrase(page, 'Passphrase').waitFor()
    await unlock(page, words)
    await arriveAt(page, 'Cases on this computer')
    await page.getByRole('link', { name: 'Robin Example' }).click()
    await arriveAt(page, 'Robin Example')
  })
}

test('data that was cleared is missed, and a new vault is made only if that is asked for', { vault: 'none', timeout: TIMEOUT }, async ({ page, context, open, expectNoAxe }) => {
  await makeVault(page, open)
  const session = await context.newCDPSession(page)
  await page.goto('about:blank')
  await session.send('Storage.clearDataForOrigin', { origin: new URL(baseUrl).origin, storageTypes: 'indexeddb,local_storage' })
  await open()
  await arriveAt(page, 'The data on this computer is missing')
  await expectNoAxe()
  await press(page, 'Make a new vault')
  await arriveAt(page, 'Make your vault')
})

test('who was never here is welcome', { vault: 'none' }, async ({ page, open }) => {
  await open()
  await arriveAt(page, 'Make your vault')
})
