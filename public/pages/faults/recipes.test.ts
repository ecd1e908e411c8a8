import { expect, test } from 'vitest'
import { openControl } from '../../../server/testing/control.fixture.ts'
import { RECIPES } from './recipes.table.ts'

test.each(RECIPES)('$id is a rule that the gateway takes', async ({ rule }) => {
  const { call } = openControl()
  expect(await call('POST /faults', rule)).toMatchObject({ status: 201 })
})
