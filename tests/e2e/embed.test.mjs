// A form in a page of somebody else's, under that page's own strict policy: it is filled in, checks itself, tells the page
// what was answered, and takes part in the page's own form.

import assert from 'node:assert/strict'
import { baseUrl, test } from './harness.mjs'
import { answerPhq9, answersOf, openHost, told } from './embedding.mjs'

const PHQ9 = '<mhtr-form id="a" questionnaire="phq-9"></mhtr-form>'

test('one tag draws a form, and the page is told every answer and the scores', async ({ page }) => {
  await openHost(page, PHQ9)
  const form = page.locator('mhtr-form')
  await answerPhq9(form)
  const changes = await told(page, 'change')
  assert.equal(changes.length, 10)
  assert.equal(changes.at(-1).response.status, 'in-progress')
  await form.getByRole('button', { name: 'Finish' }).click()
  await form.getByRole('status').filter({ hasText: 'This form is finished.' }).waitFor()
  const [{ response, scores, alerts, violations }, ...more] = await told(page, 'complete')
  assert.equal(more.length, 0)
  assert.equal(response.resourceType, 'QuestionnaireResponse')
  assert.equal(response.status, 'completed')
  assert.match(response.questionnaire, /^urn:mhtr-forms:questionnaire:phq-9\|/)
  assert.equal(Object.keys(answersOf(response)).filter((id) => /^phq-9\.\d$/.test(id)).length, 9)
  const [{ rows, ...score }] = scores
  assert.deepEqual(score, {
    measure: 'phq-9', instrument: 'PHQ-9', from: 'items', total: 9, lowest: 0, highest: 27, prorated: false, severity: 'mild', caseness: false,
    riskFlags: [9], riskUnanswered: [],
  })
  assert.equal(rows[0].name, 'PHQ-9')
  assert.equal(alerts.length, 1, 'question 9 calls for action')
  assert.equal(alerts[0].linkId, 'phq-9.9')
  assert.deepEqual(violations, [])
  assert.deepEqual(await told(page, 'error'), [])
  // Another answer, and it is not finished any more.
  await form.getByRole('group', { name: /^1 \D/ }).getByRole('radio', { name: 'Not at all' }).check()
  await form.getByText('This form is finished.').waitFor({ state: 'detached' })
  const now = await page.evaluate(() => { const form = document.querySelector('mhtr-form'); return [form.isFinished, form.value.status, form.scores[0].total] })
  assert.deepEqual(now, [false, 'in-progress', 8])
})

test('what is left blank is no nought', async ({ page }) => {
  await openHost(page, PHQ9)
  const form = page.locator('mhtr-form')
  await answerPhq9(form, (n) => (n === 5 ? 'Several days' : 'Not at all'))
  const scored = async () => {
    const [{ total, prorated }] = await page.evaluate(() => document.querySelector('mhtr-form').scores)
    return { total, prorated }
  }
  const clear = (n) => form.getByRole('button', { name: new RegExp(`\\b${n} \\D`) }).click()
  await clear(3)
  await clear(4)
  assert.deepEqual(await scored(), { total: 1, prorated: true })
  await clear(5)
  assert.deepEqual(await scored(), { total: null, prorated: false })
  // The button that took the answer back leads to its question, within the form.
  const at = await page.evaluate(() => document.querySelector('mhtr-form').shadowRoot.activeElement?.closest('fieldset').querySelector('legend').textContent)
  assert.match(at, /^\s*5 \D/)
})

test('an answer that calls for action stands at the top, unless the person has the screen', async ({ page }) => {
  await openHost(page, `${PHQ9}<mhtr-form id="b" questionnaire="phq-9" with-client></mhtr-form>`, { forms: 2 })
  const [worker, client] = [page.locator('#a'), page.locator('#b')]
  for (const form of [worker, client]) await answerPhq9(form, () => 'Several days')
  const bar = worker.getByRole('region', { name: /^Risk: / })
  await bar.getByRole('link').click()
  const at = await page.evaluate(() => document.getElementById('a').shadowRoot.activeElement.closest('fieldset').querySelector('legend').textContent)
  assert.match(at, /^\s*9 \D/)
  assert.equal(await client.getByRole('region', { name: /^Risk: / }).count(), 0)
  assert.equal((await page.evaluate(() => document.getElementById('b').alerts)).length, 1, 'the page is told all the same')
})

