// A practitioner's own vault: made, locked, opened, backed up, lost and found again.

import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from './harness.mjs'
import { ASSESSMENT, arriveAt, openForm, waitUntilKept, write } from './steps.mjs'
import { NAME, makeVault, passphrase, press, unlock, writeName } from './vault-steps.mjs'

const LOCKED = { vault: 'none', timeout: 180_000 }
const valueOf = (page, name) => page.getByRole('textbox', { name, exact: true }).inputValue()

test('a vault is made, locked and opened again at the very place, and never with a wrong passphrase', LOCKED, async ({ page, open, expectNoAxe }) => {
  const { words, groups } = await makeVault(page, open)
  await expectNoAxe()
  await writeName(page, 'Robin Example')
  await press(page, 'Lock now')
  await passphrase(page, 'Passphrase').waitFor()
  assert.equal((await page.locator('html').innerHTML()).includes('Robin'), false, 'nothing about anybody is in the page')
  await expectNoAxe()
  await unlock(page, 'not the passphrase at all')
  await page.getByText('That passphrase does not open this vault').first().waitFor()
  await unlock(page, words)
  await arriveAt(page, 'About this assessment')
  assert.equal(await valueOf(page, NAME), 'Robin Example')

  // The recovery code opens it too, and gives it another passphrase.
  await page.reload()
  await press(page, 'I have forgotten the passphrase')
  await page.getByRole('textbox', { name: 'Recovery code', exact: true }).fill(groups.join(' ').toLowerCase())
  const next = (await page.getByText(/^[a-z-]+( [a-z-]+){4}$/).innerText()).trim()
  await passphrase(page, 'Type the five words').fill(next)
  await press(page, 'Open and use the new passphrase')
  await arriveAt(page, 'About this assessment')
  await page.reload()
  await unlock(page, words)
  await page.getByText('That passphrase does not open this vault').first().waitFor()
  await unlock(page, next)
  await arriveAt(page, 'About this assessment')
  assert.equal(await valueOf(page, NAME), 'Robin Example')
})

test('a backup has everything, and opens on a computer that has nothing', LOCKED, async ({ page, open, context }) => {
  const { words } = await makeVault(page, open)
  await writeName(page, 'Robin Example')
  await open('#/')
  await unlock(page, words)
  await page.getByRole('link', { name: 'Look after your vault and save a backup' }).click()
  await arriveAt(page, 'Your vault')
  const [download] = await Promise.all([page.waitForEvent('download'), press(page, 'Save a backup')])
  const file = await readFile(await download.path())
  assert.match(download.suggestedFilename(), /^mhtr-forms-\d{4}-\d\d-\d\d\.vault$/)
  assert.equal(file.includes('Robin'), false, 'the backup is sealed')

  const elsewhere = await context.browser().newContext({ locale: 'en-GB' })
  const other = await elsewhere.newPage()
  await other.goto(page.url().replace(/#.*/, ''))
  await arriveAt(other, 'Make your vault')
  await press(other, 'Open a backup file')
  await other.locator('input[type=file]').setInputFiles({ name: 'a.vault', mimeType: 'application/octet-stream', buffer: file.subarray(0, file.length - 9) })
  await passphrase(other, 'Passphrase of the backup').fill(words)
  await press(other, 'Open the backup')
  await other.getByText('That backup file is damaged or not complete.').first().waitFor()
  await other.locator('input[type=file]').setInputFiles({ name: 'a.vault', mimeType: 'application/octet-stream', buffer: file })
  await press(other, 'Open the backup')
  await other.getByRole('link', { name: 'Robin Example' }).waitFor()
  await elsewhere.close()
})

test('a client who has the device sees their own form and nothing else, until the passphrase is given', LOCKED, async ({ page, open }) => {
  const { words } = await makeVault(page, open)
  await writeName(page, 'Robin Example')
  await page.getByRole('link', { name: 'MHTR forms' }).click()
  await arriveAt(page, 'Cases on this computer')
  await writeName(page, 'Sam Other')
  await press(page, 'Hand the device to the person')
  await page.getByText('Give the device back to your worker').waitFor()
  for (const way of ['#/', '#/vault']) {
    await page.evaluate((way) => { location.hash = way }, way)
    await arriveAt(page, 'About this assessment')
    assert.equal(await valueOf(page, NAME), 'Sam Other')
  }
  assert.equal((await page.locator('html').innerHTML()).includes('Robin'), false, 'nobody else is in the page')
  assert.equal(await page.getByRole('button', { name: 'Lock now' }).count(), 0)
  await write(page, 'Where did it take place? (optional)', 'typed by the client')
  await waitUntilKept(page)
  await page.getByText('Give the device back to your worker').click()
  await passphrase(page, 'Worker’s passphrase').fill('a guess of the client')
  await press(page, 'Take the device back')
  await page.getByText('That passphrase does not open this vault').first().waitFor()
  await passphrase(page, 'Worker’s passphrase').fill(words)
  await press(page, 'Take the device back')
  await page.getByRole('heading', { name: 'Forms for the court' }).waitFor()
  await openForm(page, ASSESSMENT)
  assert.equal(await valueOf(page, 'Where did it take place? (optional)'), 'typed by the client')
  await page.getByRole('link', { name: 'MHTR forms' }).click()
  await page.getByRole('link', { name: 'Robin Example' }).waitFor()
})

test('a vault that nobody uses locks itself, after a warning', LOCKED, async ({ page, open }) => {
  await page.clock.install()
  await makeVault(page, open)
  await page.clock.runFor(275_000)
  const warning = page.getByRole('dialog')
  await warning.waitFor()
  // Second by second and no further than the lock: a clock that runs ahead of the disk would say that it does not answer.
  for (let second = 0; second < 40 && (await warning.isVisible()); second += 1) await page.clock.runFor(1_000)
  await passphrase(page, 'Passphrase').waitFor()
})

test('a machine that slept wakes up locked', LOCKED, async ({ page, open }) => {
  await page.clock.install()
  await makeVault(page, open)
  // The clock goes on and no timer runs, as while a laptop sleeps.
  await page.clock.fastForward(120_000)
  await passphrase(page, 'Passphrase').waitFor()
})
