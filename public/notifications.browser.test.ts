// A notification that the shop did not acknowledge: why it is repeated, each attempt with its bytes, and what a
// person can send beside it.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isMissing } from '../server/testing/programs.fixture.ts'
import { openStage, type Stage } from './browser.fixture.ts'

const isOut = isMissing('chromium')
let stage: Stage
beforeAll(async () => {
  if (!isOut) stage = await openStage()
})
afterAll(() => stage?.close())

const paid = async (outTradeNo: string) => {
  const { sandbox } = stage.server
  await stage.pay(outTradeNo, sandbox.buyers.issueCode().authCode, {}, stage.refusesUrl)
  await expect
    .poll(() => sandbox.notifications.list().at(-1)?.attempts, { timeout: 60_000 })
    .toBeGreaterThan(0)
  await sandbox.settled()
}

test.skipIf(isOut)('says why it is sent again, and shows each attempt to the byte', async () => {
  await paid('refused-1')
  const { page, complaints } = await stage.open('/default/notifications')
  const row = page.locator('tbody tr', { hasText: 'refused-1' })
  await row.getByText('pending').waitFor()
  expect(await row.textContent()).toContain('Success')
  await row.getByRole('link').click()
  const attempts = page.locator('.attempts > li')
  await attempts.first().waitFor()
  expect(await attempts.first().textContent()).toMatch(/send 1.*Success.*after \d+ ms/)
  await attempts.first().getByRole('button').click()
  await attempts.first().getByText('out_trade_no').first().waitFor()
  expect(await page.locator('.card').textContent()).toContain('Next send')
  await stage.server.sandbox.clock.advance(5 * 60_000)
  await expect.poll(() => attempts.count(), { timeout: 60_000 }).toBeGreaterThan(1)
  expect(complaints).toEqual([])
})

test.skipIf(isOut)('is sent again, twice, late and forged by a click each', async () => {
  await paid('acts-1')
  const { page, complaints } = await stage.open('/default/notifications')
  await page.locator('tbody tr', { hasText: 'acts-1' }).first().getByRole('link').click()
  const attempts = page.locator('.attempts > li')
  const click = async (name: string) => {
    await page.getByRole('button', { name, exact: true }).click()
    await page
      .getByRole('status')
      .filter({ hasText: /Sent;|A rule delays/ })
      .waitFor()
  }
  await expect.poll(() => attempts.count(), { timeout: 60_000 }).toBe(1)
  await click('Send again')
  await expect.poll(() => attempts.count(), { timeout: 60_000 }).toBe(2)
  await click('Send twice')
  await expect.poll(() => attempts.count(), { timeout: 60_000 }).toBe(4)
  await click('Delay this order’s next by 30 s')
  const { faults, notifications } = stage.server.sandbox
  expect(faults.list()).toMatchObject([
    { fault: 'delay-notification', match: { outTradeNo: 'acts-1', count: 1 } },
  ])
  faults.clear()
  await click('Send a forged one')
  await click('Send one with a wrong amount')
  await expect
    .poll(() => notifications.list().filter(({ once }) => once === true).length, {
      timeout: 60_000,
    })
    .toBe(2)
  await page.getByRole('link', { name: '← Notifications' }).click()
  await expect
    .poll(() => page.locator('tbody tr', { hasText: 'acts-1' }).count(), { timeout: 60_000 })
    .toBe(3)
  expect(complaints).toEqual([])
})
