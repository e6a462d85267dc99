// Closing the window: what may be lost by it is asked about, and nothing else is.

import assert from 'node:assert/strict'
import { test } from './harness.mjs'
import { ASSESSMENT, arriveAt, startForm, waitUntilKept, write } from './steps.mjs'
import { NAME, press } from './vault-steps.mjs'

/** Closes the window as a person does, and gives the question that comes of it. */
async function asked(page) {
  const [dialog] = await Promise.all([page.waitForEvent('dialog'), page.close({ runBeforeUnload: true })])
  assert.equal(dialog.type(), 'beforeunload')
  await dialog.dismiss()
}

/** Closes the window, which nothing keeps from closing. */
async function closes(page) {
  await Promise.all([page.waitForEvent('close'), page.close({ runBeforeUnload: true })])
}

test('where a computer is not proven to keep data, closing with what is in no backup is asked about', async ({ page, open }) => {
  await startForm(page, open, ASSESSMENT)
  await write(page, NAME, 'Robin Example')
  await waitUntilKept(page)
  await asked(page)
  await page.evaluate(() => { location.hash = '#/vault' })
  await arriveAt(page, 'Your vault')
  await page.getByText('per cent is taken').waitFor()
  await Promise.all([page.waitForEvent('download'), press(page, 'Save a backup')])
  await page.getByText('The backup was saved and checked').waitFor()
  await closes(page)
})

test('what is newer than the backup is asked about again', async ({ page, open }) => {
  await startForm(page, open, ASSESSMENT)
  await write(page, NAME, 'Robin')
  await waitUntilKept(page)
  const form = page.url()
  await page.evaluate(() => { location.hash = '#/vault' })
  await arriveAt(page, 'Your vault')
  await Promise.all([page.waitForEvent('download'), press(page, 'Save a backup')])
  await page.getByText('The backup was saved and checked').waitFor()
  await page.evaluate((form) => { location.href = form }, form)
  await write(page, NAME, 'Robin Example')
  await waitUntilKept(page)
  await asked(page)
})

test('a window in which nothing was done closes', async ({ page, open }) => {
  await open()
  await arriveAt(page, 'Cases on this computer')
  await page.getByRole('heading', { level: 1 }).click()
  await closes(page)
})

test('a locked window closes', async ({ page, open }) => {
  await startForm(page, open, ASSESSMENT)
  await write(page, NAME, 'Robin Example')
  await waitUntilKept(page)
  // The vault of trials opens by itself where this is set.
  await page.evaluate(() => sessionStorage.clear())
  await press(page, 'Lock now')
  await page.getByRole('button', { name: 'Open', exact: true }).waitFor()
  await page.getByRole('heading', { level: 1 }).click()
  await closes(page)
})
