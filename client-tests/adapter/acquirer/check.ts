// Tells before a run what is missing or wrong in what an acquirer answers the till: two payments, a refund, a
// cancel or an advice, each held against the contract. What it does at Alipay is the run's part.
import type { LocalizedText } from '../../rules/rule.ts'
import { LOOK_EVERY_MS, LOOKS, POINT_AT, type CheckSurroundings } from '../check/stage.ts'
import type { Acquirer, AdapterReply } from '../merchant.ts'
import type { Probe } from '../probe.ts'
import { readWith } from '../issues.ts'
import * as contract from './contract.ts'
import { TILL_OPERATIONS } from './operations.ts'

interface Check extends Pick<CheckSurroundings, 'call' | 'issueCode' | 'sleep' | 'wait'> {
  probe: Probe
  acquirer: Acquirer
}

const PAID = 'check-paid'
const OFF = 'check-off'
const AMOUNT = { currency: 'CNY', value: '599' }

export async function checkAcquirer(check: Check, canRestart: boolean): Promise<void> {
  const { probe, acquirer } = check
  await probe.ask(TILL_OPERATIONS.payment, [404], { path: '/payments/never-asked-for' })
  if (await ask(check, PAID, 'at-once')) {
    if (await becomes(check, PAID, ['APPROVED'])) await refund(check)
    await giveUp(check)
  }
  await (acquirer.model === 'switch'
    ? advise(check, 'never-asked-for')
    : cancel(check, 'never-asked-for'))
  await probe.ask(TILL_OPERATIONS.queue, [200])
  if (canRestart) await restart(check)
}

const paymentOf = (check: Check, id: string, pays: 'at-once' | 'never') => ({
  payment_id: id,
  amount: AMOUNT,
  auth_code: check.issueCode(pays, 'alipay'),
  description: 'acquirer check',
})

const ask = (check: Check, id: string, pays: 'at-once' | 'never') =>
  check.probe.ask(TILL_OPERATIONS.pay, [200], { body: paymentOf(check, id, pays) })

const cancel = ({ probe }: Check, id: string) =>
  probe.ask(TILL_OPERATIONS.cancel, [200], { path: `/payments/${id}/cancel`, body: {} })

const advise = ({ probe }: Check, id: string) =>
  probe.ask(TILL_OPERATIONS.advice, [200, 202], { body: { advice_id: `${id}-v`, payment_id: id } })

async function refund({ probe, sleep }: Check): Promise<void> {
  const call = {
    path: `/payments/${PAID}/refunds`,
    body: { refund_id: `${PAID}-b`, amount: AMOUNT },
  }
  for (let looks = 0; looks < LOOKS; looks += 1) {
    const reply = await probe.ask(TILL_OPERATIONS.refund, [200], call)
    if (!reply) return
    const read = readWith(contract.refund, JSON.parse(reply.text))
    if (read.ok && read.value.state !== 'PENDING') return
    await sleep(LOOK_EVERY_MS)
  }
}

/** A payment that nobody approves is given up; a switch answers it at its own end, which is not waited for. */
async function giveUp(check: Check): Promise<void> {
  const { acquirer, call } = check
  if (acquirer.model === 'switch') {
    void call('POST', '/payments', paymentOf(check, OFF, 'never'))
    await check.sleep(LOOK_EVERY_MS)
    if (!(await advise(check, OFF))) return
  } else {
    if (!(await ask(check, OFF, 'never'))) return
    if (!(await cancel(check, OFF))) return
  }
  await becomes(check, OFF, ['CANCELLED'])
}

async function becomes(check: Check, id: string, wanted: readonly string[]): Promise<boolean> {
  const { probe, sleep } = check
  let last: AdapterReply | undefined
  for (let looks = 0; looks < LOOKS; looks += 1) {
    last = await probe.ask(TILL_OPERATIONS.payment, [200], { path: `/payments/${id}` })
    if (!last) return false
    const read = readWith(contract.payment, JSON.parse(last.text))
    if (read.ok && wanted.includes(read.value.state)) return true
    await sleep(LOOK_EVERY_MS)
  }
  const seen = last?.text.slice(0, 80) ?? ''
  const what: LocalizedText = {
    en: `${id} should be ${wanted.join(' or ')}; after ${LOOKS} s it is still ${seen}`,
    zh: `${id} 应为 ${wanted.join(' 或 ')}；${LOOKS} 秒后仍是 ${seen}`,
  }
  probe.wrong(TILL_OPERATIONS.payment, { field: 'state', what, remedy: POINT_AT })
  return false
}

/** Comes last: until it is back nothing else can be asked. */
async function restart({ probe, call, wait }: Check): Promise<void> {
  if (!(await probe.ask(TILL_OPERATIONS.restart, [202], { body: {} }))) return
  let back: AdapterReply | undefined
  for (let looks = 0; looks < LOOKS && back?.status !== 200; looks += 1) {
    await wait(LOOK_EVERY_MS / 2)
    back = await call('GET', `/payments/${PAID}`)
  }
  if (back?.status === 200) return
  probe.wrong(TILL_OPERATIONS.restart, {
    what: {
      en: 'must be back within 10 s and know its payments',
      zh: '必须在 10 秒内恢复，并保有支付记录',
    },
    remedy: {
      en: 'keep payments in a file, listen on the same port; or declare supports.restart: false',
      zh: '把支付记录保存到文件，并监听同一端口；或声明 supports.restart: false',
    },
  })
}