test('several forms on a page are answered apart, though their ids are the same', async ({ page }) => {
  await openHost(page, `${PHQ9}<mhtr-form id="b" questionnaire="phq-9"></mhtr-form><mhtr-form id="c" questionnaire="gad-7"></mhtr-form>`, { forms: 3 })
  await answerPhq9(page.locator('#a'), () => 'Nearly every day')
  await answerPhq9(page.locator('#b'), () => 'Not at all')
  // A label names the field of its own form.
  await page.locator('#b').getByText('I read the questions aloud and enter the answers').click()
  const [a, b, c] = await page.evaluate(() => ['a', 'b', 'c'].map((id) => document.getElementById(id)).map(({ value, scores }) => ({ value, total: scores[0].total })))
  assert.deepEqual([a.total, b.total, c.total], [27, 0, null])
  assert.equal(answersOf(a.value)['phq-9.how'], 'self')
  assert.equal(answersOf(b.value)['phq-9.how'], 'read-aloud')
})

test('what is wrong is said beside the question and at the top, and its link leads there', async ({ page, expectNoAxe }) => {
  await openHost(page, PHQ9)
  const form = page.locator('mhtr-form')
  await form.getByRole('button', { name: 'Finish' }).click()
  const summary = form.getByRole('alert').filter({ hasText: 'There is a problem' })
  await summary.waitFor()
  const focused = () => page.evaluate(() => { const at = document.querySelector('mhtr-form').shadowRoot.activeElement; return at?.id || at?.className })
  assert.equal(await focused(), 'govuk-error-summary')
  await expectNoAxe()
  const link = summary.getByRole('link')
  const target = (await link.getAttribute('href')).slice(1)
  await link.click()
  assert.equal(await focused(), target)
  assert.equal(new URL(page.url()).hash, '', 'the address of the page is its own')
  const field = form.getByRole('group', { name: /How is PHQ-9 being completed/ })
  const described = await field.evaluate((field) => field.getAttribute('aria-describedby').split(' ').map((id) => field.getRootNode().getElementById(id).textContent).join(' '))
  assert.match(described, /Choose|Select|How/)
  assert.deepEqual(await told(page, 'complete'), [])
})

test('nothing of the look of the page reaches into the form', async ({ page }) => {
  await openHost(page, PHQ9)
  const label = page.locator('mhtr-form').getByText('It is not completed')
  const look = await label.evaluate((label) => {
    const { fontStyle, fontSize, letterSpacing, textTransform, borderTopWidth, color } = getComputedStyle(label)
    return { fontStyle, fontSize, letterSpacing, textTransform, borderTopWidth, color }
  })
  assert.deepEqual(look, { fontStyle: 'normal', fontSize: '18px', letterSpacing: 'normal', textTransform: 'none', borderTopWidth: '0px', color: 'rgb(22, 33, 31)' })
  const outside = await page.evaluate(() => [...document.styleSheets].length + document.adoptedStyleSheets.length)
  assert.equal(outside, 1, 'and nothing of the form reaches out')
})

for (const colorScheme of ['light', 'dark']) {
  test(`the theme is the one that was asked for, where the person prefers ${colorScheme}`, { colorScheme }, async ({ page, expectNoAxe }) => {
    await openHost(page, ['auto', 'light', 'dark'].map((theme) => `<mhtr-form id="${theme}" questionnaire="gad-7" theme="${theme}"></mhtr-form>`).join(''), { forms: 3 })
    const ground = (id) => page.locator(`#${id}`).evaluate((form) => getComputedStyle(form.shadowRoot.querySelector('.app-embed:last-child')).backgroundColor)
    const light = 'rgb(251, 251, 249)'
    const dark = 'rgb(18, 24, 26)'
    assert.deepEqual(await Promise.all(['auto', 'light', 'dark'].map(ground)), [colorScheme === 'dark' ? dark : light, light, dark])
    await expectNoAxe()
    await page.locator('#light').evaluate((form) => { form.theme = 'dark'; form.style.setProperty('--f-bg', 'rgb(0, 0, 40)') })
    assert.equal(await ground('light'), 'rgb(0, 0, 40)', 'the page may set any token')
  })
}

