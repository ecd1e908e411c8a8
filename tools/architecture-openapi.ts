// The order inside the family folder of openapi.
import { rule, testOrFixture } from './import-rule.ts'

/** The family of openapi: what both versions share stands below them, and neither knows the other. */
const openapiRooms = ['diagnosis', 'v2', 'v3']

const OPENAPI = 'server/protocols/openapi'

export const roomsOfOpenapi = [
  rule(
    'shared-openapi-knows-no-version',
    'What both versions share imports neither of them; only openapi.ts puts the family together.',
    {
      path: `^${OPENAPI}/[^/]+$`,
      pathNot: [String.raw`^${OPENAPI}/openapi[.]ts$`, testOrFixture],
    },
    { path: `^${OPENAPI}/(${openapiRooms.join('|')})/` },
  ),
  ...openapiRooms.map((room) => {
    const below = room === 'diagnosis' ? [] : ['diagnosis']
    const others = openapiRooms.filter((one) => one !== room && !below.includes(one))
    return rule(
      `openapi-${room}-stands-alone`,
      `${OPENAPI}/${room}/ imports itself${below.map((one) => `, ${one}/`).join('')} and what both versions share.`,
      { path: `^${OPENAPI}/${room}/`, pathNot: testOrFixture },
      { path: `^${OPENAPI}/(${others.join('|')})/` },
    )
  }),
]
