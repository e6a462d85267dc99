// One trial: a browser writes record after record, ends at a moment nobody chose, and is started again.
//
// A record counts as confirmed when this program had been told so before the end began. It is lost if it is then not
// there, and corrupt if it is there with other bytes than were written.

import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { startBrowser } from '../e2e/real-browser.mjs'
import { Disk } from './disk.mjs'

/** How each kind of end comes about. What is not over with the last line is brought to its end afterwards. */
const ENDS = {
  /** Every process of the browser ends at once. */
  browser: async (browser) => browser.kill(),
  /** The tab crashes; the browser is closed later. */
  renderer: async (browser) => {
    await browser.crashTab()
    await wait(1500)
    await browser.close()
  },
  /** The last window is closed. */
  close: async (browser) => browser.close(),
  /** The system shuts down. */
  term: async (browser) => browser.terminate(),
  /** The page is left, and the browser killed half a second later. */
  navigate: async (browser) => {
    await browser.page.goto('about:blank').catch(() => {})
    await wait(500)
    browser.kill()
  },
  /** The power is cut: what is on the disk is all there is. */
  power: async (browser, disk) => {
    disk.cut()
    browser.kill()
  },
}

export const KINDS = Object.keys(ENDS)

/** As long at least, and at most, the page writes before the end, in milliseconds. */
const SHORTEST = 300
const LONGEST = 5000
const LONGEST_OPENING = 60_000

/** Carries out one trial of a kind with the page at `url`. Times are in milliseconds. */
export async function trial(kind, url, { random = Math.random } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'durability-'))
  const disk = kind === 'power' ? new Disk(folder) : undefined
  const profile = join(disk?.mounted ?? folder, 'profile')
  mkdirSync(profile)
  let browser
  try {
    browser = await startBrowser(profile)
    const confirmed = new Map()
    await browser.context.exposeBinding('confirmed', (_, k) => confirmed.set(k, Date.now()))
    await openPage(browser, url)
    // A browser's first start writes much that is not ours.
    await wait(1000)
    disk?.settle()
    // It never ends by itself, and nobody is left to tell when it is ended.
    browser.page.evaluate(writeOnAndOn).catch(() => {})
    await wait(SHORTEST + random() * (LONGEST - SHORTEST))

    const endsAt = Date.now()
    await ENDS[kind](browser, disk)
    await browser.ended()
    disk?.comeBack()
    const expected = [...confirmed].filter(([, at]) => at <= endsAt).map(([k]) => k)

    browser = await startBrowser(profile)
    await openPage(browser, url)
    const found = await browser.page.evaluate(() => window.__crash.readAll())
    const whole = new Set(found.filter((record) => record.ok).map((record) => record.k))
    const lost = expected.filter((k) => !whole.has(k))
    return { confirmed: expected.length, lost, corrupt: found.filter((record) => !record.ok).map((record) => record.k) }
  } finally {
    browser?.kill()
    await browser?.ended()
    disk?.remove()
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }
}

/** Opens the page and waits until it offers its hooks; they open a store of their own. */
async function openPage(browser, url) {
  await browser.page.goto(url, { timeout: LONGEST_OPENING })
  const isReady = () => typeof window.__crash?.write === 'function'
  await browser.page.waitForFunction(isReady, null, { timeout: LONGEST_OPENING })
}

/** Runs in the page. Sizes from a line to a long interview, one hard upon the other or after a pause. */
async function writeOnAndOn() {
  const sizes = [600, 90, 4000, 600, 40_000]
  for (let k = 0; ; k += 1) {
    // A write that fails is one that is not confirmed.
    const isSaved = await window.__crash.write(k, sizes[k % sizes.length]).catch(() => false)
    if (isSaved !== false) window.confirmed(k)
    if (k % 3 === 0) await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
