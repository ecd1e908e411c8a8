// What a command may print of a shop's books.
import { expect, test } from 'vitest'
import { readBooked } from './booked.ts'

test.each([
  ['3\n', { count: 3 }],
  [' count \n-------\n 12', { count: 12 }],
  ['{"A1": 2}', { rows: new Map([['A1', [{ type: 'PAID' }, { type: 'PAID' }]]]) }],
  ['[]', { rows: new Map() }],
  [
    '[{"out_trade_no": "A1", "amount": "12.34"}, {"out_trade_no": 7, "amount": 5.6, "type": "REFUNDED"}]',
    {
      rows: new Map([
        ['A1', [{ type: 'PAID', amountFen: 1_234 }]],
        ['7', [{ type: 'REFUNDED', amountFen: 560 }]],
      ]),
    },
  ],
])('%s', (output, booked) => {
  expect(readBooked(output)).toEqual(booked)
})

test.each([
  ['', 'it printed nothing; expected a number'],
  ['psql: no such table', 'it printed "psql: no such table"'],
  ['true', 'it printed true'],
  ['-1', 'the number is -1; expected a count from 0'],
  ['{"A1": "two"}', '"A1" is "two"; expected a count'],
  ['[{"amount": "1.00"}]', 'row 1 has no out_trade_no'],
  ['[{"out_trade_no": "A1", "amount": "1.234"}]', 'row 1: amount is "1.234"; expected yuan'],
  ['[{"out_trade_no": "A1", "type": "SALE"}]', 'row 1: type is "SALE"; expected one of PAID'],
])('%s is refused', (output, says) => {
  expect(() => readBooked(output)).toThrow(says)
})
