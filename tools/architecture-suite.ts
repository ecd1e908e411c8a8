// The order inside the conformance suite.
import { suiteRooms } from './architecture-order.ts'
import { rule, testOrFixture } from './import-rule.ts'

// A test of any room may play a whole run to show its piece, so merchants and the drive in virtual time
// are open to tests at every level; they keep the order otherwise.
const played = ['^client-tests/drives/in-process/', '^client-tests/merchants/']

export const roomsOfTheSuite = suiteRooms.flatMap((room, index) => {
  const comment = `client-tests/${room}/ imports only itself and the rooms before it: ${suiteRooms.join(', ')}.`
  const reachable = `^client-tests/(${suiteRooms.slice(0, index + 1).join('|')})/`
  return [
    rule(
      `upward-from-suite-${room}`,
      comment,
      { path: `^client-tests/${room}/`, pathNot: testOrFixture },
      { path: '^client-tests/', pathNot: reachable },
    ),
    rule(
      `upward-from-tests-of-suite-${room}`,
      `${comment} A test may also use merchants and the drive in virtual time.`,
      { path: `^client-tests/${room}/.*${testOrFixture}` },
      { path: '^client-tests/', pathNot: [reachable, ...played] },
    ),
  ]
})
