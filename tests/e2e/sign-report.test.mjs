// The report is decided and signed, and what was signed stands.

import assert from 'node:assert/strict'
import { test } from './harness.mjs'
import {
  ASSESSMENT, BY_THE_PERSON, DAYS, REPORT, aboutThePerson, arriveAt, backToCase, choose, errorsOf, goToSection, navigation,
  openForm, startForm, waitUntilKept, write, writeDate,
} from './steps.mjs'

const TIMEOUT = 240_000
const DECISION = 'Decision and signature'
const TOLD = 'Who was told'
const sign = async (page) => {
  // A signature takes no gesture before the button has been in view for a moment.
  await page.waitForTimeout(700)
  await page.getByRole('button', { name: 'Sign', exact: true }).click()
}
const versions = (page) => page.getByRole('region', { name: 'Versions of this report' })

/** A case with an assessment, and a report with its rows filled in, on the page of the decision. */
async function fillIn(page, open) {
  await startForm(page, open, ASSESSMENT)
  await aboutThePerson(page)
  await goToSection(page, 'PHQ-9')
  await choose(page, 'How is PHQ-9 being completed?', BY_THE_PERSON)
  await choose(page, '1 Little interest or pleasure in doing things', DAYS[1])
  await backToCase(page)
  await openForm(page, REPORT)
  await writeDate(page, 'Date', '2 1 2026')
  await write(page, 'Consent of defendant to assessment and treatment gained?', 'Yes')
  await write(page, 'Problem and formulation', 'Low mood.')
  await write(page, 'Recommendations to court from Responsible Clinician', 'An MHTR.')
  await write(page, 'Risk Information', 'None known.')
  await waitUntilKept(page)
  await backToCase(page)
  await page.getByRole('link', { name: 'Read, print or hand on the report' }).click()
  await page.getByRole('button', { name: 'Decide and sign' }).click()
  await arriveAt(page, DECISION)
}

async function decide(page) {
  await choose(page, 'Decision to treat or decline', 'Treat')
  await write(page, 'Reasons for the decision', 'A primary care need.')
  await write(page, 'Named clinician', 'Sam Lead')
  await write(page, 'Who wrote this report?', 'Jo Assessor')
  await choose(page, 'What is their role?', 'Clinical Lead')
  await write(page, 'Type your name to sign', 'Jo Assessor')
}

test('nobody signs without a decision, its reasons, and a supervisor where one is needed', { timeout: TIMEOUT }, async ({ page, open, expectNoAxe }) => {
  await fillIn(page, open)
  const answers = page.getByRole('group', { name: 'Decision to treat or decline', exact: true }).getByRole('radio', { checked: true })
  assert.equal(await answers.count(), 0, 'nothing is decided beforehand')
  await page.getByText('You sign version 1 of this report, about Robin Example').waitFor()
  await write(page, 'Who wrote this report?', 'Jo Assessor')
  await choose(page, 'What is their role?', 'Assistant Psychologist')
  await write(page, 'Type your name to sign', 'Jo Assessor')
  await sign(page)
  assert.deepEqual(await errorsOf(page), [
    'Select the decision', 'Enter the reasons for the decision', 'Enter the named clinician', 'Enter the supervisor’s name',
    'Enter the supervisor’s registration status', 'Enter the supervisor’s job title',
  ])
  await expectNoAxe()
  assert.equal(await page.getByText(/^Version 1, signed on/).count(), 0)
  await choose(page, 'Decision to treat or decline', 'Decline')
  await write(page, 'Reasons for the decision', 'Needs secondary care.')
  await write(page, 'Named clinician', 'Sam Lead')
  await sign(page)
  await page.getByRole('link', { name: 'Enter the supervisor’s name' }).waitFor()
  assert.deepEqual(await errorsOf(page), [
    'Enter the supervisor’s name', 'Enter the supervisor’s registration status', 'Enter the supervisor’s job title',
  ])
  await write(page, 'Name', 'Sam Lead')
  await write(page, 'Registration status', 'HCPC PYL00000')
  await write(page, 'Job title', 'Clinical Psychologist')
  await sign(page)
  await page.getByText(/^Version 1, signed on .+ by Jo Assessor \(Assistant Psychologist\)$/).waitFor()
  await expectNoAxe()
})

