import { expect, test } from 'vitest'
import { openDesk } from '../../../server/testing/desk.fixture.ts'
import { RECIPES } from './recipes.table.ts'

test.each(RECIPES)('$id is a rule that the gateway takes', async ({ rule }) => {
  const { call } = openDesk()
  expect(await call('POST /faults', rule)).toMatchObject({ status: 201 })
})
