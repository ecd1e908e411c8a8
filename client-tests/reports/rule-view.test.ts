// What is known of a rule: its sources, its code, its scenarios.
import { expect, test } from 'vitest'
import { ACQUIRER_FLAWS_ZH } from './acquirer-flaws.zh.table.ts'
import { FLAWS_ZH } from './openapi-flaws.zh.table.ts'
import { RULE_IDS, ruleView } from './rule-view.ts'

test('EXC-05 has its words, its two sources, code and scenarios', () => {
  const view = ruleView('exc-05')
  expect(view).toMatchObject({ id: 'EXC-05', severity: 'critical', needed: true })
  expect(view?.cited.map(({ where }) => where)).toEqual(['000:L19', '004:L39-41'])
  expect(view?.cited[0]?.says).toContain('repeat with the same parameters for a minute')
  expect(view?.examples).toContainEqual({
    mutant: 'new-request-no-per-try',
    flaw: {
      en: 'Every repetition of a refund has a new out_request_no.',
      zh: '每次重试退款都使用新的 out_request_no。',
    },
    bad: 'refundRequestNo: (refund, tryNo) => `${refund.outRequestNo}${tryNo}`,',
    good:
      '// One intent, one number, for ever (000:L7-9, 004:L197-198).\n' +
      'refundRequestNo: (refund) => refund.outRequestNo,',
  })
  expect(view?.scenarios.map(({ name }) => name)).toContain('refund-unknown')
})

test('code that calls a function brings the function along', () => {
  const [example] = ruleView('CAN-01')?.examples ?? []
  expect(example?.good).toMatch(/^cancelSucceeded,\n\n.*\nfunction cancelSucceeded\(/s)
})

test('every rule that cites one of the five texts says what its lines say', () => {
  const views = RULE_IDS.flatMap((id) => ruleView(id) ?? [])
  const silent = views.filter(({ source, cited }) => /\b00\d:L/.test(source) && cited.length === 0)
  expect(silent.map(({ id }) => id)).toEqual([])
})

test('another id is none', () => {
  expect(ruleView('EXC-99')).toBeUndefined()
})

test('every flaw is told in Chinese, and no flaw that there is not', () => {
  const examples = RULE_IDS.flatMap((id) => ruleView(id)?.examples ?? [])
  expect(examples.filter(({ flaw }) => !/\p{Script=Han}/u.test(flaw.zh))).toEqual([])
  const names = new Set(examples.map(({ mutant }) => mutant))
  const told = Object.keys({ ...FLAWS_ZH, ...ACQUIRER_FLAWS_ZH })
  expect(told.filter((name) => !names.has(name))).toEqual([])
})
