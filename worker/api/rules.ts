import type { HandlerInput, Output } from '#shared/contract.ts'
import { assignPerson } from '#shared/sync/assign.ts'
import { personPages } from '../store/mirror.ts'
import { getTenant } from '../store/tenants.ts'
import type { Call, Handlers } from './handlers.ts'

type Preview = Output<'rules.preview'>
const pageSize = 100

export const ruleHandlers = {
  /** By the function that the sync assigns with. `after` is a position in the list, which is ordered by name. */
  async 'rules.preview'(input, call) {
    await getTenant(call, input.tenantId)
    const { departments, persons, reasons } = await judgeAll(input, call)
    const shown = persons.filter(({ belongs }) => input.show === 'all' || belongs === (input.show === 'in'))
    const from = Number(input.after ?? 0) || 0
    const until = from + pageSize
    return {
      total: persons.length,
      belong: persons.filter(({ belongs }) => belongs).length,
      reasons: reasons.list().map(({ value, count }) => ({ reason: value, count })),
      persons: shown.sort(byName).slice(from, until),
      departments: departments.list(),
      next: until < shown.length ? String(until) : null,
    }
  },
} satisfies Partial<Handlers>

async function judgeAll({ tenantId, rule }: HandlerInput<'rules.preview'>, call: Call) {
  const persons: Preview['persons'] = []
  const reasons = createTally()
  const departments = createTally()
  for await (const page of personPages(call, tenantId)) {
    for (const person of page) {
      const { mappingId, reason } = assignPerson(person, [{ id: 'preview', rule }])
      const belongs = mappingId !== null
      const { id, displayName, userPrincipalName, department, deletedAt } = person
      persons.push({ id, displayName, userPrincipalName, belongs, reason })
      if (!belongs) reasons.add(reason)
      if (department?.trim() && deletedAt === null) departments.add(department.trim())
    }
  }
  return { persons, reasons, departments }
}

const collator = new Intl.Collator('en', { sensitivity: 'base', numeric: true })

function byName(a: Preview['persons'][number], b: Preview['persons'][number]): number {
  return collator.compare(a.displayName, b.displayName) || (a.id < b.id ? -1 : 1)
}

/** Counts values without regard to case, as rules compare them; the first spelling is shown. */
function createTally() {
  const counts = new Map<string, { value: string; count: number }>()
  return {
    add(value: string) {
      const key = value.toLowerCase()
      const entry = counts.get(key)
      if (entry) entry.count += 1
      else counts.set(key, { value, count: 1 })
    },
    list: () => [...counts.values()].sort((a, b) => b.count - a.count || collator.compare(a.value, b.value)),
  }
}