test('what was signed stands: a changed source is told beside it, and a change is a new version', { timeout: TIMEOUT }, async ({ page, open, expectNoAxe }) => {
  await fillIn(page, open)
  await decide(page)
  await sign(page)
  await page.getByText(/^Version 1, signed on/).waitFor()
  const fingerprint = await page.getByText(/^Fingerprint: [0-9a-f]{64}$/).innerText()
  assert.equal(await page.getByRole('textbox', { name: 'Reasons for the decision' }).isDisabled(), true, 'what is signed is closed')
  await navigation(page).getByRole('link', { name: /Mental Health Treatment Requirement/ }).click()
  await page.getByText('This report is signed. Its answers are closed.').waitFor()
  assert.equal(await page.getByRole('textbox', { name: 'Risk Information' }).isDisabled(), true)
  await expectNoAxe()
  await waitUntilKept(page)
  await backToCase(page)
  await versions(page).getByText('Nobody is noted as told yet').waitFor()
  await versions(page).getByRole('link', { name: 'Note who was told' }).click()
  await arriveAt(page, TOLD)
  await write(page, 'Who in Probation was told?', 'Lee Fir')
  await writeDate(page, 'On which day?', '2 1 2026')
  await write(page, 'Who told them?', 'Jo Assessor')
  await backToCase(page)
  await versions(page).getByText('Told: Lee Fir, 2 January 2026').waitFor()
  assert.equal(await versions(page).getByText('Changed since signed').count(), 0)

  await openForm(page, ASSESSMENT)
  await goToSection(page, 'PHQ-9')
  await choose(page, '1 Little interest or pleasure in doing things', DAYS[3])
  await backToCase(page)
  await versions(page).getByText('Changed since signed').waitFor()
  const row = versions(page).getByRole('row').filter({ hasText: 'Little interest' })
  assert.deepEqual(await row.getByRole('cell').allInnerTexts(), [DAYS[1], DAYS[3]])
  assert.equal(await versions(page).getByText(fingerprint).count(), 1, 'the signed report is as it was')
  await expectNoAxe()

  await page.getByRole('main').getByRole('link', { name: REPORT, exact: true }).click()
  await page.getByRole('button', { name: 'Change answers' }).click()
  await page.getByRole('link', { name: 'Change this report' }).click()
  await arriveAt(page, DECISION)
  await page.getByRole('button', { name: 'Change this report' }).click()
  await page.getByText('Version 1 stays as it was signed, and is marked as replaced.').waitFor()
  await page.getByRole('button', { name: 'Yes, begin version 2' }).click()
  await page.getByText('You sign version 2 of this report').waitFor()
  await write(page, 'Reasons for the decision', 'Other reasons.')
  await backToCase(page)
  await versions(page).getByText(/^Replaced on .+ by version 2, which is a draft and not signed$/).waitFor()
  await openForm(page, REPORT)
  await goToSection(page, DECISION)
  await write(page, 'Type your name to sign', 'Jo Assessor')
  await sign(page)
  await page.getByText(/^Version 2, signed on/).waitFor()
  await waitUntilKept(page)
  await page.reload()
  await page.getByText(/^Version 2, signed on/).waitFor()
  await backToCase(page)
  await versions(page).getByText(/^Replaced on .+ by version 2$/).waitFor()
  await versions(page).getByText('This version stands').waitFor()
  await versions(page).getByRole('link', { name: 'Read version 1' }).click()
  await arriveAt(page, REPORT)
  await page.getByText('A primary care need.').waitFor()
  assert.equal(await page.getByText('Other reasons.').count(), 0, 'the old version says what it said')
  await expectNoAxe()
  await page.getByRole('link', { name: 'Back to the case' }).click()
  assert.equal(await versions(page).getByText(fingerprint).count(), 1)
  assert.equal(await versions(page).getByText('Changed since signed').count(), 0, 'version 2 says what the forms say')
  await versions(page).getByText('Nobody is noted as told yet').waitFor()
})

test('on a small screen nothing is cut off', { timeout: TIMEOUT }, async ({ page, open, expectNoAxe }) => {
  await fillIn(page, open)
  await page.setViewportSize({ width: 320, height: 640 })
  await decide(page)
  await sign(page)
  await page.getByText(/^Version 1, signed on/).waitFor()
  const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  assert.equal(await overflow(), 0)
  await expectNoAxe()
  await backToCase(page)
  assert.equal(await overflow(), 0)
  await expectNoAxe()
})
