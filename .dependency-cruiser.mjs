// Where dependency-cruiser looks for its rules; they are written in tools/architecture-rules.ts.
export { default } from './tools/architecture-rules.ts'
