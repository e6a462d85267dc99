// The report as other systems read it: valid FHIR R4 for two validators that have nothing to do with each other.
// That what the exporter writes is the golden file is held by tests/native/report/fhir.rs.

import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { VALIDATORS } from './fhir-validators.mjs'

const read = async () =>
  JSON.parse(await readFile(new URL('../native/golden/report.fhir.json', import.meta.url), 'utf8'))

const first = (bundle, kind) => bundle.entry.find(({ resource }) => resource.resourceType === kind).resource

/** What no validator may let pass: otherwise its word for the rest is worth nothing. */
const FAULTS = {
  'a composition without a status': (bundle) => delete first(bundle, 'Composition').status,
  'a score in letters': (bundle) => (first(bundle, 'Observation').valueQuantity = { value: 'twelve' }),
  'a field that FHIR does not know': (bundle) => (first(bundle, 'QuestionnaireResponse').verdict = 'none'),
  'a consent that says nothing of its scope': (bundle) => delete first(bundle, 'Consent').scope,
  'an answer without a question': (bundle) => delete first(bundle, 'QuestionnaireResponse').item[0].linkId,
}

/** Medplum knows no lists of codes. */
const FAULTS_OF_CODES = {
  'a status of another kind of resource': (bundle) => (first(bundle, 'QuestionnaireResponse').status = 'finished'),
  'a bundle of no known kind': (bundle) => (bundle.type = 'parcel'),
}

const faultsFor = (name) => (name === 'Medplum' ? FAULTS : { ...FAULTS, ...FAULTS_OF_CODES })

for (const [name, errorsIn] of Object.entries(VALIDATORS)) {
  test(`fhir-valid: ${name} finds nothing wrong in the report`, async () => {
    assert.deepEqual(errorsIn(await read()), [])
  })
  for (const [fault, put] of Object.entries(faultsFor(name))) {
    test(`fhir-valid: ${name} refuses ${fault}`, async () => {
      const bundle = await read()
      put(bundle)
      assert.notDeepEqual(errorsIn(bundle), [])
    })
  }
}
