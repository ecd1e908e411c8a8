// A newcomer with only the console: takes a payment, breaks one, reads why a signature failed.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isMissing } from '../server/testing/programs.fixture.ts'
import { signWith } from '../server/testing/shop.fixture.ts'
import { openStage, type Stage } from './browser.fixture.ts'

const isOut = isMissing('chromium')
let stage: Stage
beforeAll(async () => {
  if (!isOut) stage = await openStage()
})
afterAll(() => stage?.close())

test.skipIf(isOut)('a payment, from the code on the phone to the notification', async () => {
  const { page, complaints, strangers } = await stage.open('/default/wallet')
  const code = await page.getByRole('img', { name: 'Payment code' }).getAttribute('aria-label')
  const authCode = code?.split(' ').at(-1) ?? ''
  expect(authCode).toMatch(/^\d{18}$/)
  expect(await stage.pay('story-1', authCode)).toContain('"code":"10003"')

  const pad = page.getByRole('region', { name: 'Waiting for the password' })
  await pad.waitFor()
  await pad.getByText('¥88.88').waitFor()
  const type = async (digits: string) => {
    for (const digit of digits) await pad.getByRole('button', { name: digit, exact: true }).click()
  }
  await type('111112')
  expect(await pad.getByRole('alert').textContent()).toContain('Wrong password')
  expect(stage.server.sandbox.trades.get('story-1')?.status).toBe('WAIT_BUYER_PAY')
  await type('111111')
  await page.getByText('✓ Paid').waitFor()

  await page.getByRole('link', { name: 'Trades' }).click()
  await page.getByRole('link', { name: 'story-1' }).click()
  const timeline = page.locator('.timeline')
  await timeline.getByText('acknowledged').waitFor()
  const steps = await timeline.locator('.step strong').allTextContents()
  expect(steps[0]).toBe('PAY · ¥88.88')
  expect(steps.slice(-2)).toEqual(['TRADE_SUCCESS · send 1', 'acknowledged'])
  expect(await page.locator('.card').textContent()).toContain('paid')

  await timeline.getByRole('button', { name: 'PAY' }).first().click()
  const opened = timeline.locator('.opened')
  expect(await opened.locator('pre').first().textContent()).toContain('POST http')
  expect(await opened.locator('.pairs').textContent()).toContain('"out_trade_no": "story-1"')
  expect(complaints).toEqual([])
  expect(strangers).toEqual([])
})

test.skipIf(isOut)(
  'without a shop: the till pays, its answer is lost, it finds out, refunds, and signs wrongly',
  async () => {
    const { page, complaints, strangers } = await stage.open('/default/till')
    await page.getByLabel('What goes wrong').selectOption('answer-lost')
    await page.getByRole('button', { name: 'Charge' }).click()
    const course = page.getByRole('region', { name: 'What the till saw and did' })
    await course.getByText('No answer came').waitFor()
    await page.getByRole('link', { name: 'Faults' }).click()
    await page.getByRole('link', { name: 'Till' }).click()
    await course.getByText('Paid: the goods may go.').waitFor()
    expect(await course.locator('li strong').allTextContents()).toEqual([
      'Charges the code',
      'Asks what became of it',
    ])
    await course.getByRole('button', { name: 'Refund it all' }).click()
    await course.getByText('Refunded.').waitFor()
    await course.getByRole('link', { name: /timeline/ }).click()
    await page.locator('.step.broken').waitFor()
    await page.locator('.timeline').getByText('acknowledged').first().waitFor()

    await page.getByRole('link', { name: 'Till' }).click()
    await page.getByRole('button', { name: 'Ask with a wrong signature' }).click()
    await page.getByRole('link', { name: /why it was refused/ }).click()
    await page.locator('.line', { hasText: 'sign-type-dropped' }).first().click()
    await page.locator('.aligned .gateway mark', { hasText: 'sign_type=RSA2&' }).waitFor()
    stage.server.sandbox.faults.clear()
    expect(complaints).toEqual([])
    expect(strangers).toEqual([])
  },
)

test.skipIf(isOut)('the token leaves the address, and outlives a reload', async () => {
  const { page } = await stage.open()
  expect(page.url()).not.toContain('token')
  expect(await page.evaluate(() => history.length)).toBeLessThan(4)
  await page.reload()
  await page.getByRole('heading', { name: 'Trades' }).waitFor()
  await page.evaluate(() => sessionStorage.clear())
  await page.reload()
  await page.getByRole('heading', { name: 'Open the console' }).waitFor()
  await page.getByLabel('Control token').fill('not-the-token')
  await page.getByRole('button', { name: 'Open' }).click()
  await page.getByText('does not take this token').waitFor()
})