test('it is a control of the form round it: sent when it is in order, and not before', async ({ page }) => {
  await openHost(page, '<form id="own"><fieldset id="group"><mhtr-form id="a" name="answers" questionnaire="phq-9" no-finish></mhtr-form><button>Send</button><button type="reset">Reset</button></fieldset></form>')
  await page.evaluate(() => {
    document.getElementById('own').addEventListener('submit', (event) => { event.preventDefault(); window.sent = new FormData(event.target).get('answers') })
  })
  const form = page.locator('mhtr-form')
  assert.equal(await form.getByRole('button', { name: 'Finish' }).count(), 0)
  const send = page.getByRole('button', { name: 'Send' })
  await send.click()
  await form.getByText('There is a problem').waitFor()
  const state = await page.evaluate(() => { const form = document.getElementById('a'); return { quiet: form.checkValidity(), words: form.validationMessage, sent: window.sent, own: document.getElementById('own').elements.answers === form } })
  assert.equal(state.quiet, false)
  assert.equal(state.sent, undefined)
  assert.equal(state.own, true)
  assert.match(state.words, /PHQ-9/)
  await answerPhq9(form)
  await send.click()
  const sent = JSON.parse(await page.evaluate(() => window.sent))
  assert.equal(answersOf(sent)['phq-9.how'], 'self')
  // Closed with the fieldset round it, and open again.
  await page.evaluate(() => { document.getElementById('group').disabled = true })
  assert.equal(await form.getByRole('radio').first().isDisabled(), true)
  await page.evaluate(() => { document.getElementById('group').disabled = false })
  assert.equal(await form.getByRole('radio').first().isDisabled(), false)
  await page.getByRole('button', { name: 'Reset' }).click()
  await page.waitForFunction(() => document.getElementById('a').scores[0].from === 'not-started')
  assert.equal(await form.getByRole('radio', { checked: true }).count(), 0)
})

test('it starts with the answers the page gives, and says what has no place in it', async ({ page }) => {
  await openHost(page, PHQ9)
  const form = page.locator('mhtr-form')
  await answerPhq9(form, () => 'Nearly every day')
  const value = await page.evaluate(() => document.querySelector('mhtr-form').value)
  await page.evaluate((value) => {
    const other = document.createElement('mhtr-form')
    other.id = 'b'
    other.questionnaire = 'phq-9'
    other.response = value
    document.querySelector('main').append(other)
  }, value)
  const other = page.locator('#b')
  await other.getByRole('heading', { level: 2 }).waitFor()
  assert.equal(await page.evaluate(() => document.getElementById('b').scores[0].total), 27)
  await page.evaluate((value) => { document.getElementById('b').response = { ...value, item: [...value.item, { linkId: 'no-such', answer: [{ valueString: 'kept safe' }] }] } }, value)
  await other.getByText('no-such: kept safe').waitFor()
  await page.evaluate(() => { document.getElementById('b').response = { resourceType: 'Bundle' } })
  await other.getByText('The answers that this form was to start with could not be read.').waitFor()
  const [error] = await told(page, 'error')
  assert.equal(error.reason, 'response')
  assert.equal(await page.evaluate(() => document.getElementById('b').scores[0].from), 'not-started')
})

test('a questionnaire can be given as it is, or by an address on the origin of the script', async ({ page }) => {
  await openHost(page, '<mhtr-form id="a" questionnaire="forms/gad-7/questionnaire.json"></mhtr-form><mhtr-form id="b" questionnaire="http://elsewhere.example/q.json"></mhtr-form><mhtr-form id="c"></mhtr-form>')
  await page.locator('#a').getByRole('heading', { name: 'GAD-7' }).waitFor()
  await page.locator('#b').getByText('The form is at an address that is not used from here.').waitFor()
  await page.evaluate(() => {
    document.getElementById('c').questionnaire = {
      resourceType: 'Questionnaire', status: 'draft', title: 'Two questions',
      item: [
        { linkId: 'name', type: 'string', text: 'Your name', required: true },
        { linkId: 'born', type: 'date', text: 'Your date of birth' },
      ],
    }
  })
  const form = page.locator('#c')
  await form.getByRole('textbox', { name: 'Your name' }).fill('Robin')
  await form.getByRole('textbox', { name: 'Day' }).fill('31')
  await form.getByRole('textbox', { name: 'Month' }).fill('2')
  await form.getByRole('textbox', { name: 'Year' }).fill('1990')
  await form.getByRole('button', { name: 'Finish' }).click()
  await form.getByText('There is a problem').waitFor()
  await form.getByRole('textbox', { name: 'Day' }).fill('28')
  await form.getByRole('button', { name: 'Finish' }).click()
  await form.getByText('This form is finished.').waitFor()
  const [{ response }] = await told(page, 'complete')
  assert.deepEqual(answersOf(response), { name: 'Robin', born: '1990-02-28' })
})

