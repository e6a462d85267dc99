// Prints what the report of a full case costs in a real browser, on a processor made four times as slow: the script it
// takes to show it, and to write each of its files.
//
//   node bench/report.mjs --url http://127.0.0.1:8080/ [--times 11]
//
// The site has the feature `trials`. `cargo xtask bench` builds and serves it. Medians; nothing is asserted. The aim is
// that the page is shown in under one frame of a screen that draws 60 of them a second: 16.7 ms.

import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { launch } from '../tests/e2e/browser.mjs'
import {
  ASSESSMENT, BY_THE_PERSON, DAYS, OFTEN, REPORT, aboutThePerson, answerItems, arriveAt, backToCase, choose, goToSection,
  openForm, startForm, waitUntilKept,
} from '../tests/e2e/steps.mjs'

const SLOWER = 4
const TO_REPORT = 'Read, print or hand on the report'
const FILES = ['Save as a web page', 'Save as plain text', 'Save as a spreadsheet', 'Save as FHIR data', 'Save as a Word document']

const { values } = parseArgs({ options: { url: { type: 'string' }, times: { type: 'string', default: '11' } } })
const nTimes = Number(values.times)
if (!values.url || !Number.isInteger(nTimes) || nTimes < 1) {
  console.error('--url ADDRESS [--times N]')
  process.exit(2)
}

// Whoever started this may be killed: the browser ends then.
process.stdin.on('end', () => process.exit(1)).resume()

const browser = await launch()
try {
  const page = await (await browser.newContext({ locale: 'en-GB' })).newPage()
  await page.addInitScript(() => sessionStorage.setItem('mhtr-trials', 'open'))
  await fillIn(page)
  const cost = await costs(page)

  const shown = []
  for (let n = 0; n < nTimes; n += 1) {
    shown.push(await cost(async () => {
      await page.getByRole('link', { name: TO_REPORT }).click()
      await arriveAt(page, REPORT)
    }))
    await page.goBack()
    await page.getByRole('heading', { name: 'Forms for the court' }).waitFor()
  }
  row('shown', shown, '')

  await page.getByRole('link', { name: TO_REPORT }).click()
  await arriveAt(page, REPORT)
  for (const file of FILES) {
    const button = page.getByRole('button', { name: file, exact: true })
    if ((await button.count()) === 0) {
      console.log(`${file}: not on this page`)
      continue
    }
    const times = []
    let bytes
    for (let n = 0; n < nTimes; n += 1) {
      await button.click()
      times.push(await cost(async () => {
        const downloading = page.waitForEvent('download')
        await page.getByRole('button', { name: 'Save the copy' }).click()
        bytes = readFileSync(await (await downloading).path()).length
      }))
    }
    row(file, times, `${bytes} bytes`)
  }
} finally {
  await browser.close()
  // Waiting for its end would keep this program running.
  process.stdin.destroy()
}

/** An assessment with every question of its three measures answered, and the report that is made from it. */
async function fillIn(page) {
  const open = async () => {
    await page.goto(values.url)
    await page.locator('#start').waitFor({ state: 'detached' })
  }
  await startForm(page, open, ASSESSMENT)
  await aboutThePerson(page)
  for (const [measure, of, answer] of [['CORE-34', 34, OFTEN[1]], ['PHQ-9', 9, DAYS[1]], ['GAD-7', 7, DAYS[2]]]) {
    await goToSection(page, measure)
    await choose(page, `How is ${measure} being completed?`, BY_THE_PERSON)
    await answerItems(page, { of, answer: () => answer })
  }
  await backToCase(page)
  await openForm(page, REPORT)
  await waitUntilKept(page)
  await backToCase(page)
}

/** Runs a step on the slower processor: how many milliseconds of script, and of style and layout, it took. */
async function costs(page) {
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('Performance.enable')
  const now = async () => {
    const { metrics } = await cdp.send('Performance.getMetrics')
    const of = Object.fromEntries(metrics.map(({ name, value }) => [name, value * 1000]))
    return { script: of.ScriptDuration, layout: of.LayoutDuration + of.RecalcStyleDuration }
  }
  return async (step) => {
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
    const before = await now()
    await step()
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
    const after = await now()
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: 1 })
    return { script: after.script - before.script, layout: after.layout - before.layout }
  }
}

function row(what, times, more) {
  const of = (kind) => times.map((time) => time[kind]).sort((a, b) => a - b)[Math.floor(times.length / 2)].toFixed(1)
  console.log(`${what.padEnd(26)} script ${of('script').padStart(7)} ms  style and layout ${of('layout').padStart(7)} ms  ${more}`)
}
