// The first and the final scores of a case beside each other: taken on the screen, and read as words, as a chart and as
// a table, in every size, without colours and on paper.

import assert from 'node:assert/strict'
import { test } from './harness.mjs'
import {
  ASSESSMENT, BY_THE_PERSON, DAYS, FROM_PAPER, answerItems, arriveAt, backToCase, choose, goToSection, openForm,
  startCase, tabTo, waitUntilKept, write, writeDate,
} from './steps.mjs'

const HEADING = 'Change between first and final scores'
const titleOf = (measure) => `${measure}: first and final scores`
const link = (page) => page.getByRole('link', { name: HEADING })
const chart = (page, measure) => page.getByRole('img', { name: titleOf(measure) })

async function fromPaper(page, measure, total, date) {
  await choose(page, `How is ${measure} being completed?`, FROM_PAPER)
  await write(page, 'Total score on the paper form', total)
  await writeDate(page, 'Date the paper form was completed', date)
}

/** Takes the PHQ-9 and the GAD-7 on paper in spring and on the screen today, and goes to what changed. */
async function takeTwice(page, open) {
  await startCase(page, open)
  await openForm(page, ASSESSMENT)
  await goToSection(page, 'PHQ-9')
  await fromPaper(page, 'PHQ-9', '18', '3 3 2025')
  await goToSection(page, 'GAD-7')
  await fromPaper(page, 'GAD-7', '12', '3 3 2025')
  await waitUntilKept(page)
  await backToCase(page)
  assert.equal(await link(page).count(), 0, 'nothing was taken twice yet')
  for (const [measure, of, ticks] of [['PHQ-9', 9, [1, 1, 1, 1, 1, 0, 0, 0, 1]], ['GAD-7', 7, [1, 1, 0, 0, 0, 0]]]) {
    await openForm(page, measure)
    await choose(page, `How is ${measure} being completed?`, BY_THE_PERSON)
    await answerItems(page, { of, answer: (n) => DAYS[ticks[n - 1]] })
    await waitUntilKept(page)
    await backToCase(page)
  }
  await link(page).click()
  await arriveAt(page, HEADING)
}

/** What is said under a heading, line for line. */
async function factsOf(page, measure) {
  const heading = page.getByRole('heading', { name: titleOf(measure), exact: true })
  const list = heading.locator('xpath=following-sibling::ul[1]')
  return list.getByRole('listitem').allInnerTexts()
}

async function rowsOf(page, measure) {
  const table = page.getByRole('table', { name: `${measure}: every time it was taken` })
  const rows = await table.getByRole('row').all()
  const cells = rows.slice(1).map((row) => row.locator('th, td').allInnerTexts())
  return Promise.all(cells)
}

test('two scores of a measure stand beside each other in words, as a chart and as a table', { timeout: 180_000 }, async ({ page, open, expectNoAxe }) => {
  await takeTwice(page, open)
  const facts = await factsOf(page, 'PHQ-9')
  assert.equal(facts[0], 'First score: 18, on 3 March 2025.')
  assert.match(facts[1], /^Final score: 6, on \d+ \w+ \d{4}\.$/)
  assert.equal(facts[2], 'Difference from first to final: 12 lower.')
  assert.match(facts[4], /^Reliable improvement in the score: .* threshold of 6 /)
  assert.match(facts[5], /^Source of the threshold: NHS Talking Therapies/)
  assert.match(facts[6], /^The first score is at or above the cut-off of 10, and the final score is below it\./)
  assert.match(facts[8], /^That is reliable recovery of the score/)

  const drawn = chart(page, 'PHQ-9')
  assert.match(await drawn.locator('desc').textContent(), /A dashed line is at the cut-off of 10\./)
  const written = await drawn.locator('text').allTextContents()
  assert.ok(written.includes('18, 3 March 2025 (first), paper'), written.join(' | '))
  assert.ok(written.some((words) => /^6, .* \(final\)$/.test(words)), written.join(' | '))

  const [first, final] = await rowsOf(page, 'PHQ-9')
  assert.deepEqual(first.slice(0, 5), ['3 March 2025 (first)', '18', '0 to 27', 'Copied from a paper form', ASSESSMENT])
  assert.deepEqual(final.slice(1, 5), ['6', '0 to 27', 'Answered on screen', 'PHQ-9'])
  assert.match(final[5], /Risk question that calls for action: item 9/)
  assert.match((await rowsOf(page, 'GAD-7'))[1][5], /Pro-rated from 6 of 7 answers/)

  await page.getByRole('heading', { name: 'PHQ-9 and GAD-7 together' }).waitFor()
  await page.getByText('Reliable improvement taken together:').waitFor()
  await expectNoAxe()
})

test('a chart can be read on a small screen, in forced colours, in the dark and on paper', { timeout: 180_000 }, async ({ page, open }) => {
  await takeTwice(page, open)
  const drawn = chart(page, 'PHQ-9')
  for (const [width, height] of [[1280, 900], [768, 1024], [320, 640]]) {
    await page.setViewportSize({ width, height })
    const box = await drawn.boundingBox()
    assert.ok(box.x >= 0 && box.x + box.width <= width, `the chart is ${box.width} wide on ${width}`)
    const sheet = await page.evaluate(() => document.documentElement.scrollWidth)
    assert.ok(sheet <= width, 'nothing has to be scrolled sideways but a table')
    const texts = await drawn.locator('text').evaluateAll((all) => all.map((of) => {
      const { left, right, height } = of.getBoundingClientRect()
      return { words: of.textContent, left, right, height }
    }))
    for (const of of texts) {
      assert.ok(of.left >= box.x - 1 && of.right <= box.x + box.width + 1, `${of.words} is on the chart`)
      assert.ok(of.height >= 12, `${of.words} is ${of.height} high`)
    }
  }
  for (const media of [{ forcedColors: 'active' }, { forcedColors: 'none', colorScheme: 'dark' }, { colorScheme: 'light', media: 'print' }]) {
    await page.emulateMedia(media)
    const colours = await drawn.evaluate((svg) => {
      const of = (name, property) => getComputedStyle(svg.querySelector(name))[property]
      return { words: of('text', 'fill'), point: of('polygon', 'fill'), line: of('line', 'stroke'), page: getComputedStyle(svg).color }
    })
    assert.deepEqual([colours.words, colours.point, colours.line], [colours.page, colours.page, colours.page], JSON.stringify(media))
    assert.ok((await drawn.boundingBox()).height > 100, 'it is there')
  }
})

test('the page of the change is reached and left with the keyboard alone', { timeout: 180_000 }, async ({ page, open }) => {
  await takeTwice(page, open)
  await tabTo(page, 'Back to the case', (at) => at.words === 'Back to the case')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Forms for the court' }).waitFor()
  await tabTo(page, HEADING, (at) => at.words === HEADING)
  await page.keyboard.press('Enter')
  await arriveAt(page, HEADING)
})
