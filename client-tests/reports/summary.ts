// The first page of a report as data, out of what all forms lay out.
import type { ReportModel } from './model.ts'
import { scenarioCalled } from './names.ts'
import type { Summary } from './summary-schema.ts'

export function summaryOf(model: ReportModel): Summary {
  const { verdict, remarks, about, orders, fixFirst, criticalOpen, next } = model
  return {
    ...verdict,
    remarks: [...remarks],
    about: [...about.run, ...about.verdict].map(([name, value]) => ({ name, value })),
    cost: { ...orders.cost, said: [...orders.cost.said] },
    fixFirst: [...fixFirst],
    criticalOpen: criticalOpen.map(({ id, title, exercisedBy: [scenario] }) => ({
      rule: id,
      title,
      ...(scenario !== undefined && { scenario: scenarioCalled(scenario) }),
    })),
    ...(next !== undefined && { next }),
  }
}
