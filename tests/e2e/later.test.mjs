// What the first form needs arrives first, and is enough for it; the rest arrives behind it, or is said not to.

import assert from 'node:assert/strict'
import { test } from './harness.mjs'
import {
  ASSESSMENT, CONSENT, arriveAt, backToCase, openForm, saveAndContinue, startCase, startForm, waitUntilKept, write,
} from './steps.mjs'
import { NAME, makeVault } from './vault-steps.mjs'

const REST = '**/rest-*.wasm'
const PART = 'The rest of this page is still on its way to this computer.'
const PAGE = 'This page is still on its way to this computer.'
const NO_PART = 'The rest of this page did not reach this computer.'
const NO_PAGE = 'This page did not reach this computer.'

/** Keeps the rest of the program back until the function it gives is called. */
async function keepBack(page) {
  let letGo
  const waiting = new Promise((resolve) => { letGo = resolve })
  const asked = { n: 0 }
  await page.route(REST, async (route) => {
    asked.n += 1
    await waiting
    await route.continue()
  })
  return { letGo, asked }
}

test('a first form is filled in and kept before the rest has arrived', { vault: 'none' }, async ({ page, open }) => {
  const { letGo, asked } = await keepBack(page)
  await makeVault(page, open)
  await page.getByRole('button', { name: 'Start a new case' }).click()
  await arriveAt(page, 'New case')
  assert.equal(await page.getByText(PART).count(), 2, 'what the page lacks is said where it will be')
  await openForm(page, ASSESSMENT)
  await write(page, NAME, 'Robin Example')
  await waitUntilKept(page)
  await saveAndContinue(page)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await backToCase(page)
  await page.getByRole('link', { name: CONSENT, exact: true }).waitFor()
  assert.equal(await page.getByText(PART).count(), 2)
  assert.equal(asked.n, 1, 'it was asked for once, at the start')
  // The page has given up its right to ask by now; what it asked for before comes in all the same.
  letGo()
  await page.getByRole('heading', { name: 'History of this case' }).waitFor()
  assert.equal(await page.getByText(PART).count(), 0)
})

test('a page of the rest is drawn as soon as it is there', async ({ page, open, expectNoAxe }) => {
  const { letGo } = await keepBack(page)
  await startForm(page, open, ASSESSMENT)
  await page.getByRole('link', { name: 'Check your answers', exact: true }).click()
  await arriveAt(page, PAGE)
  await expectNoAxe()
  letGo()
  await arriveAt(page, 'Check your answers')
})

for (const [what, answer, fault] of [
  ['is not there', (route) => route.fulfill({ status: 404, contentType: 'text/plain', body: 'no' }), /404/],
  ['is of another version', async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, body: Buffer.concat([await response.body(), Buffer.from([0, 2, 1, 0x61])]) })
  }, /integrity|digest/i],
]) {
  test(`where the rest ${what}, forms are filled in all the same, and the page says what to do`, { expects: [fault, /rest-\w+\.wasm/] }, async ({ page, open, expectNoAxe }) => {
    await page.route(REST, answer)
    await startCase(page, open)
    await page.getByText(NO_PART).first().waitFor()
    await expectNoAxe()
    await openForm(page, ASSESSMENT)
    await write(page, NAME, 'Robin Example')
    await waitUntilKept(page)
    await page.getByRole('link', { name: 'Check your answers', exact: true }).click()
    await arriveAt(page, NO_PAGE)
    await page.getByText('Everything that was saved is safe.').waitFor()
    await expectNoAxe()
    await page.unroute(REST)
    await page.reload()
    await arriveAt(page, 'Check your answers')
  })
}
