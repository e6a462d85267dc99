// The screens of the vault by themselves, in the gallery: what each asks for, refuses and keeps. They
// open nothing here; what is behind them is tested where it is.

import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from './harness.mjs'
import { startCase } from './steps.mjs'

const OTHER_WORDS = 'violet ladder apron comet thaw'

/** Shows one example of the gallery alone. */
async function show(page, open, component, name) {
  await open(`#/gallery/${component}`)
  await page.getByRole('link', { name, exact: true }).click()
  await page.locator('#gallery-example').waitFor()
}

const heading = (page, name) => page.getByRole('heading', { level: 1, name }).waitFor()
const press = (page, name) => page.getByRole('button', { name, exact: true }).click()
const field = (page, label) => page.getByLabel(label, { exact: true })

/** What the error summary says; it has the focus. */
async function summary(page) {
  const found = page.locator(':focus').getByRole('listitem')
  await found.first().waitFor()
  return found.allInnerTexts()
}

test('a vault is made in three steps, and going back keeps what was given', async ({ page, open, expectNoAxe }) => {
  await show(page, open, 'new_vault_page', 'the first vault')
  await heading(page, /Make your vault/)
  await press(page, 'Continue')
  assert.deepEqual(await summary(page), ['Enter the five words'])
  await field(page, 'Type the five words').fill(OTHER_WORDS)
  await press(page, 'Continue')
  assert.match((await summary(page)).join(), /must be the same as above/)
  await expectNoAxe()
  await press(page, 'Use other words')
  await page.getByText(OTHER_WORDS).waitFor()
  assert.equal(await field(page, 'Type the five words').inputValue(), '')
  await field(page, 'Type the five words').fill(OTHER_WORDS)
  await page.keyboard.press('Enter')

  await heading(page, /Print your recovery code/)
  assert.ok(await page.locator('h1:focus').count(), 'the keyboard is at the new heading')
  await expectNoAxe()
  await press(page, 'Back')
  assert.equal(await field(page, 'Type the five words').inputValue(), OTHER_WORDS)
  await press(page, 'Continue')
  await press(page, 'I have it on paper')

  await heading(page, /Check the code on paper/)
  await field(page, 'Group 2').fill('xwm8zr')
  await field(page, 'Group 5').fill('JD6PB')
  await press(page, 'Make the vault')
  assert.match((await summary(page)).join(), /^Group 5 is not the same/)
  await expectNoAxe()
  await press(page, 'Show the code again')
  await press(page, 'I have it on paper')
  assert.equal(await field(page, 'Group 2').inputValue(), 'xwm8zr')
  await field(page, 'Group 5').fill('JD6PA')
  await press(page, 'Make the vault')
  await page.getByText('Making the keys').waitFor()
})

test('a passphrase of one’s own is long enough, not a common one, and typed twice', async ({ page, open, expectNoAxe }) => {
  await show(page, open, 'new_vault_page', 'the first vault')
  await press(page, 'Choose my own')
  const own = field(page, 'Your own passphrase')
  await page.waitForFunction(() => document.activeElement?.id === 'new-passphrase')
  await press(page, 'Continue')
  assert.deepEqual(await summary(page), ['Enter a passphrase'])
  await own.fill('eleven char')
  await press(page, 'Continue')
  assert.deepEqual(await summary(page), ['Your passphrase must have at least 12 characters'])
  await own.fill('passwordpassword')
  await press(page, 'Continue')
  assert.match((await summary(page)).join(), /Many people use this passphrase/)
  await own.fill('a horse of my own ')
  await field(page, 'The same passphrase again').fill('a horse of my own')
  await press(page, 'Continue')
  assert.match((await summary(page)).join(), /two passphrases must be the same/)
  await expectNoAxe()
  await field(page, 'The same passphrase again').fill('a horse of my own ')
  await press(page, 'Continue')
  await heading(page, /Print your recovery code/)
})

test('the locked screen asks for what is missing and says each problem in its own words', async ({ page, open, expectNoAxe }) => {
  await show(page, open, 'unlock_page', 'several vaults')
  await press(page, 'Open')
  assert.deepEqual(await summary(page), ['Select your vault', 'Enter your passphrase'])
  await page.getByRole('radio', { name: 'Quiet tortoise' }).check({ force: true })
  await page.getByText('damaged in every copy').waitFor()
  assert.equal(await field(page, 'Passphrase').count(), 0, 'nothing is asked for in vain')
  await page.getByRole('radio', { name: 'Amber heron' }).check({ force: true })
  await field(page, 'Passphrase').waitFor()
  await press(page, 'I have forgotten the passphrase')
  await heading(page, 'Open the vault with the recovery code')
  assert.ok(await page.getByRole('radio', { name: 'Amber heron' }).isChecked(), 'the vault stays chosen')
  await press(page, 'Open and use the new passphrase')
  assert.deepEqual(await summary(page), ['Enter the recovery code', 'Enter the five words'])
  await expectNoAxe()
  await press(page, 'Back')
  await press(page, 'Open a backup file')
  await press(page, 'Open the backup')
  assert.deepEqual(await summary(page), ['Select a backup file', 'Enter the passphrase of the backup'])
  await expectNoAxe()

  const said = new Set()
  for (const name of ['a wrong passphrase', 'too little memory', 'damaged lock information', 'a vault whose data is missing', 'a browser without randomness']) {
    await show(page, open, 'unlock_page', name)
    const [what, todo] = await summary(page)
    assert.ok(todo, `${name}: it says what to do`)
    said.add(what)
  }
  assert.equal(said.size, 5, 'no two problems are told in the same words')
})

