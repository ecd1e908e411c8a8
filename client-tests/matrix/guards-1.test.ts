// Part 1 of 4 of the guards, so that they run at the same time.
import { proveGuards } from './guards.fixture.ts'

proveGuards(0)
