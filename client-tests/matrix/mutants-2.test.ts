// Part 2 of 4 of the kill matrix, so that they run at the same time.
import { proveMutants } from './mutants.fixture.ts'

proveMutants(1)