test('what came of trying is told on its own screen only', async ({ page, open }) => {
  await show(page, open, 'unlock_page', 'a wrong passphrase')
  await page.getByText('There is a problem').waitFor()
  for (const other of ['Open a backup file', 'I have forgotten the passphrase']) {
    await press(page, other)
    await page.getByRole('button', { name: 'Back', exact: true }).waitFor()
    assert.equal(await page.getByText('There is a problem').count(), 0, other)
    await press(page, 'Back')
    await page.getByText('There is a problem').waitFor()
  }
})

test('after wrong tries the button waits', async ({ page, open }) => {
  await show(page, open, 'unlock_page', 'a pause after wrong tries')
  assert.ok(await page.getByRole('button', { name: 'Open', exact: true }).isDisabled())
  const read = page.getByRole('status').filter({ hasText: 'Wait 30 seconds' })
  await read.waitFor({ state: 'attached' })
})

test('data that is gone is never a welcome', async ({ page, open }) => {
  for (const [name, title] of [
    ['damaged data', 'The data on this computer is damaged'],
    ['missing data', 'The data on this computer is missing'],
    ['missing lock information', 'The lock information is missing'],
  ]) {
    await show(page, open, 'trouble_page', name)
    await heading(page, title)
    await page.getByRole('heading', { name: 'Open a backup file' }).waitFor()
    assert.equal(await page.getByText('Make your vault').count(), 0)
  }
})

test('looking after the vault: each task is on a screen of its own', async ({ page, open, expectNoAxe }) => {
  await show(page, open, 'vault_settings_page', 'a backup that differs')
  await press(page, 'Take in a backup')
  await heading(page, 'What the backup holds')
  const rows = await page.getByRole('term').allInnerTexts()
  assert.deepEqual(rows, ['3 cases', '1 case', '1 case', '2 cases', '1 case'])
  await expectNoAxe()

  await show(page, open, 'vault_settings_page', 'a backup with nothing new')
  await press(page, 'Take in a backup')
  await page.getByText('nothing that is not here already').waitFor()
  assert.deepEqual(await page.getByRole('term').allInnerTexts(), ['12 cases'], 'what there is none of is left out')
  assert.equal(await page.getByRole('button', { name: 'Take it in' }).count(), 0)

  await show(page, open, 'vault_settings_page', 'safe')
  await press(page, 'Change the passphrase')
  await press(page, 'Change the passphrase')
  assert.deepEqual(await summary(page), ['Enter your passphrase', 'Enter the five words'])
  await field(page, 'Your passphrase until now').waitFor()
  await expectNoAxe()
  await press(page, 'Back to your vault')
  await press(page, 'Make a new recovery code')
  await press(page, 'Make a new code')
  assert.deepEqual(await summary(page), ['Enter your passphrase'])
  await expectNoAxe()

  await show(page, open, 'vault_settings_page', 'a new recovery code')
  await press(page, 'Make a new recovery code')
  await heading(page, 'Print your recovery code')
})

test('a copy of a case holds that case alone, after the risk was named', async ({ page, open, expectNoAxe }) => {
  await startCase(page, open)
  const first = page.url().split('/').pop()
  await page.getByRole('link', { name: 'All cases' }).click()
  await page.getByRole('button', { name: 'Start a new case' }).click()
  await heading(page, 'New case')
  const second = page.url().split('/').pop()
  assert.notEqual(first, second)
  await press(page, 'Remove this case from this computer')
  await press(page, 'Save a copy of everything held about this person')
  assert.equal(await page.getByRole('button', { name: 'Remove the case' }).count(), 0, 'one thing is asked at a time')
  await page.getByText('it is not encrypted').waitFor()
  assert.match(await page.locator(':focus').innerText(), /it is not encrypted/, 'the keyboard is at the warning')
  await expectNoAxe()
  const [download] = await Promise.all([page.waitForEvent('download'), press(page, 'Save the copy')])
  assert.equal(download.suggestedFilename(), 'case-copy.json')
  const copy = JSON.parse(await readFile(await download.path(), 'utf8'))
  assert.deepEqual(copy.map(({ id }) => id), [second])
})
