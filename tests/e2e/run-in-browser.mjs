// Opens the page of a compiled test program (`xtask/site/src/browser_tests`), prints its report as it
// grows, and ends as the report ends. Arguments: the page's address, then words to choose tests by.

import { launch } from './browser.mjs'

const LONGEST_SILENCE = 180_000

const [address, ...words] = process.argv.slice(2)
const browser = await launch()
try {
  const page = await browser.newPage()
  page.on('pageerror', (error) => console.log(`error in the page: ${error.stack ?? error}`))
  page.on('crash', () => console.log('the page crashed'))
  await page.goto(`${address}#${encodeURIComponent(JSON.stringify(words))}`)

  let printed = 0
  let heardAt = Date.now()
  let isDone = false
  while (!isDone && Date.now() - heardAt < LONGEST_SILENCE) {
    await new Promise((resolve) => setTimeout(resolve, 50))
    const state = await page.evaluate(() => ({
      isDone: document.body?.dataset.isDone === 'true',
      report: document.getElementById('output')?.textContent ?? '',
    }))
    isDone = state.isDone
    if (state.report.length > printed) {
      process.stdout.write(state.report.slice(printed))
      printed = state.report.length
      heardAt = Date.now()
    }
    if (isDone) process.exitCode = /^test result: ok\./m.test(state.report) ? 0 : 1
  }
  if (!isDone) {
    console.log(`no word from the tests for ${LONGEST_SILENCE / 1000} s`)
    process.exitCode = 1
  }
} finally {
  await browser.close()
}
