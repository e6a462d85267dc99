// Compares the JavaScript module with a file of worked cases from an independent scorer:
//
//   node tests/e2e/api-vectors.mjs FILE [FOLDER OF THE MODULE]
//
// prints every case that differs and, last, "N passed, N failed". The cases are written as those of
// `cargo run --example score_vectors`; field names are turned into JavaScript's here.

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

/** The same data with field names as JavaScript writes them. Item numbers and codes stay. */
export function camel(value) {
  if (Array.isArray(value)) return value.map(camel)
  if (value === null || typeof value !== 'object') return value
  const renamed = ([name, of]) => [name.replace(/_(.)/g, (_, letter) => letter.toUpperCase()), camel(of)]
  return Object.fromEntries(Object.entries(value).map(renamed))
}

/** An input with its field names in JavaScript's, and its answers as they are. */
export function inputOf(value) {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value
  const renamed = ([name, of]) => (name === 'responses' ? [name, of] : [Object.keys(camel({ [name]: 0 }))[0], inputOf(of)])
  return Object.fromEntries(Object.entries(value).map(renamed))
}

/** What the module gives for a case. */
export function given(api, { instrument, kind, input }) {
  return kind === 'score' ? api.score(instrument, inputOf(input)) : api.change(instrument, inputOf(input))
}

/** What it has to give: the place of an error is the caller's own name for it. */
export function expected({ expected }) {
  const result = camel(expected)
  const renamed = { work_not_applicable: 'workNotApplicable' }
  if (result.error?.item in renamed) result.error.item = renamed[result.error.item]
  return result
}

/** The module in a folder, started. */
export async function moduleIn(folder) {
  const api = await import(pathToFileURL(resolve(folder, 'index.js')))
  api.initSync(readFileSync(resolve(folder, 'api.wasm')))
  return api
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , file, folder = fileURLToPath(new URL('../../target/api', import.meta.url))] = process.argv
  const api = await moduleIn(folder)
  const { cases } = JSON.parse(readFileSync(file, 'utf8'))
  let failed = 0
  for (const one of cases) {
    try {
      assert.deepStrictEqual(given(api, one), expected(one))
    } catch (error) {
      failed += 1
      console.log(`${one.id}: ${one.description}\n${error.message}`)
    }
  }
  console.log(`${cases.length - failed} passed, ${failed} failed`)
  process.exit(failed === 0 && cases.length > 0 ? 0 : 1)
}
