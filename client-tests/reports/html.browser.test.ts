// The HTML report in a browser: on a screen and on paper, in both languages, light and dark; what a merchant
// wrote stays text, nothing is asked of any address, and the decision fits on the first page.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findings, launchChromium, overflow, visit } from '../../server/testing/chromium.fixture.ts'
import { isMissing } from '../../server/testing/programs.fixture.ts'
import { scratchFolder } from '../../server/testing/scratch.fixture.ts'
import { grade, type Scorecard } from '../grade/grade.ts'
import { goodRun, hostileRun, lateCancelRun } from '../grade/run.fixture.ts'
import { compareReports } from './compare.ts'
import { createReports } from './formats.ts'
import { htmlComparison } from './html-compare.ts'
import { readReport, type Report } from './report-schema.ts'
import type { Circumstances } from './report.ts'

const isOut = isMissing('chromium')
const HOSTILE = `<img src=x onerror="alert(1)"><script>alert(2)</script>"></style><b>`

let browser: Browser
let folder: string
beforeAll(async () => {
  if (isOut) return
  browser = await launchChromium()
  folder = scratchFolder(afterAll)
})
afterAll(() => browser?.close())

const AROUND: Circumstances = {
  version: '1.2.3',
  shop: { version: HOSTILE, from: 'option' },
  runBy: HOSTILE,
  certificate: { file: 'merchant.certificate.json' },
}

const reportOn = (journal = lateCancelRun()): Report =>
  readReport(createReports(grade(journal.trace()), journal.entries())({ as: 'json' }))

/** Most that a first page ever holds: five long findings, all three kinds of loss, a run before. */
function crowded(): { card: Scorecard; around: Circumstances } {
  const base = grade(lateCancelRun().trace())
  const long = 'A sentence as long as those that a rule says of a sale, with numbers such as 20.00 '
  const said = { en: long.repeat(3), zh: '一条规则对一笔订单所说的、足够长的一句话，'.repeat(6) }
  const [line] = base.money
  if (!line) throw new Error('the fixture has an order')
  const because = { rule: base.rules[0]?.id ?? '', said }
  const differing = [50_00, -50_00, 0].map((apart, nth) => ({
    ...line,
    saleId: `S47-${nth + 1}`,
    believedNetFen: line.netFen + apart,
    match: 'differs' as const,
    differences: [{ part: 'state' as const, said }],
    because,
  }))
  return {
    card: {
      ...base,
      money: differing,
      totals: { ...base.totals, sales: 250, differing: 3 },
      rules: base.rules.map((rule, place) => ({
        ...rule,
        verdict:
          place % 2
            ? { status: 'inconclusive' as const, occurrences: [] }
            : {
                status: 'fail' as const,
                occurrences: [{ status: 'fail' as const, sale: 'S47-1', said, evidence: [] }],
              },
      })),
    },
    around: {
      ...AROUND,
      shop: { version: '1a2b3c4d5e6f-dirty', from: 'git' },
      runBy: 'Li Lei, quality',
      before: reportOn(),
    },
  }
}

async function show(name: string, html: string, options = {}) {
  const file = join(folder, `${name}.html`)
  writeFileSync(file, html)
  return visit(browser, pathToFileURL(file).href, options)
}

const write = (language: 'en' | 'zh', { card, around } = crowded()) =>
  createReports(card, lateCancelRun().entries(), around)({ as: 'html', language })

/** Pages of A4 that come out of the printer. */
async function pagesOf(page: Page): Promise<number> {
  const pdf = await page.pdf({ preferCSSPageSize: true })
  return [...pdf.toString('latin1').matchAll(/\/Type\s*\/Page\b/g)].length
}

const LOOKS = [
  { language: 'en', colorScheme: 'light', viewport: { width: 1280, height: 900 } },
  { language: 'zh', colorScheme: 'dark', viewport: { width: 1280, height: 900 } },
  { language: 'zh', colorScheme: 'light', viewport: { width: 375, height: 800 } },
  { language: 'en', colorScheme: 'dark', viewport: { width: 375, height: 800 } },
] as const

describe.skipIf(isOut)('on a screen', () => {
  test.each(LOOKS)(
    'in $language, $colorScheme, $viewport.width wide, it is whole and readable by all',
    async ({ language, ...look }) => {
      const pages = [
        write(language),
        htmlComparison(
          [reportOn(), reportOn(goodRun())],
          compareReports(reportOn(), reportOn(goodRun())),
          language,
        ),
      ]
      for (const [nth, html] of pages.entries()) {
        const name = `${language}-${look.colorScheme}-${look.viewport.width}-${nth}`
        const { page, complaints, strangers } = await show(name, html, { ...look, bypassCSP: true })
        expect(await overflow(page)).toBe(0)
        expect(await findings(page)).toEqual([])
        expect([complaints, strangers]).toEqual([[], []])
        await page.context().close()
      }
    },
  )
  test('what others wrote stands there as text, and asks nothing of any address', async () => {
    const journal = hostileRun(HOSTILE)
    const html = createReports(
      grade(journal.trace()),
      journal.entries(),
      AROUND,
    )({
      as: 'html',
      language: 'en',
    })
    const { page, complaints, strangers } = await show('hostile', html)
    expect(await page.locator('main').textContent()).toContain('<img src=x')
    expect(await page.locator('img, main script, main b > b').count()).toBe(0)
    expect(await page.locator('script').count()).toBe(0)
    expect([complaints, strangers]).toEqual([[], []])
  })
  test('the language is switched by keyboard, without a script', async () => {
    const { page } = await show('switch', write('en'))
    expect(await page.locator('h1').innerText()).toBe('NOT READY')
    await page.locator('#en').focus()
    await page.keyboard.press('ArrowRight')
    expect(await page.locator('h1').innerText()).toBe('不可上线')
    expect(await page.locator('h2').first().innerText()).toBe('未触发的关键规则')
  })
})

describe.skipIf(isOut)('on paper', () => {
  test.each(['en', 'zh'] as const)(
    'the decision and the lines to sign fit on one page (%s)',
    async (language) => {
      const { page } = await show(`paper-${language}`, write(language))
      await page.locator('.evidence').evaluate((node) => node.remove())
      expect(await page.locator('.sign').count()).toBe(1)
      expect(await pagesOf(page)).toBe(1)
    },
  )
  test('evidence is printed where that is asked for, what is folded away too', async () => {
    const { page } = await show('evidence', write('en'))
    const few = await pagesOf(page)
    expect(few).toBeLessThanOrEqual(4)
    await page.locator('label[for=all]').click()
    expect(await pagesOf(page)).toBeGreaterThan(few + 3)
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('.bar').isVisible()).toBe(false)
    const folded = page.locator('details:not([open]) > ul > li').first()
    expect(await folded.isVisible()).toBe(true)
  })
})
