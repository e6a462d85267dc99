// The report as it leaves: on a screen, on paper and in files, each with a warning before it and a line in
// the history of the case after it.

import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from './harness.mjs'
import {
  ASSESSMENT, BY_THE_PERSON, DAYS, REPORT, aboutThePerson, alertBar, answerItems, arriveAt, backToCase, choose,
  focused, goToSection, openForm, pressByKeys, startForm, tabTo, waitUntilKept, write,
} from './steps.mjs'

const TIMEOUT = 240_000
const TO_REPORT = 'Read, print or hand on the report'
const THOUGHTS = '9 Thoughts that you would be better off dead or of hurting yourself in some way'
const PROBLEM = 'Main problem /difficulties (optional)'
const FORMULA = '=HYPERLINK("x")'

const WORD = 'Save as a Word document'
const WEB_PAGE = 'Save as a web page'
const TEXT = 'Save as plain text'
const COPY = 'Copy the text'
const ROWS = 'Save as a spreadsheet'
const FHIR = 'Save as FHIR data'

/** An assessment with a risk answer, and the report that is made from it. Nobody has signed it. */
async function fillIn(page, open, problem = FORMULA) {
  await startForm(page, open, ASSESSMENT)
  await aboutThePerson(page, { name: 'Robin Example', assessor: 'Jo Assessor' })
  await goToSection(page, 'PHQ-9')
  await choose(page, 'How is PHQ-9 being completed?', BY_THE_PERSON)
  await answerItems(page, { of: 8, answer: () => DAYS[1] })
  await choose(page, THOUGHTS, DAYS[1])
  await goToSection(page, 'About the intervention')
  await write(page, PROBLEM, problem)
  await backToCase(page)
  await openForm(page, REPORT)
  await waitUntilKept(page)
  await backToCase(page)
}

async function toReport(page) {
  await page.getByRole('link', { name: TO_REPORT }).click()
  await arriveAt(page, REPORT)
}

const warning = (page) => page.getByRole('dialog', { name: 'This copy will not be locked' })

/** Asks for a file, agrees, and gives its name and its bytes. */
async function save(page, way) {
  await page.getByRole('button', { name: way, exact: true }).click()
  const downloading = page.waitForEvent('download')
  await warning(page).getByRole('button', { name: 'Save the copy' }).click()
  const download = await downloading
  const bytes = readFileSync(await download.path(), way === WORD ? 'latin1' : 'utf8')
  await page.getByRole('status').filter({ hasText: `${download.suggestedFilename()} was given to the browser` }).waitFor()
  return { name: download.suggestedFilename(), bytes }
}