test.skipIf(isOut)(
  'a signature that failed is explained: mistake, both texts, difference',
  async () => {
    const { page, complaints } = await stage.open('/default/journal')
    const wrong = await stage.call(
      'alipay.trade.query',
      { out_trade_no: 'signed-1' },
      (params) => ({
        ...params,
        biz_content: params.biz_content?.replace('signed-1', 'signed-2') ?? '',
      }),
    )
    expect(wrong).toContain('invalid-signature')
    const line = page.locator('.line.bad').first()
    await line.waitFor()
    await line.click()
    const autopsy = page.locator('.explained').first()
    await autopsy.waitFor()
    expect(await autopsy.locator('h4').first().textContent()).toContain('signature does not fit')
    expect(complaints).toEqual([])
  },
)

test.skipIf(isOut)(
  'a signature with a known mistake is named, and the difference is marked',
  async () => {
    const { page } = await stage.open('/default/journal?trouble=1')
    await stage.call('alipay.trade.query', { out_trade_no: 'sorted' }, (params) => {
      const [app] = stage.server.sandbox.apps.list()
      const { sign: _sign, sign_type: _dropped, ...rest } = params
      const text = Object.keys(rest)
        .toSorted()
        .map((name) => `${name}=${rest[name]}`)
        .join('&')
      return { ...params, sign: app ? signWith(app, text) : '' }
    })
    const line = page.locator('.line', { hasText: 'sign-type-dropped' })
    await line.first().click()
    const aligned = page.locator('.aligned').first()
    await aligned.waitFor()
    expect(await aligned.locator('.gateway mark').allTextContents()).toEqual(['sign_type=RSA2&'])
    expect(await aligned.locator('.client mark').count()).toBe(1)
  },
)

test.skipIf(isOut)('a fault, from the click to its effect', async () => {
  const { page, complaints } = await stage.open('/default/faults')
  await page
    .getByRole('button', { name: 'Arm it: Next payment: the money moves, the answer is lost' })
    .click()
  await page.locator('.rules').getByText('armed').waitFor()
  const { authCode } = stage.server.sandbox.buyers.issueCode()
  expect(await stage.pay('lost-1', authCode)).toBeUndefined()
  await page.locator('.rules').getByText('used up').waitFor()
  expect(await page.locator('.rules .counts').textContent()).toBe('Fitted 1 · Fired 1')

  await page.getByRole('link', { name: 'Trades' }).click()
  await page.getByRole('link', { name: 'lost-1' }).click()
  await page.locator('.step.broken').waitFor()
  expect(await page.locator('.step.gateway-gateway strong').allTextContents()).toEqual(
    expect.arrayContaining([expect.stringContaining('TradePaid'), 'F03 lost-reply']),
  )
  expect(complaints).toEqual([])
})

test.skipIf(isOut)(
  'an answer is held until somebody releases it, and a rule is off and on without losing count',
  async () => {
    const { page, complaints } = await stage.open('/default/faults')
    await page
      .getByRole('button', { name: /Arm it: .*answer is held until you release it/ })
      .click()
    const rule = page.locator('.rules li', { hasText: 'breakpoint' })
    await rule.getByRole('switch').click()
    await rule.getByText('switched off').waitFor()
    await rule.getByRole('switch').click()
    await rule.getByText('armed').waitFor()
    const { authCode } = stage.server.sandbox.buyers.issueCode()
    const answer = stage.pay('held-1', authCode)
    const held = page.getByRole('status', { name: 'Held at a breakpoint' })
    await held.getByText('held-1').waitFor()
    expect(await page.locator('nav.pages .count').textContent()).toContain('1 answer is held')
    expect(stage.server.sandbox.trades.get('held-1')?.status).toBe('TRADE_SUCCESS')
    await held.getByRole('button', { name: 'Release' }).click()
    expect(await answer).toContain('"code":"10000"')
    await held.waitFor({ state: 'detached' })
    await rule.getByText('used up').waitFor()
    expect(complaints).toEqual([])
  },
)

test.skipIf(isOut)(
  'an order that nobody pays is seen to time out when the clock is moved',
  async () => {
    const { page } = await stage.open('/default/clock')
    const { authCode } = stage.server.sandbox.buyers.issueCode({ pays: 'never' })
    await stage.pay('late-1', authCode)
    const agenda = page.locator('.list')
    await agenda.getByText('the order times out').first().waitFor()
    await page.getByRole('button', { name: '+25h' }).click()
    await page.locator('.fired').getByText('the order times out').first().waitFor()
    await page.goto(`${page.url().split('#')[0]}#/default/trades/late-1`)
    await page.locator('.gap.moved').first().waitFor()
    expect(await page.locator('.card').textContent()).toContain('closed')
  },
)
