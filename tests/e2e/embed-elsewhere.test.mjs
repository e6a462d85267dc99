// The folder embed/ on another origin than the page: what its server has to send, and what the page has to allow, are what
// embed/README.md says, and no less will do.

import assert from 'node:assert/strict'
import { createServer, request } from 'node:http'
import { after, before } from 'node:test'
import { baseUrl, test } from './harness.mjs'
import { answerPhq9, told } from './embedding.mjs'

const TOLD = `
window.told = []
for (const type of ['change', 'complete', 'error']) {
  addEventListener(type, (event) => event.target.localName === 'mhtr-form' && window.told.push({ type, detail: event.detail }), true)
}
`

/** The page's server, and one that hands out the folder with the headers that another origin needs. */
let page
let folder

const listen = async (answer) => {
  const server = createServer(answer)
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { server, origin: `http://127.0.0.1:${server.address().port}` }
}

before(async () => {
  folder = await listen((asked, answer) => {
    request(new URL(asked.url.slice(1), baseUrl), { headers: { 'Accept-Encoding': 'identity' } }, (given) => {
      answer.writeHead(given.statusCode, { ...given.headers, 'access-control-allow-origin': page.origin, 'cross-origin-resource-policy': 'cross-origin' })
      given.pipe(answer)
    }).end()
  })
  page = await listen((asked, answer) => {
    const isScript = asked.url === '/told.js'
    const policy = `default-src 'none'; script-src 'self' ${folder.origin} 'wasm-unsafe-eval'; connect-src ${folder.origin}`
    answer.writeHead(200, { 'Content-Type': isScript ? 'text/javascript' : 'text/html', 'Content-Security-Policy': policy, 'Cross-Origin-Embedder-Policy': 'require-corp' })
    answer.end(isScript ? TOLD : `<!doctype html><html lang="en-GB"><title>Elsewhere</title><script src="/told.js"></script><script type="module" crossorigin src="${folder.origin}/embed/mhtr-form.js"></script><mhtr-form id="a" questionnaire="phq-9"></mhtr-form>`)
  })
})

after(() => {
  page.server.close()
  folder.server.close()
})

const OTHER = /^request to another origin: http:\/\/127\.0\.0\.1:\d+\/(told\.js|embed\/|$)/

test('from another origin it works with what its README asks for, without a violation', { expects: [OTHER] }, async ({ page: tab }) => {
  await tab.goto(`${page.origin}/`)
  const form = tab.locator('mhtr-form')
  await form.getByRole('heading', { level: 2 }).waitFor()
  await answerPhq9(form)
  await form.getByRole('button', { name: 'Finish' }).click()
  await form.getByText('This form is finished.').waitFor()
  assert.deepEqual(await told(tab, 'error'), [])
  // A questionnaire of the page's own origin is not the folder's.
  await form.evaluate((form) => form.setAttribute('questionnaire', '/own.json'))
  await form.getByText('The form is at an address that is not used from here.').waitFor()
})
