// How the cashier's pages look and are found: their own sheet, the countdown, and the names that docs/cashier.md
// gives to whoever drives them.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { enter, pay } from '../testing/cashier.fixture.ts'
import type { Params } from '../testing/shop.fixture.ts'

test.each<Params>([{}, { qr_pay_mode: '0' }])(
  '%j: its own sheet is let in, and no other',
  async (biz) => {
    const { get, location } = await enter('page', biz)
    const { response, text } = await get(location)
    const [, sheet = ''] = /<style>([^]*?)<\/style>/.exec(text) ?? []
    const digest = createHash('sha256').update(sheet).digest('base64')
    expect(response.headers.get('content-security-policy')).toContain(
      `style-src 'sha256-${digest}'`,
    )
    expect(text).not.toMatch(/ style="/)
  },
)

test('until when it can be paid, and how long that is where a clock ticks', async () => {
  const { get, location, logIn, sandbox } = await enter('page', { timeout_express: '5m' })
  const early = (await get(location)).text
  expect(early).toMatch(/id="countdown"[^]*2026-01-05 10:05:00[^]*id="left"/)
  expect(early).toContain('left 300s linear')
  sandbox.clock.setRate(0)
  expect((await get(await logIn())).text).not.toContain('id="left"')
  const { get: look, location: wap } = await enter('wap')
  expect((await look(wap)).text).not.toContain('id="countdown"')
})

describe('docs/cashier.md', () => {
  const page = readFileSync('docs/cashier.md', 'utf8')
  const rows = [...page.matchAll(/^\| `([^`]+)` \|[^|]*\| ([^|]*)\| ([^|]*)\|$/gm)].map(
    ([, selector = '', en = '', zh = '']) => [selector, en.trim(), zh.trim()] as const,
  )
  const inHtml = (selector: string) => {
    if (selector.startsWith('#')) return `id="${selector.slice(1)}"`
    return selector.replace(/^\w*\[(\w+)=(.+)\]$/, '$1="$2"')
  }

  test('names what the pages have, by the labels that they have', async () => {
    const paying = await enter('page', {}, {})
    paying.sandbox.options.set({ wallet: [{ channel: 'PCREDIT', upToFen: 1_000_000 }] })
    const app = await enter('app')
    const wap = await enter('wap')
    const wrong = await paying.go(await paying.logIn(), 'pay', { password: '123456' })
    const done = await app.go(await app.logIn(), 'pay', pay)
    const shownIn = async (lang: string) => {
      const paths: [typeof paying, string][] = [
        [paying, paying.location],
        [paying, wrong],
        [app, done],
        [wap, wap.location],
        [wap, await wap.logIn()],
      ]
      const header = { 'accept-language': lang }
      const texts = paths.map(async ([{ get }, path]) => (await get(path, header)).text)
      return (await Promise.all(texts)).join('')
    }
    const [en, zh] = [await shownIn('en'), await shownIn('zh')]
    expect(rows.length).toBeGreaterThan(12)
    for (const [selector, english, chinese] of rows) {
      expect(en).toContain(inHtml(selector))
      expect(en).toContain(english)
      expect(zh).toContain(chinese)
    }
  })
})
