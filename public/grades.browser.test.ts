// Grades in the console: one watched from its begin to its verdict, in a console beside it and in its own;
// two of them compared.
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { runCli, type Ran } from '../cli/run.fixture.ts'
import { isMissing } from '../server/testing/programs.fixture.ts'
import { visit } from '../server/testing/chromium.fixture.ts'
import { openStage, TOKEN, type Stage } from './browser.fixture.ts'
import { postGrades } from './grades.fixture.ts'

const SHOP = fileURLToPath(
  new URL('../client-tests/merchants/exemplary/process.ts', import.meta.url),
)
const isOut = isMissing('chromium')
let stage: Stage
beforeAll(async () => {
  if (!isOut) stage = await openStage()
})
afterAll(() => stage?.close())
afterEach(() => {
  process.exitCode = undefined
})

const RUN = ['--scenario', 'S46', '--scale', '0.1', '--no-reports']
/** On a busy machine sales are played again until they are decided. */
const PATIENT = { timeout: 150_000 }
const FLAWED = ['--', process.execPath, SHOP, '--mutant', 'one-request-no-per-trade']

interface Playing {
  /** Of the console, once it is there. */
  address: Promise<string>
  over: Promise<Ran>
}

function play(words: readonly string[], more: Parameters<typeof runCli>[1] = {}): Playing {
  let found = (_address: string) => {}
  const address = new Promise<string>((resolve) => (found = resolve))
  const listen = (text: string) => {
    const [, at] = /(?:console|控制台) (http\S+)/.exec(text) ?? []
    if (at !== undefined) found(at)
  }
  const over = runCli(['grade', ...words], { ...more, err: listen })
  const early = over.then(({ code }) => {
    throw new Error(`the grade ended with ${code} before it named a console`)
  })
  early.catch(() => {})
  return { address: Promise.race([address, early]), over }
}

test.skipIf(isOut)('a grade is watched from its begin to its verdict', async () => {
  let letReport = () => {}
  const isSeen = new Promise<void>((resolve) => (letReport = resolve))
  // What it came to is told once somebody has seen how far it was.
  const held: typeof fetch = async (input, init) => {
    if (typeof init?.body === 'string' && init.body.includes('"report":{')) await isSeen
    return fetch(input, init)
  }
  const { page, complaints } = await stage.open('/default/grades')
  await page.getByText('No grade yet').waitFor()
  const url = `${stage.server.url}/#token=${TOKEN}`
  const { over } = play(['--console', url, ...RUN, ...FLAWED], { fetch: held })
  await page.getByText('running').first().waitFor()
  await page.locator('tbody a').first().click()
  await page.getByText(/^[1-9]\d* of \d+ sales at rest/).waitFor()
  await page.getByText('S46').first().waitFor()
  letReport()
  await page.locator('.verdict .word', { hasText: 'NOT READY' }).waitFor(PATIENT)
  expect(await page.locator('main').textContent()).toContain('What it would have cost')
  const rule = page.locator('.graded details', { hasText: 'REF-01' }).first()
  await rule.locator('summary').click()
  await rule.locator('pre', { hasText: 'merchant → gateway' }).first().waitFor()
  expect(await over).toMatchObject({ code: 0 })
  expect(complaints).toEqual([])
})

test.skipIf(isOut)(
  'the console of the grade itself stays until somebody has seen enough',
  async () => {
    let stop = () => {}
    const stopped = new Promise<void>((resolve) => (stop = resolve))
    const words = ['--console', ...RUN, '--lang', 'zh', ...FLAWED]
    const { address, over } = play(words, { stopped: () => stopped })
    const { page, complaints } = await visit(stage.browser, await address, { locale: 'zh-CN' })
    await page.locator('.verdict .word', { hasText: '不可上线' }).waitFor(PATIENT)
    // The gateway of the run is still there, with all that happened.
    await page.getByRole('link', { name: '交易' }).click()
    await page.locator('tbody tr').first().waitFor()
    expect(complaints).toEqual([])
    stop()
    await over
    await page.getByRole('alert').first().waitFor()
    await page.context().close()
  },
)

test.skipIf(isOut)('two grades are compared: what got better, what got worse', async () => {
  postGrades(stage.server.sandbox, 'tea')
  const { page } = await stage.open('/default/grades')
  const rows = page.locator('tbody tr')
  await rows.getByText('not ready').first().waitFor()
  const choose = async (id: string) => {
    const row = rows.filter({ has: page.locator(`a[href$="/${id}"]`) })
    await row.getByRole('checkbox').check()
  }
  await choose('late')
  await choose('good')
  await page.getByRole('link', { name: 'Compare the two chosen' }).click()
  await page.getByText('1 rule got better.').waitFor()
  const row = page.locator('tr', { hasText: 'POLL-05' })
  expect(await row.locator('.tag').allTextContents()).toEqual(['better', 'failed', 'passed'])
  // The other way round it is a relapse.
  await page.goto(`${page.url().split('#')[0]}#/default/grades/late?with=good`)
  await page.getByText('1 rule got worse.').waitFor()
})

test.skipIf(isOut)('a grade that is removed is gone, and the page says so', async () => {
  postGrades(stage.server.sandbox, 'tea')
  const { page } = await stage.open('/default/grades/stopped')
  await page.getByRole('button', { name: 'Remove' }).click()
  await page.getByRole('heading', { name: 'Grades' }).waitFor()
  await page.goto(`${page.url().split('#')[0]}#/default/grades/stopped`)
  await page.getByText('There is no such grade').waitFor()
})
