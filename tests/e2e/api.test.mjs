// The JavaScript module for developers, as they get it: installed from its package into an empty folder, typed, in Node
// and in a plain page of a browser, with worked cases and with anything but data.

import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { expected, given, moduleIn } from './api-vectors.mjs'
import { launch } from './browser.mjs'

const here = (path) => fileURLToPath(new URL(path, import.meta.url))
const made = process.env.API ?? here('../../target/api')
const { cases } = JSON.parse(readFileSync(here('fixtures/api-cases.json'), 'utf8'))
const form = (name) => readFileSync(here(`../../forms/${name}/questionnaire.json`), 'utf8')

let folder
let installed
let api

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'api-'))
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }')
  const [tarball] = readdirSync(made).filter((name) => name.endsWith('.tgz'))
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  execFileSync(npm, ['install', '--offline', '--no-audit', '--no-fund', '--loglevel=error', join(made, tarball)], { cwd: folder })
  installed = join(folder, 'node_modules/@mhtr-forms/api')
  api = await moduleIn(installed)
})

after(() => rmSync(folder, { recursive: true }))

test('api: the package holds what is needed and nothing else', () => {
  const files = readdirSync(made).filter((name) => !/\.(tgz|br|gz)$/.test(name))
  assert.deepEqual(readdirSync(installed).sort(), files.sort())
  const about = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'))
  assert.equal(about.dependencies, undefined)
  const lock = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8'))
  assert.deepEqual(Object.keys(lock.packages), ['', 'node_modules/@mhtr-forms/api'])
})

