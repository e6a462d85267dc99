// The practitioner assessment: from a new case to its scores, and the alerts that must not be missed.

import assert from 'node:assert/strict'
import { test } from './harness.mjs'
import {
  ASSESSMENT, BY_THE_PERSON, DAYS, FROM_PAPER, OFTEN, REPORT, aboutThePerson, alertBar, answerBeside, answerItems,
  arriveAt, backToCase, choose, chooseByKeys, errorsOf, expectNoErrors, focused, goToCheck, goToSection, navigation,
  openForm, saveAndContinue, scoresOf, startForm, tabTo, write, writeDate,
} from './steps.mjs'

const CORE_RISK = [6, 9, 16, 22, 24, 34]
const PHQ_9 = '9 Thoughts that you would be better off dead or of hurting yourself in some way'
const CORE_16 = '16 I made plans to end my life'
const OUTCOMES = 'Psychometric Assessment Outcomes'
const RISK = 'Assessment of self-harm/suicide risk'
const SELF_HARM_NOW = 'Does the person have thoughts of self-harm at present?'
const RISK_QUESTIONS = [
  SELF_HARM_NOW,
  'Has the person had thoughts of self-harm in the past?',
  'Does the person have thoughts of suicide at present?',
  'Has the person had thoughts of suicide in the past?',
]

const howDone = (measure) => `How is ${measure} being completed?`
const nBands = (cell) => cell.replace(/\(.*$/, '').trim()

test('from a new case through the measures to exact scores', { timeout: 180_000 }, async ({ page, open }) => {
  await startForm(page, open, ASSESSMENT)
  await aboutThePerson(page)
  await saveAndContinue(page)
  await arriveAt(page, 'Introduction')
  await choose(page, 'Have you introduced yourself and the assessment? (optional)', 'Yes')
  await saveAndContinue(page)
  await arriveAt(page, 'CORE-34')

  // Eight of the 34 are reversed: "Only occasionally" gives 3 there and 1 elsewhere.
  await choose(page, howDone('CORE-34'), BY_THE_PERSON)
  await answerItems(page, { of: 34, answer: (n) => OFTEN[CORE_RISK.includes(n) ? 0 : 1] })
  await saveAndContinue(page)
  await arriveAt(page, 'PHQ-9')
  await choose(page, howDone('PHQ-9'), BY_THE_PERSON)
  await answerItems(page, { of: 9, answer: (n) => DAYS[[2, 3, 1, 2, 1, 2, 1, 2, 0][n - 1]] })
  await saveAndContinue(page)
  await arriveAt(page, 'GAD-7')

  // With the keyboard alone. A group is one stop of Tab; Space chooses, arrows move on.
  await page.getByRole('heading', { level: 1 }).focus()
  await chooseByKeys(page, howDone('GAD-7'), 0)
  for (const [n, answer] of [2, 1, 2, 1, 0, 3, 1].entries()) await chooseByKeys(page, `${n + 1} `, answer)
  await tabTo(page, 'Save and continue', (at) => at.words === 'Save and continue')
  await page.keyboard.press('Enter')
  await arriveAt(page, OUTCOMES)
  await page.waitForFunction(() => document.activeElement.tagName === 'H1')

  // 20 items of 1, 8 reversed of 3: 44 points; 440 / 34 = 12.94, and 440 / 28 = 15.71 without risk.
  const expected = {
    'CORE-34': ['12.9', '0 to 40', 'Mild'],
    Wellbeing: ['20.0', '0 to 40', ''],
    'Problems (symptoms)': ['10.0', '0 to 40', ''],
    Functioning: ['20.0', '0 to 40', ''],
    Risk: ['0.0', '0 to 40', ''],
    'All items except risk': ['15.7', '0 to 40', ''],
    'PHQ-9': ['14', '0 to 27', 'Moderate'],
    'GAD-7': ['10', '0 to 21', 'Moderate'],
  }
  for (const [measure, [score, scale, band]] of Object.entries(expected)) {
    const cells = await scoresOf(page, measure)
    assert.deepEqual([cells[0], cells[1], nBands(cells[2])], [score, scale, band], measure)
  }
  assert.match((await scoresOf(page, 'CORE-34'))[3], /At or above the cut-off of 10/)
  assert.match((await scoresOf(page, 'GAD-7'))[3], /At or above the cut-off of 8/)

  // The more often there is someone to turn to, the lower the score: 3 points of item 3 are gone.
  await goToSection(page, 'CORE-34')
  await choose(page, '3 I have felt I have someone to turn to for support when needed', OFTEN[4])
  await goToSection(page, OUTCOMES)
  assert.equal((await scoresOf(page, 'CORE-34'))[0], '12.1')
  assert.equal((await scoresOf(page, 'Functioning'))[0], '17.5')
  assert.equal(await alertBar(page).count(), 0, 'no answer so far raises an alert')

  const links = navigation(page).getByRole('link')
  assert.match(await links.filter({ hasText: 'GAD-7' }).innerText(), /Complete/)
  assert.match(await links.filter({ hasText: 'Outcome and next step' }).innerText(), /Not started/)
})

test('PHQ-9 item by item with the keyboard alone', async ({ page, open }) => {
  await startForm(page, open, 'PHQ-9')
  await chooseByKeys(page, howDone('PHQ-9'), 0)
  for (let n = 1; n <= 9; n += 1) await chooseByKeys(page, `${n} `, n <= 8 ? 3 : 0)
  await chooseByKeys(page, 'If you checked off any problems', 1)
  const chosen = await page.getByRole('radio', { checked: true }).count()
  assert.equal(chosen, 11, 'how it is done, nine items, and how difficult it made things')
  await tabTo(page, 'Save and continue', (at) => at.words === 'Save and continue')
  await page.keyboard.press('Enter')
  await arriveAt(page, 'Check your answers')
  const cells = await scoresOf(page, 'PHQ-9')
  assert.deepEqual([cells[0], nBands(cells[2])], ['24', 'Severe'])
})

/** An alert stands: in view at the foot of the page and on another section, named, and it makes the risk part required. */
async function expectAlert(page, { names, elsewhere }) {
  const bar = alertBar(page)
  await bar.waitFor()
  assert.match(await bar.innerText(), names)
  await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight))
  await page.waitForFunction(() => document.scrollingElement.scrollTop > 200)
  const box = await bar.boundingBox()
  assert.ok(box.y >= 0 && box.y + box.height <= page.viewportSize().height, 'the alert stays in view')
  await goToSection(page, elsewhere)
  assert.match(await alertBar(page).innerText(), names)
}

