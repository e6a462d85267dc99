// What a page does with the forms in it.

const told = document.getElementById('told')
const alone = document.getElementById('alone')

for (const type of ['change', 'complete', 'error']) {
  alone.addEventListener(type, ({ detail }) => {
    const [score] = detail.scores ?? []
    told.textContent = `${type}${score ? `, total ${score.total ?? 'not yet'}` : ''}\n${JSON.stringify(detail, null, 2)}`
  })
}

// The answers to start with are a property: here that the person answers on this screen.
const within = document.getElementById('within')
within.response = {
  resourceType: 'QuestionnaireResponse',
  status: 'in-progress',
  item: [{ linkId: 'phq-9.record', item: [{ linkId: 'phq-9.how', answer: [{ valueCoding: { system: 'urn:mhtr-forms:codes:measure-record', code: 'self' } }] }] }],
}

document.getElementById('own').addEventListener('submit', (event) => {
  event.preventDefault()
  const sent = Object.fromEntries(new FormData(event.target))
  document.getElementById('sent').textContent = JSON.stringify({ ...sent, answers: JSON.parse(sent.answers) }, null, 2)
})