test('api: the package says whose work is compiled into it, and on what terms', () => {
  const notices = readFileSync(join(installed, 'THIRD-PARTY-LICENCES.txt'), 'utf8')
  for (const whose of [/^Rust's standard library/m, /^serde-wasm-bindgen \S+ \(MIT\): LICENSE$/m, /^rust_decimal \S+ \(MIT\): LICENSE$/m]) {
    assert.match(notices, whose)
  }
  // Of the screen and of the vault nothing is in it, and nothing of the machine that it was made on.
  assert.doesNotMatch(notices, /leptos|argon2|\/registry\/|\.cargo/)
})

test('api: TypeScript accepts a program that uses it and refuses each mistake', () => {
  cpSync(here('fixtures/api-consumer.ts'), join(folder, 'consumer.ts'))
  const tsc = here('node_modules/typescript/bin/tsc')
  const flags = ['--noEmit', '--strict', '--skipLibCheck', 'false', '--target', 'es2022', '--module', 'nodenext', '--lib', 'es2022,dom']
  const run = () => execFileSync(process.execPath, [tsc, ...flags, 'consumer.ts'], { cwd: folder, encoding: 'utf8' })
  try {
    assert.equal(run(), '')
  } catch (error) {
    assert.fail(error.stdout || error.message)
  }
})

test('api: a program that imports the package by its name runs in Node', () => {
  const program = `
    import { readFileSync } from 'node:fs'
    import { initSync, score } from '@mhtr-forms/api'
    initSync(readFileSync(new URL(import.meta.resolve('@mhtr-forms/api/api.wasm'))))
    console.log(score('GAD-7', { responses: { 1: 3, 2: 3, 3: 3, 4: 3, 5: 3, 6: 3, 7: 3 } }).severity)`
  writeFileSync(join(folder, 'program.mjs'), program)
  assert.equal(execFileSync(process.execPath, ['program.mjs'], { cwd: folder, encoding: 'utf8' }), 'severe\n')
})

test('api: a call before the start says what to do, and so does a start that fails', async () => {
  cpSync(installed, join(folder, 'fresh'), { recursive: true })
  const fresh = await import(pathToFileURL(join(folder, 'fresh/index.js')))
  for (const call of [
    () => fresh.measures(),
    () => fresh.score('PHQ-9', { responses: {} }),
    () => fresh.change('PHQ-9', {}),
    () => fresh.readQuestionnaire({}),
    () => fresh.validate({}, {}),
  ]) {
    assert.throws(call, /Call `await init\(\)` first/)
  }
  await assert.rejects(() => fresh.init(), /hand its bytes to initSync/)
  assert.throws(() => fresh.initSync(new Uint8Array([0, 1, 2])), WebAssembly.CompileError)
})

test('api: every worked case comes out as the engine has it', () => {
  assert.ok(cases.length > 100)
  for (const one of cases) {
    assert.deepStrictEqual(given(api, one), expected(one), `${one.instrument}: ${one.description}`)
    if (!one.expected.ok) assert.match(given(api, one).error.message, /^[A-Z`“][^[]+$/)
  }
})

test('api: results are plain objects, and nothing of one call is in the next', () => {
  const one = api.score('CORE-OM', { responses: { 1: 4 } })
  for (const object of [one, one.subscales, one.subscales.risk]) assert.equal(Object.getPrototypeOf(object), Object.prototype)
  assert.deepEqual(structuredClone(one), one)
  assert.deepEqual(JSON.parse(JSON.stringify(one)), one)
  api.measures()[0].answers.highest = 99
  assert.notEqual(api.measures()[0].answers.highest, 99)
  const input = Object.freeze({ responses: Object.freeze({ 1: 1 }) })
  assert.deepEqual(api.score('PHQ-9', input), api.score('PHQ-9', input))
})

test('api: what is known of a measure agrees with what it scores', () => {
  const measures = api.measures()
  assert.deepEqual(measures.map(({ id }) => id), ['CORE-10', 'CORE-OM', 'GAD-7', 'GSE', 'K10', 'PHQ-9', 'SAPAS', 'WSAS'])
  for (const { id, linkIds, answers, reversed, total, missing, subscales, bands, cutOff, reliableChange, critical } of measures) {
    const all = (end) =>
      linkIds.map((_, n) => [n + 1, (end === 'lowest') === reversed.includes(n + 1) ? answers.highest : answers.lowest])
    for (const end of ['lowest', 'highest']) {
      const scored = api.score(id, { responses: Object.fromEntries(all(end)) })
      assert.equal(scored.total, total[end], id)
      assert.equal(scored.severity, bands[0]?.bands.at(end === 'lowest' ? 0 : -1).code ?? null, id)
      assert.equal(scored.caseness, cutOff ? end === 'highest' : null, id)
      assert.deepEqual(scored.riskFlags, end === 'highest' ? (critical?.items ?? []) : [], id)
      for (const { field } of bands) assert.ok(field in scored, `${id} ${field}`)
      for (const subscale of subscales) assert.equal(scored.subscales[subscale.id].total, total[end], `${id} ${subscale.id}`)
    }
    const without = (n) => Object.fromEntries(all('lowest').slice(n))
    assert.equal(api.score(id, { responses: without(missing.atMost) }).scorable, true, id)
    assert.equal(api.score(id, { responses: without(missing.atMost + 1) }).scorable, false, id)
    const twice = { pre: { responses: without(0) }, post: { responses: without(0) } }
    assert.equal(api.change(id, twice).reliable, reliableChange ? 'no_reliable_change' : 'not_defined', id)
    const rules = [answers, total, missing, cutOff, reliableChange, critical, ...subscales, ...bands]
    for (const rule of rules.filter(Boolean)) assert.ok(rule.source.length > 5, `${id}: no source`)
  }
})

const circular = {}
circular.responses = circular
const deep = JSON.parse('{"a":'.repeat(5000) + '1' + '}'.repeat(5000))
const throwing = { get responses() { throw new Error('no') } }
const hostile = new Proxy({}, { ownKeys() { throw new Error('no') }, get() { throw new Error('no') }, getPrototypeOf() { throw new Error('no') } })
const { proxy: revoked, revoke } = Proxy.revocable({}, {})
revoke()
const ANYTHING = [
  undefined, null, true, 0, NaN, Infinity, -1e300, 2n, '', 'x'.repeat(1e6), Symbol('a'), [], [[]], () => 1, class {}, new Map([['1', 1]]),
  new Set([1]), new Date(), /x/, new Uint8Array(9), new Error('no'), Promise.resolve(), new WeakMap(), new String('x'), Object.create(null),
  Object.create({ responses: {} }), circular, deep, throwing, hostile, revoked, { ...Array(9).fill(1) }, globalThis,
  { toJSON() { throw new Error('no') } }, { [Symbol.iterator]() { throw new Error('no') } }, { resourceType: circular },
  { resourceType: 'Questionnaire', item: circular }, { resourceType: 'Questionnaire', item: [{ linkId: '\ud800', type: 'string' }, deep] },
]

test('api: anything may be handed in and a sentence comes back', () => {
  const said = (message) => {
    assert.match(message, /^[A-Z`“].{15,}/)
    // A key without words.
    assert.doesNotMatch(message, /\[[a-z]+\./)
  }
  for (const it of ANYTHING) {
    for (const input of [it, { responses: it }, { responses: { 1: it } }, { responses: {}, difficulty: it }, { pre: it, post: it }]) {
      const fine = (result) => (result.ok ? result : said(result.error.message))
      fine(api.score('PHQ-9', input))
      fine(api.change('PHQ-9', input))
      fine(api.change('PHQ-9', { pre: input, post: input }))
      fine(api.change('PHQ-9+GAD-7', { pre: { phq9: input, gad7: it }, post: input }))
    }
    assert.equal(api.score(it, { responses: {} }).error.code, 'unknown_instrument')
    const { questionnaire, problems } = api.readQuestionnaire(it)
    assert.ok(questionnaire === null || Array.isArray(questionnaire.items))
    for (const { message } of problems) said(message)
    const withOptions = [it, { today: it }, { forms: it }, { forms: [it] }].map((options) => api.validate(form('phq-9'), {}, options))
    for (const checked of [api.validate(it, it), api.validate(form('phq-9'), it), api.validate(it, {}, it), ...withOptions]) {
      assert.equal(checked.valid, false)
      for (const { message } of checked.problems) said(message)
    }
  }
  // It goes on as if nothing had happened.
  assert.equal(api.score('GAD-7', { responses: { 1: 1, 2: 1, 3: 1, 4: 1, 5: 1, 6: 1, 7: 1 } }).total, 7)
})

test('api: what is no answer is refused at its place, and what is absent is missing', () => {
  const error = (input) => ({ ...api.score('PHQ-9', input).error })
  for (const it of [NaN, Infinity, 2n, () => 2, Symbol('2'), new Map(), new Number(2), [2], circular, '2', true, 0.5]) {
    assert.deepEqual(error({ responses: { 5: it } }), { code: 'not_integer', item: '5' })
  }
  assert.deepEqual(error({ responses: { 5: 1e20 } }), { code: 'out_of_range', item: '5' })
  assert.deepEqual(error({ responses: JSON.parse('{"__proto__":1}') }), { code: 'unknown_item', item: '__proto__' })
  assert.deepEqual(error({ responses: Object.fromEntries(Array.from({ length: 1e5 }, (_, n) => [n + 1, 1])) }), { code: 'unknown_item', item: '10' })
  assert.deepEqual(error({ responses: new Map([['1', 1]]) }), { code: 'responses_not_object' })
  const missing = api.score('PHQ-9', { responses: { 1: undefined, 2: null, 3: 1 } })
  assert.equal(missing.nMissing, 8)
})

test('api: what JSON has no form for is named by its place, and what is too much is not walked', () => {
  const read = (it) => api.readQuestionnaire(it).problems.map(({ place, severity, message }) => [place, severity, message.slice(0, 20)])
  const iterable = { [Symbol.iterator]: () => [][Symbol.iterator]() }
  for (const it of [new Map(), new Date(), 2n, NaN, () => 1, Symbol('a'), iterable, new Uint8Array(2)]) {
    assert.deepEqual(read({ resourceType: 'Questionnaire', item: [{ title: it }] }), [['item[0].title', 'refused', '“item[0].title” hold']])
  }
  const nested = (levels) => JSON.parse('{"resourceType":"Questionnaire","a":' + '['.repeat(levels - 1) + ']'.repeat(levels - 1) + '}')
  assert.deepEqual(read(nested(129)).length, 1)
  assert.deepEqual(read(nested(130)), [['', 'refused', 'This is no plain dat']])
  assert.deepEqual(read(JSON.stringify(nested(130))), [['', 'refused', 'This is no plain dat']])
  const most = 4 * 1024 * 1024
  assert.deepEqual(read('{}'.padStart(most)), [['', 'refused', 'The file is not a FH']])
  assert.deepEqual(read('{}'.padStart(most + 1)), [['', 'refused', 'This is larger than ']])
  assert.deepEqual(read({ resourceType: 'Questionnaire', title: 'x'.repeat(most) }), [['', 'refused', 'This is larger than ']])
  assert.deepEqual(read({ resourceType: 'Questionnaire', item: Array(most).fill(0) }), [['', 'refused', 'This is larger than ']])
  const one = { resourceType: 'Questionnaire', item: [{ linkId: 'a', type: 'string', text: 'A', prefix: undefined }] }
  assert.deepEqual(read(one), [])
  assert.deepEqual(api.readQuestionnaire('\ufeff' + JSON.stringify(one)), api.readQuestionnaire(one))
})

test('api: the projects own forms are read without a problem, from text and from data', () => {
  for (const name of ['phq-9', 'gad-7', 'k10', 'core-10', 'core-34', 'combined-consent', 'session-log']) {
    const text = form(name)
    const { questionnaire, problems } = api.readQuestionnaire(text)
    assert.deepEqual(problems, [], name)
    assert.equal(questionnaire.url, JSON.parse(text).url)
    assert.deepEqual(api.readQuestionnaire(JSON.parse(text)), { questionnaire, problems })
  }
})

test('api: the answers to a form are scored by their link ids and positions', () => {
  const { questionnaire } = api.readQuestionnaire(form('gad-7'))
  const { linkIds } = api.measures().find(({ id }) => id === 'GAD-7')
  const items = new Map()
  const walk = (level) => level.forEach((item) => { items.set(item.linkId, item); walk(item.items) })
  walk(questionnaire.items)
  const responses = Object.fromEntries(linkIds.map((linkId, n) => [n + 1, items.get(linkId).options.at(-1).ordinal]))
  assert.equal(api.score('GAD-7', { responses }).total, 21)
})

test('api: a response is checked, with the rule and plain words for each violation', () => {
  const questionnaire = {
    resourceType: 'Questionnaire', status: 'active',
    item: [
      { linkId: 'born', type: 'date', text: 'Date of birth', required: true, extension: [{ url: 'urn:mhtr-forms:extension:not-in-future', valueBoolean: true }] },
      { linkId: 'dose', type: 'decimal', text: 'Dose', extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/minValue', valueDecimal: 0.5 }] },
    ],
  }
  const response = (...item) => ({ resourceType: 'QuestionnaireResponse', status: 'completed', item })
  const born = (day) => ({ linkId: 'born', answer: [{ valueDate: day }] })
  const dose = (number) => ({ linkId: 'dose', answer: [{ valueDecimal: number }] })
  assert.deepEqual(api.validate(questionnaire, response(born('1990-02-28'), dose(0.5))), { valid: true, violations: [], problems: [] })
  assert.deepEqual(api.validate(questionnaire, response(dose(1e-7))), {
    valid: false,
    violations: [
      { linkId: 'born', rule: 'required', message: 'Enter an answer to “Date of birth”' },
      { linkId: 'dose', rule: 'below', message: 'The answer to “Dose” must be 0.5 or more' },
    ],
    problems: [],
  })
  const on = (today) => api.validate(questionnaire, response(born('2026-11-22')), { today }).valid
  assert.deepEqual([on('2026-11-21'), on('2026-11-22')], [false, true])
  const two = (number) => String(number).padStart(2, '0')
  const now = new Date()
  const today = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
  assert.equal(api.validate(questionnaire, response(born(today))).valid, true)
  const fault = api.validate({ ...questionnaire, title: 2n }, JSON.stringify(response()))
  assert.deepEqual(fault.problems.map((problem) => [problem.in, problem.place, problem.severity]), [['questionnaire', 'title', 'refused']])
})

test('api: a response of the app is checked as the app checks it, with the forms that its form names', () => {
  const { cases: named, today } = JSON.parse(readFileSync(here('fixtures/api-named.json'), 'utf8'))
  const forms = ['measure-record', 'core-34', 'phq-9', 'gad-7', 'k10'].map(form)
  assert.ok(named.some(({ alert }) => alert))
  for (const { form: name, response, violations } of named) {
    const checked = api.validate(form(name), response, { today, forms })
    assert.deepEqual(checked.problems, [], name)
    assert.deepEqual(checked.violations.map(({ linkId, message }) => ({ linkId, message })), violations, name)
  }
  // A measure on its own is its bare questions where nobody speaks of the record.
  const bare = { resourceType: 'QuestionnaireResponse', status: 'completed', item: [] }
  const ids = (options) => api.validate(form('phq-9'), bare, options).violations.map(({ linkId }) => linkId)
  assert.deepEqual(ids({ today }), [])
  assert.deepEqual(ids({ today, forms }), ['phq-9.how'])
})

test('api: a form that is named and not there is told, and so is one that is none', () => {
  const response = { resourceType: 'QuestionnaireResponse', status: 'in-progress' }
  const problems = (forms) => api.validate(form('practitioner-assessment'), response, { forms }).problems
  const beside = (...names) => problems(names.map(form)).map(({ in: of, place, severity }) => [of, place, severity])
  const alone = problems([])
  assert.deepEqual(alone.map(({ place }) => place), ['core-34', 'phq-9', 'gad-7'])
  assert.match(alone[0].message, /^This names the form urn:mhtr-forms:questionnaire:core-34, which is not among the forms here/)
  assert.deepEqual(beside('measure-record', 'core-34', 'gad-7'), [['questionnaire', 'phq-9', 'left_out']])
  assert.deepEqual(beside('core-34', 'phq-9', 'gad-7').length, 3, 'no record')
  assert.deepEqual(beside('measure-record', 'core-34', 'phq-9', 'gad-7'), [])
  for (const none of [{}, '{', [], 5, null, { resourceType: 'Questionnaire', item: 2n }]) {
    const [{ in: of, place, severity }] = problems([form('phq-9'), none])
    assert.deepEqual([of, place.slice(0, 8), severity], ['options', 'forms[1]', 'refused'])
  }
  assert.deepEqual(problems('phq-9').map(({ in: of, place }) => [of, place]), [['options', 'forms']])
  // Forms that name themselves and each other come to an end.
  const naming = (url, ...others) => ({
    resourceType: 'Questionnaire', status: 'active', url,
    item: others.map((valueCanonical, n) => ({
      linkId: `${url}.${n}`, type: 'display', text: 'Here',
      extension: [{ url: 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-subQuestionnaire', valueCanonical }],
    })),
  })
  const [one, other] = [naming('urn:one', 'urn:one', 'urn:other|9'), naming('urn:other', 'urn:one')]
  const told = api.validate(one, response, { forms: [other] }).problems
  assert.deepEqual(told.map(({ place, severity }) => [place, severity]), [
    ['urn:one.0', 'left_out'],
    ['urn:one.1', 'odd'],
    ['urn:other.0', 'left_out'],
  ])
})

test('api: it runs in a plain page of a browser under a strict policy', async () => {
  const types = { '.js': 'text/javascript', '.wasm': 'application/wasm', '.html': 'text/html', '.json': 'application/json' }
  const page = `<!doctype html><title>A page</title><script type="module" src="page.js"></script>`
  const script = `
    import { init, score, validate } from './api/index.js'
    await Promise.all([init(), init()])
    const { cases } = await (await fetch('cases.json')).json()
    window.results = cases.map(({ measure, input }) => score(measure, input))
    window.checked = validate({}, {}).problems.length`
  const scored = cases.filter(({ kind, input }) => kind === 'score' && input.responses !== null)
  const asked = scored.map(({ instrument, input: { work_not_applicable: workNotApplicable, ...input } }) => ({
    measure: instrument,
    input: workNotApplicable === undefined ? input : { ...input, workNotApplicable },
  }))
  const files = { '/': page, '/page.js': script, '/cases.json': JSON.stringify({ cases: asked }) }
  const server = createServer(({ url }, answer) => {
    const body = files[url] ?? readFileSync(join(installed, url.replace(/^\/api\//, '')))
    answer.setHeader('Content-Type', types[extname(url)] ?? 'text/html')
    answer.setHeader('Content-Security-Policy', "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'")
    answer.end(body)
  })
  await new Promise((done) => server.listen(0, '127.0.0.1', done))
  const browser = await launch()
  try {
    const tab = await browser.newPage()
    const faults = []
    tab.on('console', (message) => faults.push(message.text()))
    tab.on('pageerror', (error) => faults.push(String(error)))
    await tab.goto(`http://127.0.0.1:${server.address().port}/`)
    await tab.waitForFunction(() => 'checked' in window)
    const results = await tab.evaluate(() => window.results)
    assert.deepEqual(faults.filter((fault) => !fault.includes('favicon')), [])
    assert.deepEqual(results, JSON.parse(JSON.stringify(scored.map(expected))))
    assert.equal(await tab.evaluate(() => window.checked), 2)
  } finally {
    await browser.close()
    server.close()
  }
})