async function finish(page) {
  await goToCheck(page)
  await page.getByRole('button', { name: 'Finish this form' }).click()
  return errorsOf(page)
}

const DETAIL_ERROR = /^Enter the detailed assessment of this specific risk/
const PLAN_ERROR = /^Enter the crisis plan/

for (const { what, section, how, question, answer, harmless, elsewhere } of [
  { what: 'PHQ-9 item 9', section: 'PHQ-9', how: howDone('PHQ-9'), question: PHQ_9, answer: DAYS[1], harmless: DAYS[0], elsewhere: OUTCOMES },
  { what: 'CORE-34 item 16', section: 'CORE-34', how: howDone('CORE-34'), question: CORE_16, answer: OFTEN[1], harmless: OFTEN[0], elsewhere: OUTCOMES },
  { what: 'the interview', section: RISK, question: SELF_HARM_NOW, answer: 'Yes', harmless: 'No', elsewhere: 'Introduction' },
]) {
  test(`a critical answer in ${what} stays in view and makes the risk section required`, { viewport: { width: 1280, height: 500 } }, async ({ page, open }) => {
    await startForm(page, open, ASSESSMENT)
    await goToSection(page, section)
    if (how) await choose(page, how, BY_THE_PERSON)
    assert.equal(await alertBar(page).count(), 0)
    await choose(page, question, answer)
    const names = new RegExp(`${question.replace(/^\d+ /, '').replace('?', '\\?')}.*${answer}`, 's')
    await expectAlert(page, { names, elsewhere })

    // The alert leads to the answer.
    await alertBar(page).getByRole('link').click()
    await arriveAt(page, section)

    await goToSection(page, RISK)
    const needed = page.getByRole('textbox', { name: /^(Detailed assessment of this specific risk|Crisis plan)/ })
    for (const label of await needed.evaluateAll((fields) => fields.map((field) => field.labels[0].innerText))) {
      assert.doesNotMatch(label, /optional/, 'what an alert requires is not called optional')
    }
    const errors = await finish(page)
    assert.ok(errors.some((error) => DETAIL_ERROR.test(error)), `the detail is asked for: ${errors}`)
    assert.ok(errors.some((error) => PLAN_ERROR.test(error)), `the plan is asked for: ${errors}`)

    await page.getByRole('link', { name: 'Back to the form' }).click()
    await goToSection(page, section)
    await choose(page, question, harmless)
    await alertBar(page).waitFor({ state: 'detached' })
    const after = await finish(page)
    assert.ok(!after.some((error) => DETAIL_ERROR.test(error) || PLAN_ERROR.test(error)), 'nothing of it is left')
  })
}

