// What a practitioner does with a vault, step by step.

import { ASSESSMENT, arriveAt, openForm, waitUntilKept, write } from './steps.mjs'

/** The first question of the assessment. */
export const NAME = 'What is the person’s full name?'

export const passphrase = (page, name) => page.getByLabel(name, { exact: true })

export const press = (page, name) => page.getByRole('button', { name, exact: true }).click()

/** From the first page to an empty vault; gives the words of the passphrase and the groups of the recovery code. */
export async function makeVault(page, open) {
  await open()
  await arriveAt(page, 'Make your vault')
  const words = (await page.getByText(/^[a-z-]+( [a-z-]+){4}$/).innerText()).trim()
  await passphrase(page, 'Type the five words').fill(words)
  await press(page, 'Continue')
  await arriveAt(page, 'Print your recovery code')
  const groups = await page.getByRole('list', { name: 'Recovery code' }).getByRole('listitem').allInnerTexts()
  await press(page, 'I have it on paper')
  for (const field of await page.getByRole('main').getByRole('textbox').all()) {
    const label = await field.evaluate((field) => field.labels[0].innerText)
    await field.fill(groups[Number(label.match(/\d+/)[0]) - 1].trim().toLowerCase())
  }
  await press(page, 'Make the vault')
  await arriveAt(page, 'Cases on this computer')
  return { words, groups }
}

/** A case for somebody of this name. */
export async function writeName(page, name) {
  await press(page, 'Start a new case')
  await arriveAt(page, 'New case')
  await openForm(page, ASSESSMENT)
  await write(page, NAME, name)
  await waitUntilKept(page)
}

/** At the door, with a vault there. */
export async function unlock(page, words) {
  await passphrase(page, 'Passphrase').fill(words)
  await press(page, 'Open')
}