test('a long form is shown part by part, and the keyboard goes with it', async ({ page }) => {
  await openHost(page, '<mhtr-form id="a" questionnaire="combined-consent" variant="plain"></mhtr-form>')
  const form = page.locator('mhtr-form')
  assert.match(await form.getByRole('heading', { level: 3 }).first().innerText(), /Part 1 of/i)
  for (let n = 0; n < 8; n += 1) {
    await form.getByRole('button', { name: /^(Continue|Finish)$/ }).click()
    if (await form.getByText('There is a problem').count() > 0) break
    const at = await page.evaluate(() => document.querySelector('mhtr-form').shadowRoot.activeElement?.tagName)
    assert.equal(at, 'H3', 'the heading of the next part')
  }
  await form.getByText('There is a problem').waitFor()
  assert.deepEqual(await page.locator('mhtr-form').getByText(/^\[[a-z.-]+\]$/).allInnerTexts(), [], 'there are words for everything')
})

for (const [width, height] of [[1280, 900], [768, 1024], [320, 640]]) {
  test(`the example holds two forms, without a fault, ${width} pixels wide`, { viewport: { width, height } }, async ({ page, expectNoAxe }) => {
    await page.goto(new URL('embed/example.html', baseUrl).href)
    for (const id of ['alone', 'within']) await page.locator(`#${id}`).getByRole('heading', { level: 2 }).waitFor()
    await page.locator('#within').getByRole('group', { name: /^9 \D/ }).waitFor()
    await expectNoAxe()
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth) <= width)
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/embed-${width}.png`, fullPage: true })
  })
}

const EASY = '<mhtr-form id="a" questionnaire="combined-consent" variant="easy-read" with-client></mhtr-form>'

for (const [width, height] of [[1280, 900], [320, 640]]) {
  test(`easy read goes step by step, with pictures, ${width} pixels wide`, { viewport: { width, height } }, async ({ page, expectNoAxe }) => {
    await openHost(page, EASY)
    const form = page.locator('mhtr-form')
    const step = () => form.getByRole('heading', { level: 3 }).innerText()
    const [first, of] = (await step()).match(/Step 1 of (\d+)/i)
    assert.ok(Number(of) > 5, first)
    const drawn = await form.locator('.app-picture').first().evaluate((picture) => { const { width, height } = picture.querySelector('use').getBBox(); return width > 0 && height > 0 })
    assert.ok(drawn, 'the picture is found within the form')
    await expectNoAxe()
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/embed-easy-${width}.png`, fullPage: true })
    await form.getByRole('button', { name: 'Next' }).click()
    assert.match(await step(), /Step 2 of/i)
    assert.deepEqual(await form.getByText(/^\[[a-z.-]+\]$/).allInnerTexts(), [], 'there are words for everything')
    assert.ok(await page.evaluate(() => document.querySelector('mhtr-form').shadowRoot.querySelector('.app-embed:last-child').scrollWidth) <= width)
  })
}