test('declined, not asked, no and no answer are four different things', async ({ page, open }) => {
  await startForm(page, open, ASSESSMENT)
  await goToSection(page, RISK)
  const [now, past, suicideNow, suicidePast] = RISK_QUESTIONS
  await choose(page, now, 'No')
  await choose(page, past, 'Declined to answer')
  await choose(page, suicideNow, 'Not asked')
  await write(page, 'Why was a question about self-harm or suicide declined or not asked? (optional)', 'Too upset today.')
  assert.equal(await alertBar(page).count(), 0, 'none of them says yes')
  const errors = await finish(page)
  assert.ok(errors.includes('Select whether the person has had thoughts of suicide in the past'), `${errors}`)
  assert.ok(!errors.some((error) => /self-harm at present|self-harm in the past|suicide at present/.test(error)), 'the others are answered')
  assert.equal(await answerBeside(page, now), 'No')
  assert.equal(await answerBeside(page, past), 'Declined to answer')
  assert.equal(await answerBeside(page, suicideNow), 'Not asked')
  assert.match(await answerBeside(page, suicidePast), /^Not provided/)
})

test('a total from a paper form is checked, and marked wherever it appears', async ({ page, open }) => {
  await startForm(page, open, ASSESSMENT)
  await goToSection(page, 'PHQ-9')
  await choose(page, howDone('PHQ-9'), FROM_PAPER)
  await write(page, 'Total score on the paper form', '28')
  await choose(page, 'Was a risk question on PHQ-9 answered above ‘Not at all’?', 'No')
  await writeDate(page, 'Date the paper form was completed', '2 1 2026')
  await saveAndContinue(page)
  assert.deepEqual(await errorsOf(page), ['The total score on the paper form must be 27 or less'])
  await write(page, 'Total score on the paper form', '13.5')
  await saveAndContinue(page)
  assert.equal((await errorsOf(page)).length, 1, 'half points there are none')
  await write(page, 'Total score on the paper form', '13')
  await saveAndContinue(page)
  await arriveAt(page, 'GAD-7')

  const expectMarked = async () => {
    const cells = await scoresOf(page, 'PHQ-9')
    assert.equal(cells[0], '13')
    assert.match(cells[2], /Moderate.*Copied from a paper form/)
  }
  await goToSection(page, OUTCOMES)
  await expectMarked()
  await goToCheck(page)
  await expectMarked()
  await page.getByRole('link', { name: 'Back to the form' }).click()
  await backToCase(page)
  await openForm(page, REPORT)
  await expectMarked()
  const inWords = await page.getByRole('textbox', { name: /^Screening results in words/ }).inputValue()
  assert.match(inWords, /PHQ-9: 13 .*[Cc]opied from a paper form/)
})

test('an answer moves no other question on the page', async ({ page, open }) => {
  await startForm(page, open, ASSESSMENT)
  await goToSection(page, 'PHQ-9')
  await choose(page, howDone('PHQ-9'), BY_THE_PERSON)
  const next = page.getByRole('group', { name: /^2 \D/ })
  await next.scrollIntoViewIfNeeded()
  const before = await next.boundingBox()
  await answerItems(page, { of: 1, answer: () => DAYS[0] })
  await page.getByRole('button', { name: /^Clear this answer.* 1 / }).waitFor()
  assert.deepEqual(await next.boundingBox(), before, 'a finger on its way to it would hit something else')
})

test('one missing answer is made up for and marked, more give no number', async ({ page, open }) => {
  await startForm(page, open, ASSESSMENT)
  await goToSection(page, 'PHQ-9')
  await choose(page, howDone('PHQ-9'), BY_THE_PERSON)
  // Item 5 is missing: 8 answers of 1 are 8 points, times 9 / 8 is 9.
  await answerItems(page, { of: 9, answer: (n) => (n === 5 ? undefined : DAYS[n === 9 ? 0 : n === 8 ? 2 : 1]) })
  await goToSection(page, OUTCOMES)
  const cells = await scoresOf(page, 'PHQ-9')
  assert.equal(cells[0], '9')
  assert.match(cells[2], /Mild.*Pro-rated from 8 of 9 answers/)

  await goToSection(page, 'PHQ-9')
  for (const n of [1, 2]) {
    await page.getByRole('button', { name: new RegExp(`^Clear this answer.* ${n} `) }).click()
    const at = await focused(page)
    assert.match(at.group, new RegExp(`^${n} `), 'the keyboard stays at the question')
  }
  await goToSection(page, OUTCOMES)
  const [score, scale] = await scoresOf(page, 'PHQ-9')
  assert.deepEqual([score, scale], ['Not scored: 3 of 9 answers missing, at most 2 may be', ''])
  await expectNoErrors(page)
})
