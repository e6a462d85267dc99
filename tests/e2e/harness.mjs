// How an end-to-end test sees the site: a page of its own, and every fault it must not have.
//
//   import { test } from './harness.mjs'
//   import assert from 'node:assert/strict'
//
//   test('PHQ-9 to report', async ({ page, open, expectNoAxe }) => {
//     await open('#/')                                  // an address below the site's folder
//     await page.getByRole('button', { name: 'Start' }).click()
//     await expectNoAxe()                               // WCAG 2.0 to 2.2, A and AA, of the page as it is now
//   })
//
// Each test has a browser context of its own: nothing stored, nothing shared. It fails, whatever it
// asserts, if the page writes anything to the console, throws, breaks its Content-Security-Policy,
// or asks any other origin for anything. A test that provokes one of these says which:
//
//   test('a missing part is explained', { expects: [/404/] }, async ({ page }) => { … })
//
// The app opens a vault by itself that holds nothing (`src/ui/trials.rs`), so that a test begins where a
// practitioner has unlocked theirs. A test of the door says `vault: 'none'`, and finds it locked.
//
// Further options: `viewport`, `colorScheme`, `forcedColors`, `reducedMotion`, `locale`, `timezoneId`,
// `javaScriptEnabled` (given to Playwright's newContext as they are), `timeout` in milliseconds,
// `before: async ({ context, page }) => …`, run before the first page is opened, and `at: async () => address`,
// for a site that is served elsewhere.
//
// Ask the page by role and name, never by class. `cargo xtask test e2e` builds the site with its
// gallery, serves it in a sub-folder and runs every *.test.mjs; `cargo xtask test e2e report` runs
// the tests with "report" in their name or their file's. To run one file against a site that is served already:
//   BASE_URL=http://127.0.0.1:8080/ node --test tests/e2e/start.test.mjs

import assert from 'node:assert/strict'
import { basename } from 'node:path'
import { after, before, test as nodeTest } from 'node:test'
import { AxeBuilder } from '@axe-core/playwright'
import { launch } from './browser.mjs'

/** The address of the site: ends with a slash. */
export const baseUrl = process.env.BASE_URL ?? 'http://127.0.0.1:8080/'

const TIMEOUT = 120_000

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa']

// Stands before each name, so that a line of the report says where to look.
const file = basename(process.argv[1], '.test.mjs')

let browser

before(async () => {
  browser = await launch()
})

after(async () => {
  await browser?.close()
})

/** Runs a test in a browser context of its own. See the top of this file. */
export function test(name, options, body) {
  if (typeof options === 'function') [options, body] = [{}, options]
  const { expects = [], timeout = TIMEOUT, before: prepare, vault = 'trials', at = () => baseUrl, ...contextOptions } = options
  nodeTest(`${file}: ${name}`, { timeout }, async (t) => {
    const context = await browser.newContext({ locale: 'en-GB', serviceWorkers: 'allow', ...contextOptions })
    context.setDefaultTimeout(30_000)
    try {
      const base = await at()
      const faults = watch(context, base)
      await prepareContext(context, vault)
      const page = await context.newPage()
      await prepare?.({ context, page })
      const open = (address = '') => openPage(page, address, base)
      await body({ t, page, context, open, expectNoAxe: (of) => expectNoAxe(page, of) })
      const unexpected = faults.filter((fault) => !expects.some((pattern) => pattern.test(fault)))
      assert.deepEqual(unexpected, [], 'the page did what no page may do')
      for (const pattern of expects) {
        assert.ok(faults.some((fault) => pattern.test(fault)), `expected a fault like ${pattern}`)
      }
    } finally {
      await context.close()
    }
  })
}

/** What every page of a test begins with; for a browser of a test's own as well. */
export async function prepareContext(context, vault = 'trials') {
  await context.addInitScript(reportPolicyViolations)
  if (vault === 'trials') await context.addInitScript(openByItself)
}

/** Opens an address below the site's folder and waits until the app stands in the page. */
export async function openPage(page, address, base = baseUrl) {
  const url = new URL(address, base)
  // A change of the hash alone loads nothing: go away first, as somebody who types an address does.
  if (page.url().split('#')[0] === url.href.split('#')[0]) await page.goto('about:blank')
  await page.goto(url.href)
  await page.locator('#start').waitFor({ state: 'detached' })
}

/**
 * No violation of WCAG 2.0, 2.1, 2.2 level A and AA, and nothing that axe could not decide.
 * `within` is a selector; without it the whole page is looked at.
 */
export async function expectNoAxe(page, within) {
  let axe = new AxeBuilder({ page }).withTags(WCAG)
  if (within) axe = axe.include(within)
  // It cannot decide the contrast of letters in a drawing. Those of a chart have the colour of the page's text, which
  // change.test.mjs looks at.
  axe = axe.exclude('.app-chart text')
  const result = await axe.analyze()
  const found = [
    ...result.violations.map((of) => ['violation', of]),
    ...result.incomplete.map((of) => ['undecided', of]),
  ].flatMap(([kind, rule]) =>
    rule.nodes.map((node) => `${kind} ${rule.id}: ${node.target.join(' ')}\n    ${node.html}\n    ${node.failureSummary}`),
  )
  assert.ok(result.passes.length > 0, 'axe found nothing to look at')
  assert.deepEqual(found, [], `axe at ${page.url()}`)
}

const NO_FAULTS = [
  // Chromium would like a passphrase to stand in a form. What is sent by a form is what browsers offer to keep.
  /^\[DOM\] Password field is not contained in a form/,
  // It says this of the sandbox in our header, and means frames. The forms stand in none, need both words, and the
  // sandbox keeps them from opening windows.
  /^An iframe which has both allow-scripts and allow-same-origin for its sandbox attribute can escape its sandboxing\.$/,
]

/** Keeps what goes wrong in any page of the context. */
function watch(context, base) {
  const faults = []
  // What is opened from a folder has no origin, only itself and what lies beside it.
  const own = base.startsWith('file:') ? new URL('.', base).href : `${new URL(base).origin}/`
  context.on('console', (message) => {
    if (!NO_FAULTS.some((words) => words.test(message.text()))) faults.push(`console ${message.type()}: ${message.text()}`)
  })
  context.on('weberror', (error) => faults.push(`error: ${error.error()?.stack ?? error.error()}`))
  context.on('request', (request) => {
    const url = request.url()
    const isOwn = url.startsWith(own) || /^(data|blob|about):/.test(url)
    if (!isOwn) faults.push(`request to another origin: ${url}`)
  })
  context.on('response', (response) => {
    if (response.status() >= 400) faults.push(`${response.status()}: ${response.url()}`)
  })
  return faults
}

/** Runs in the page: a blocked load is not always told to the console. */
function reportPolicyViolations() {
  document.addEventListener('securitypolicyviolation', (event) => {
    console.error(`Content-Security-Policy: ${event.effectiveDirective} refused ${event.blockedURI}`)
  })
}

/** Runs in the page. A page of another origin, or none, has no storage. */
function openByItself() {
  try {
    sessionStorage.setItem('mhtr-trials', 'open')
  } catch {}
}