test('nobody is stopped by a question that is not on their screen', async ({ page }) => {
  await openHost(page, '<mhtr-form id="a"></mhtr-form>', { forms: 0 })
  await page.evaluate(() => {
    const form = document.getElementById('a')
    form.questionnaire = {
      resourceType: 'Questionnaire', status: 'draft', title: 'Two people',
      item: [
        { linkId: 'mine', type: 'string', text: 'What I say', required: true },
        { linkId: 'yours', type: 'string', text: 'What the worker saw', required: true, extension: [{ url: 'urn:mhtr-forms:extension:worker-only', valueBoolean: true }] },
      ],
    }
    form.withClient = true
  })
  const form = page.locator('mhtr-form')
  await form.getByRole('textbox', { name: 'What I say' }).fill('That is enough')
  assert.equal(await form.getByRole('textbox').count(), 1)
  await form.getByRole('button', { name: 'Finish' }).click()
  await form.getByText('This form is finished.').waitFor()
  const [{ response, violations }] = await told(page, 'complete')
  assert.equal(response.status, 'in-progress', 'it is not complete without the other')
  assert.deepEqual(violations.map(({ linkId, isForOthers }) => [linkId, isForOthers]), [['yours', true]])
  assert.equal(await page.evaluate(() => document.getElementById('a').checkValidity()), true)
  // For the worker it is there, and wanted.
  await page.evaluate(() => { document.getElementById('a').withClient = false })
  await form.getByRole('textbox', { name: 'What the worker saw' }).waitFor()
  assert.equal(await page.evaluate(() => document.getElementById('a').checkValidity()), false)
})

/** Where the keyboard is, within the form or beside it. */
const keyboardAt = (page) => page.evaluate(() => {
  let at = document.activeElement
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement
  const text = (element) => element?.textContent.replace(/\s+/g, ' ').trim() ?? ''
  return { tag: at.localName, type: at.type ?? '', words: at.labels?.length ? text(at.labels[0]) : text(at), group: text(at.closest('fieldset:not(.app-whole-page)')?.querySelector('legend')), ring: getComputedStyle(at).outlineStyle }
})

test('it is filled in with the keyboard alone, in one line with the page round it', async ({ page }) => {
  await openHost(page, `<p><a href="#before">Before</a></p>${PHQ9}<p><a href="#after">After</a></p>`)
  const tabTo = async (isThere) => {
    for (let n = 0; n < 40; n += 1) {
      await page.keyboard.press('Tab')
      const at = await keyboardAt(page)
      if (isThere(at)) return at
    }
    return assert.fail('the keyboard does not come there')
  }
  await tabTo((at) => at.words === 'Before')
  // Too early: the keyboard is led to what is wrong, and from there to the question.
  await tabTo((at) => at.words === 'Finish')
  await page.keyboard.press('Enter')
  await page.waitForFunction(() => document.querySelector('mhtr-form').shadowRoot.activeElement?.className === 'govuk-error-summary')
  await tabTo((at) => at.tag === 'a')
  await page.keyboard.press('Enter')
  assert.equal((await keyboardAt(page)).type, 'radio')
  await page.keyboard.press('Space')
  for (let n = 1; n <= 9; n += 1) {
    await tabTo((at) => at.type === 'radio' && at.group.startsWith(`${n} `))
    await page.keyboard.press('Space')
    await page.keyboard.press('ArrowDown')
  }
  await tabTo((at) => at.words === 'Finish')
  await page.keyboard.press('Enter')
  await page.locator('mhtr-form').getByText('This form is finished.').waitFor()
  const [{ scores }] = await told(page, 'complete')
  assert.equal(scores[0].total, 9)
  const at = await tabTo((at) => at.words === 'After')
  assert.equal(at.tag, 'a', 'and out of it again')
})

test('the bar of alerts covers nothing that has the keyboard', { viewport: { width: 320, height: 640 } }, async ({ page }) => {
  await openHost(page, PHQ9)
  const form = page.locator('mhtr-form')
  await answerPhq9(form)
  const covered = []
  for (let n = 0; n < 16; n += 1) {
    await page.keyboard.press('Shift+Tab')
    const words = await page.evaluate(() => {
      const root = document.querySelector('mhtr-form').shadowRoot
      const at = root.activeElement
      if (!at || at.closest('.app-alert-bar')) return ''
      const bar = root.querySelector('.app-alert-bar').getBoundingClientRect()
      return at.getBoundingClientRect().top < bar.bottom && bar.top <= 0 ? at.closest('fieldset, div').textContent.slice(0, 40) : ''
    })
    if (words) covered.push(words)
  }
  assert.deepEqual(covered, [])
})
