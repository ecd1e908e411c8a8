// The zip of a bill, read by a program that knows nothing of the library that wrote it.
import { expect, test } from 'vitest'
import { openBusyDay, unzipWithPython } from '../testing/bill-shop.fixture.ts'
import { isMissing } from '../testing/programs.fixture.ts'

const TODAY = '2026-01-05'

test.skipIf(isMissing('python3')).each([
  ['trade', '业务明细'],
  ['signcustomer', '账务明细'],
])('a zip of %s names its files in GBK, without the UTF-8 flag', async (type, word) => {
  const { sandbox, account, text } = await openBusyDay()
  const { name, bytes } = sandbox.bills.file({ date: TODAY, type })
  expect(name).toBe(`${account}_20260105.csv.zip`)
  const files = unzipWithPython(bytes)
  expect(files.map(({ name: inside, flags }) => [inside, flags])).toEqual([
    [`${account}_20260105_${word}.csv`, 0],
    [`${account}_20260105_${word}(汇总).csv`, 0],
  ])
  const [detail] = files
  expect(new TextDecoder('gbk').decode(detail?.content)).toBe(text(type, TODAY))
})
