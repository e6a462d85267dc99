// The steps people take through the pages, so that a journey reads as what a person does.

import assert from 'node:assert/strict'

export const ASSESSMENT = 'MHTR Practitioner Assessment'
export const CONSENT = 'Combined Consent'
export const REPORT = 'Responsible Clinician\'s Report'

export const BY_THE_PERSON = 'The person answers the questions on this screen'
export const FROM_PAPER = 'I copy the total from a paper form'

/** The positions of the answers of PHQ-9 and GAD-7, and of CORE-34. */
export const DAYS = ['Not at all', 'Several days', 'More than half the days', 'Nearly every day']
export const OFTEN = ['Not at all', 'Only occasionally', 'Sometimes', 'Often', 'Most or all the time']

export const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** Waits until the page's heading holds these words. */
export async function arriveAt(page, words) {
  await page.getByRole('heading', { level: 1, name: words }).waitFor()
}

export async function startCase(page, open) {
  await open()
  await page.getByRole('button', { name: 'Start a new case' }).click()
  await arriveAt(page, 'New case')
}

/** From the page of a case to the first section of one of its forms. */
export async function openForm(page, form) {
  await page.getByRole('main').getByRole('link', { name: form, exact: true }).click()
  await arriveAt(page, form)
  await page.getByRole('button', { name: 'Save and continue' }).waitFor()
}

/** Starts a case and the named form in it. */
export async function startForm(page, open, form) {
  await startCase(page, open)
  await openForm(page, form)
}

export async function backToCase(page) {
  await page.getByRole('link', { name: 'Back to the case' }).click()
  await page.getByRole('heading', { name: 'Forms for the court' }).waitFor()
}

export const navigation = (page) => page.getByRole('navigation', { name: 'Sections of this form' })

/** To another section of the form by the navigation beside it. */
export async function goToSection(page, section) {
  await navigation(page).getByRole('link', { name: new RegExp(`^${escaped(section)}`) }).click()
  await arriveAt(page, section)
}

export async function goToCheck(page) {
  await page.getByRole('link', { name: 'Check your answers', exact: true }).click()
  await arriveAt(page, 'Check your answers')
}

export async function saveAndContinue(page) {
  await page.getByRole('button', { name: 'Save and continue' }).click()
}

export const group = (page, question) => page.getByRole('group', { name: question, exact: true })

export async function choose(page, question, answer) {
  await group(page, question).getByRole('radio', { name: answer, exact: true }).check()
}

export async function write(page, question, words) {
  await page.getByRole('textbox', { name: question, exact: true }).fill(words)
}

/** Types a date into its three fields: '27 3 1987'. */
export async function writeDate(page, question, date) {
  const [day, month, year] = date.split(' ')
  const fields = group(page, question)
  await fields.getByRole('textbox', { name: 'Day' }).fill(day)
  await fields.getByRole('textbox', { name: 'Month' }).fill(month)
  await fields.getByRole('textbox', { name: 'Year' }).fill(year)
}

export async function dateAt(page, question) {
  const fields = group(page, question)
  const parts = ['Day', 'Month', 'Year'].map((name) => fields.getByRole('textbox', { name }).inputValue())
  return (await Promise.all(parts)).join(' ')
}

/** The first section of the assessment, as `answers` says or in the usual way. */
export async function aboutThePerson(page, answers = {}) {
  await write(page, 'What is the person’s full name?', answers.name ?? 'Robin Example')
  await writeDate(page, 'What is the person’s date of birth?', answers.birth ?? '27 3 1987')
  await write(page, 'Who is carrying out the assessment?', answers.assessor ?? 'Jo Assessor')
  await writeDate(page, 'When did the assessment take place?', answers.date ?? '2 1 2026')
}

/**
 * Answers the items of a measure on the page: `answer(n)` is the answer to item `n`, or nothing.
 * An item is found by its number, since its words belong to the measure.
 */
