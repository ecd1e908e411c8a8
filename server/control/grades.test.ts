// Grades as somebody posts them: how far a run is, what it came to, and what is no report.
import { expect, test } from 'vitest'
import { openControl } from '../testing/control.fixture.ts'
import { PROGRESS, REPORT } from './samples.fixture.ts'

const merchant = 'node shop.js'

test('a grade is followed under one name from its begin to its report', async () => {
  const { call } = openControl()
  const begun = await call('PUT /grades/run-1', { merchant, progress: PROGRESS })
  expect(begun).toMatchObject({ status: 200, body: { id: 'run-1', state: 'running' } })
  await call('PUT /grades/run-1', { merchant, progress: { ...PROGRESS, done: 10 } })
  expect((await call('GET /grades')).body).toMatchObject([{ progress: { done: 10, total: 10 } }])
  await call('PUT /grades/run-1', { merchant, report: REPORT })
  expect((await call('GET /grades')).body).toMatchObject([
    { state: 'ended', outcome: { verdict: 'not-ready', failed: 1, sales: 1 } },
  ])
  expect((await call('GET /grades')).body).not.toMatchObject([{ progress: {} }])
  expect((await call('GET /grades/run-1')).body).toMatchObject({ report: REPORT })
})

test('a report is posted as it is written, and gets a name', async () => {
  const { call } = openControl()
  expect(await call('POST /grades', REPORT)).toMatchObject({
    status: 201,
    body: { id: 'posted-1', merchant, state: 'ended' },
  })
  expect(await call('POST /grades', REPORT)).toMatchObject({ body: { id: 'posted-2' } })
  expect(await call('DELETE /grades/posted-1')).toMatchObject({ status: 204 })
  expect(await call('GET /grades/posted-1')).toMatchObject({
    status: 404,
    body: { field: 'grade' },
  })
})

test('a run that is silent for a minute is said to be', async () => {
  const { call, shop } = openControl()
  await call('PUT /grades/run-1', { merchant, progress: PROGRESS })
  await shop.pass(59_000)
  expect((await call('GET /grades')).body).toMatchObject([{ isSilent: false }])
  await shop.pass(2_000)
  expect((await call('GET /grades')).body).toMatchObject([{ isSilent: true }])
  await call('PUT /grades/run-1', { merchant, failed: 'the shop did not start' })
  expect((await call('GET /grades')).body).toMatchObject([
    { isSilent: false, state: 'failed', failed: 'the shop did not start' },
  ])
})

test.each([
  [{ merchant }, 'body', 'give one of progress, failed and report'],
  [{ merchant, failed: 'no', progress: PROGRESS }, 'body', 'give one of'],
  [{ merchant, report: { ...REPORT, schemaVersion: 2 } }, 'report.schemaVersion', '2 is not 1'],
  [{ merchant, report: { ...REPORT, verdict: 'fine' } }, 'report.verdict', '"ready"'],
  [{ merchant, report: { ...REPORT, rules: [{}] } }, 'report.rules.0.id', 'is missing'],
  [{ merchant, progress: { ...PROGRESS, done: 1.5 } }, 'progress.done', 'integer'],
])('what is no grade is refused with the field (%#)', async (body, field, says) => {
  const { call } = openControl()
  const refused = await call('PUT /grades/run-1', body)
  expect(refused).toMatchObject({
    status: 400,
    body: { field, detail: expect.stringContaining(says) },
  })
})

test('a name that is no name is refused, and so is a body of more than 8 MiB', async () => {
  const { call } = openControl()
  const body = { merchant, failed: 'no' }
  expect(await call('PUT /grades/a%20b', body)).toMatchObject({
    status: 404,
    body: { field: 'grade' },
  })
  const large = { ...REPORT, more: 'x'.repeat(8 * 1024 * 1024) }
  expect(await call('POST /grades', large)).toMatchObject({ status: 413 })
  // What other endpoints take has not grown.
  expect(await call('POST /explain', { more: 'x'.repeat(300_000) })).toMatchObject({ status: 413 })
})

test('the 50 latest are kept', async () => {
  const { shop, call } = openControl()
  for (let nth = 1; nth <= 52; nth++) {
    shop.sandbox.grades.put(`run-${nth}`, merchant, { failed: 'no' })
  }
  const list = (await call('GET /grades')).body as { id: string }[]
  expect(list.map(({ id }) => id)).toEqual(
    Array.from({ length: 50 }, (_, index) => `run-${index + 3}`),
  )
})

test('of large reports as many are kept as 64 MiB hold', () => {
  const { grades } = openControl().shop.sandbox
  const outcome = {
    verdict: 'ready',
    isTooLate: false,
    score: 100,
    sales: 1,
    differing: 0,
    failed: 0,
    reading: 'default',
  } as const
  const report = JSON.stringify({ text: 'x'.repeat(20 * 1024 * 1024) })
  for (const id of ['a', 'b', 'c', 'd']) grades.put(id, merchant, { outcome, report })
  expect(grades.list().map(({ id }) => id)).toEqual(['b', 'c', 'd'])
  expect(JSON.parse(grades.get('d').report ?? '')).toEqual(JSON.parse(report))
})