/** The words of each page of what a page prints. */
async function printed(page) {
  const folder = mkdtempSync(join(tmpdir(), 'report-'))
  try {
    const path = join(folder, 'report.pdf')
    writeFileSync(path, await page.pdf({ preferCSSPageSize: true }))
    const words = execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' })
    const size = execFileSync('pdfinfo', [path], { encoding: 'utf8' })
    assert.match(size, /Page size:.*\(A4\)/)
    return words.split('\f').slice(0, -1)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** That every page says which it is, of how many, of which record, and that it is a draft. */
function expectEveryPage(pages) {
  assert.ok(pages.length > 1, 'more than one page')
  pages.forEach((words, n) => {
    assert.match(words, new RegExp(`Page ${n + 1} of ${pages.length}`))
    assert.match(words, /^\s*Draft: not signed\n/, `page ${n + 1}`)
    const line = /Draft: not signed\. Robin Example\. Record [0-9a-f]{32}, revision \d+, made on \d+ \w+ \d{4}\./
    assert.match(words.replace(/\s+/g, ' '), line, `page ${n + 1}`)
  })
}

/** Hides or shows what is behind a dialog: axe takes it for a ground that the words of the dialog stand on. */
async function behind(page, visibility) {
  await page.evaluate((visibility) => {
    document.body.style.visibility = visibility
    document.querySelector('dialog[open]').style.visibility = 'visible'
  }, visibility)
}

/** What is on the clipboard, pasted as a person does: the page may not read it. */
async function pasted(page) {
  await page.evaluate(() => document.body.append(Object.assign(document.createElement('textarea'), { id: 'pasted' })))
  await page.locator('#pasted').focus()
  await page.keyboard.press('Control+V')
  return page.locator('#pasted').inputValue()
}

async function history(page) {
  const part = page.getByRole('region', { name: 'History of this case' })
  await part.getByRole('listitem').first().waitFor()
  return part.locator('li').evaluateAll((items) => items.map((item) => item.textContent))
}

test('the risk comes first, then the formulation and the scores, with where each came from', { timeout: TIMEOUT }, async ({ page, open, expectNoAxe }) => {
  await fillIn(page, open)
  await toReport(page)
  const headings = await page.getByRole('heading', { level: 2 }).allInnerTexts()
  assert.deepEqual(headings, ['Risk answers', 'Mental Health Treatment Requirement', 'Screening scores', 'Sign-off', 'About this document', 'Hand on this report'])
  const main = page.getByRole('main')
  await main.getByText('Draft: not signed', { exact: true }).filter({ visible: true }).first().waitFor()
  await main.getByRole('listitem').filter({ hasText: 'Thoughts that you would be better off dead' }).first().waitFor()
  assert.equal(await alertBar(page).count(), 1)
  await main.getByText(`Taken from “The person’s name” in ${ASSESSMENT}`).waitFor()
  const scores = page.getByRole('table', { name: /^PHQ-9 \(/ })
  assert.equal(await scores.getByRole('columnheader').count(), 7)
  assert.match(await scores.getByRole('row').nth(1).innerText(), /9.*0 to 27.*Mild/s)

  const answers = page.getByRole('table', { name: /^Answers to PHQ-9/ })
  assert.equal(await answers.count(), 0)
  await page.getByRole('checkbox', { name: 'Show the answers behind the scores' }).check()
  assert.equal(await answers.getByRole('row').count(), 1 + 10)
  assert.equal(await page.getByRole('heading', { name: 'Risk answers' }).count(), 1)

  await expectNoAxe()
  await page.setViewportSize({ width: 320, height: 640 })
  assert.equal(await page.evaluate(() => document.scrollingElement.scrollWidth <= innerWidth), true)
})

test('each file has a neutral name, and says that the report is a draft', { timeout: TIMEOUT }, async ({ page, open, context }) => {
  await context.grantPermissions(['clipboard-write'])
  await fillIn(page, open)
  await toReport(page)
  const files = {}
  for (const [way, ending] of [[WORD, 'docx'], [WEB_PAGE, 'html'], [TEXT, 'txt'], [ROWS, 'csv'], [FHIR, 'json']]) {
    const { name, bytes } = await save(page, way)
    assert.match(name, new RegExp(`^record-[0-9a-f]{8}-\\d+\\.${ending}$`))
    files[ending] = bytes
  }
  assert.match(files.docx, /^PK\x03\x04/)
  assert.match(files.docx, /word\/document\.xml/)
  assert.match(files.docx, /Draft: not signed/)
  assert.match(files.html, /^<!DOCTYPE html>/)
  assert.doesNotMatch(files.html, /<script|src=|href=|url\(|@import/)
  assert.match(files.html, /<p class="report-mark">Draft: not signed<\/p>/)
  assert.match(files.txt, /^Responsible Clinician's Report\n=+\n\nDraft: not signed\. Robin Example\./)
  assert.ok(files.txt.indexOf('Risk answers') < files.txt.indexOf('Screening scores'))
  assert.ok(files.csv.startsWith('\uFEFF"record","revision","standing"'))
  assert.match(files.csv, /"draft"/)
  assert.ok(files.csv.includes(`"'=HYPERLINK(""x"")"`), 'a formula is words')
  assert.doesNotMatch(files.csv, /"=HYPERLINK/)
  const bundle = JSON.parse(files.json)
  assert.equal(bundle.type, 'document')
  assert.equal(bundle.entry[0].resource.status, 'preliminary')

  await page.getByRole('button', { name: COPY, exact: true }).click()
  await warning(page).getByRole('button', { name: 'Copy the text now' }).click()
  await page.getByRole('status').filter({ hasText: 'The text is on the clipboard' }).waitFor()
  assert.equal(await pasted(page), files.txt)

  await page.getByRole('link', { name: 'Back to the case' }).click()
  const lines = await history(page)
  const what = lines.map((line) => line.replace(/^.*?: /, ''))
  assert.deepEqual(what.slice(0, 6), [
    'Text of the report copied, not locked',
    'Report saved as FHIR data, not locked',
    'Answers and scores saved as a spreadsheet, not locked',
    'Report saved as plain text, not locked',
    'Report saved as a web page, not locked',
    'Report saved as a Word document, not locked',
  ])
  assert.equal(what.at(-1), 'Case started')
  assert.match(lines[0], /^\d+ \w+ \d{4}/)
})

test('nothing is written before the warning was agreed to', { timeout: TIMEOUT }, async ({ page, open, expectNoAxe }) => {
  await fillIn(page, open)
  await toReport(page)
  let n = 0
  page.on('download', () => { n += 1 })
  for (const [way, says] of [[WEB_PAGE, /The browser puts it into its downloads folder/], [COPY, /clipboard history/], [FHIR, /the answers of every form of this case/]]) {
    const button = page.getByRole('button', { name: way, exact: true })
    await button.click()
    const words = await warning(page).innerText()
    assert.match(words, says)
    assert.match(words, /This report is a draft/)
    assert.match(words, /It is not encrypted/)
    assert.match(words, /Then (delete it|copy something else)/)
    await behind(page, 'hidden')
    await expectNoAxe('dialog')
    await behind(page, '')
    if (way === WEB_PAGE) await page.keyboard.press('Escape')
    else await warning(page).getByRole('button', { name: 'Cancel: write nothing' }).click()
    await warning(page).waitFor({ state: 'hidden' })
    assert.equal((await focused(page)).words, way, 'the keyboard is back')
  }
  assert.equal(n, 0)
  await page.getByRole('link', { name: 'Back to the case' }).click()
  assert.ok((await history(page)).every((line) => !line.includes('not locked')))
})

test('a browser without a clipboard shows the text, and one that takes no file says what to do', { timeout: TIMEOUT }, async ({ page, open, expectNoAxe }) => {
  await page.addInitScript(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }))
  await fillIn(page, open)
  await toReport(page)
  await page.getByRole('button', { name: COPY, exact: true }).click()
  await warning(page).getByRole('button', { name: 'Copy the text now' }).click()
  const text = page.getByRole('textbox', { name: 'Text of the report' })
  assert.match(await text.inputValue(), /^Responsible Clinician's Report\n/)
  // Of the alerts that stay in view, axe cannot tell what passes below them.
  await page.evaluate(() => window.scrollTo(0, 0))
  await expectNoAxe()
  await page.getByRole('button', { name: 'Close the text' }).click()
  await text.waitFor({ state: 'detached' })

  await page.evaluate(() => { URL.createObjectURL = () => { throw new Error('refused') } })
  await page.getByRole('button', { name: TEXT, exact: true }).click()
  await warning(page).getByRole('button', { name: 'Save the copy' }).click()
  await page.getByRole('alert').filter({ hasText: 'The browser did not take the file' }).waitFor()
})

test('every printed page says which it is and of which record, from the app and from the file', { timeout: TIMEOUT }, async ({ page, open, context }) => {
  await fillIn(page, open, 'A long story. '.repeat(300))
  await toReport(page)
  await page.getByRole('checkbox', { name: 'Show the answers behind the scores' }).check()
  const pages = await printed(page)
  expectEveryPage(pages)
  const all = pages.join('\n')
  for (const chrome of ['MHTR forms', 'Saved on this computer', 'Hand on this report', 'Back to the case', 'Show the answers']) {
    assert.ok(!all.includes(chrome), chrome)
  }
  const { bytes } = await save(page, WEB_PAGE)
  const file = await context.newPage()
  await file.setContent(bytes)
  expectEveryPage(await printed(file))

  await page.getByRole('link', { name: 'Back to the case' }).click()
  const lines = await history(page)
  assert.match(lines[0], /Report saved as a web page/)
  assert.match(lines[1], /Printing asked for/)
  // Numbers of pages belong to the report alone.
  const others = await printed(page)
  assert.doesNotMatch(others.join('\n'), /Page 1 of/)
})

test('with the keyboard alone', { timeout: TIMEOUT }, async ({ page, open }) => {
  await fillIn(page, open)
  await pressByKeys(page, TO_REPORT)
  await arriveAt(page, REPORT)
  await pressByKeys(page, 'Hand on this report')
  assert.equal((await focused(page)).words, 'Hand on this report')
  await tabTo(page, WEB_PAGE, (at) => at.words === WEB_PAGE, 5)
  await page.keyboard.press('Enter')
  assert.equal((await focused(page)).words, 'This copy will not be locked')
  await tabTo(page, 'cancel', (at) => at.words === 'Cancel: write nothing', 2)
  await tabTo(page, 'agree', (at) => at.words === 'Save the copy', 2)
  const downloading = page.waitForEvent('download')
  await page.keyboard.press('Enter')
  assert.match((await downloading).suggestedFilename(), /\.html$/)
  assert.equal((await focused(page)).words, WEB_PAGE)
})

test('where the program for Word does not arrive, it says what to do', { expects: [/ERR_FAILED/], timeout: TIMEOUT }, async ({ page, open, context }) => {
  await context.route('**/programs/**', (route) => route.abort())
  await fillIn(page, open)
  await toReport(page)
  await page.getByRole('button', { name: WORD, exact: true }).click()
  await warning(page).getByRole('button', { name: 'Save the copy' }).click()
  await page.getByRole('alert').filter({ hasText: 'The part that writes Word documents did not arrive. Nothing was saved.' }).waitFor()
  await page.getByRole('link', { name: 'Back to the case' }).click()
  assert.ok((await history(page)).every((line) => !line.includes('not locked')))
})