export async function answerItems(page, { of, answer }) {
  for (let n = 1; n <= of; n += 1) {
    const words = answer(n)
    if (words === undefined) continue
    const item = page.getByRole('group', { name: new RegExp(`^${n} \\D`) })
    await item.getByRole('radio', { name: words, exact: true }).check()
  }
}

/** The cells of a row of the scores: score, range, meaning, cut-off. */
export async function scoresOf(page, measure) {
  const name = page.getByRole('rowheader', { name: measure, exact: true })
  const row = page.getByRole('table', { name: 'Scores' }).getByRole('row').filter({ has: name })
  const cells = await row.getByRole('cell').allInnerTexts()
  return cells.map((cell) => cell.replace(/\s+/g, ' ').trim())
}

/** The words of the error summary's links, once it stands there. */
export async function errorsOf(page) {
  const summary = page.getByRole('alert').filter({ has: page.getByRole('heading', { name: 'There is a problem' }) })
  await summary.waitFor()
  return summary.getByRole('link').allInnerTexts()
}

export async function expectNoErrors(page) {
  assert.equal(await page.getByRole('heading', { name: 'There is a problem' }).count(), 0, 'no error summary')
}

/** Waits until the page says that everything done is kept. */
export async function waitUntilKept(page) {
  await page.getByRole('banner').getByText('Saved on this computer', { exact: true }).waitFor()
}

/** The answer beside a question on the page that checks or shows a form. */
export async function answerBeside(page, question) {
  const term = page.getByRole('term').filter({ hasText: new RegExp(`^\\s*${escaped(question)}\\s*$`) })
  return (await term.first().locator('xpath=following-sibling::dd[1]').innerText()).trim()
}

/** The words of the alert bar's links; none where no alert stands. */
export const alertBar = (page) => page.getByRole('region', { name: /^Risk: / })

/** What has the keyboard: its words, or those of its label, and the group it is in. */
export function focused(page) {
  return page.evaluate(() => {
    const at = document.activeElement
    const text = (element) => element?.innerText?.replace(/\s+/g, ' ').trim() ?? ''
    return {
      tag: at.tagName.toLowerCase(),
      type: at.type ?? '',
      words: at.labels?.length ? text(at.labels[0]) : text(at),
      group: text(at.closest('fieldset')?.querySelector('legend')),
      heading: text(at.querySelector?.('h2')),
    }
  })
}

/** Presses Tab until the keyboard is where `isThere` says; fails where it never comes. */
export async function tabTo(page, what, isThere, most = 60) {
  for (let n = 0; n < most; n += 1) {
    await page.keyboard.press('Tab')
    const at = await focused(page)
    if (isThere(at)) return at
  }
  assert.fail(`Tab did not lead to ${what} within ${most} presses`)
}

/** With keys only: to a group of radios, and its `n`th answer, counted from nought. */
export async function chooseByKeys(page, question, n) {
  await tabTo(page, question, (at) => at.type === 'radio' && at.group.startsWith(question))
  await page.keyboard.press('Space')
  for (let step = 0; step < n; step += 1) await page.keyboard.press('ArrowDown')
}

/** With keys only: types into a text field. */
export async function writeByKeys(page, question, words) {
  await tabTo(page, question, (at) => ['text', 'textarea'].includes(at.type) && at.words === question)
  await page.keyboard.type(words)
}

/** With keys only: a date into its three fields. */
export async function writeDateByKeys(page, question, date) {
  const [day, month, year] = date.split(' ')
  await tabTo(page, question, (at) => at.type === 'text' && at.group.startsWith(question) && at.words === 'Day')
  await page.keyboard.type(day)
  await page.keyboard.press('Tab')
  await page.keyboard.type(month)
  await page.keyboard.press('Tab')
  await page.keyboard.type(year)
}

/** With keys only: a button or a link. */
export async function pressByKeys(page, name, most) {
  await tabTo(page, name, (at) => ['button', 'a'].includes(at.tag) && at.words.startsWith(name), most)
  await page.keyboard.press('Enter')
}
