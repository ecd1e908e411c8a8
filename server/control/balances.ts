// What is on the accounts of the ledger, and money moved to and from a bank: how somebody gets too
// little for what comes next, or enough again.
import * as v from 'valibot'
import { endpoint } from './endpoint.ts'
import { shortText } from './read-input.ts'
import { listOf, SHAPES } from './shapes.ts'

const move = v.strictObject({
  owner: v.pipe(shortText, v.description("a buyer's or a seller's 2088 number")),
  amountFen: v.pipe(v.number('a whole number of fen, at least 1'), v.description('fen')),
})

export const balances = [
  endpoint({
    method: 'GET',
    path: '/balances',
    about: 'lists every account of the ledger; together they are 0',
    gives: listOf(SHAPES.Balance),
    answer: ({ sandbox }) => sandbox.balances.list(),
  }),
  endpoint({
    method: 'POST',
    path: '/balances/withdraw',
    about: "takes money off a buyer's or seller's account to a bank, as much as there is at most",
    gives: SHAPES.Balance,
    body: move,
    answer: ({ sandbox, body }) => sandbox.balances.withdraw(body),
  }),
  endpoint({
    method: 'POST',
    path: '/balances/deposit',
    about: "pays money from a bank into a buyer's or seller's account",
    gives: SHAPES.Balance,
    body: move,
    answer: ({ sandbox, body }) => sandbox.balances.deposit(body),
  }),
]
