import { guard } from './guard.ts'

export default guard({
  name: 'tells-people-at-the-end',
  style:
    'A minute of queries, a minute of cancels, and only then one entry in the list for people.',
  bend: { tellsPeopleAfter: 'the-last-minute' },
  capabilities: {},
  mayWarn: [],
})
