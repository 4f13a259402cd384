import * as v from 'valibot'
import { writeScores } from '../../store/score-rows.ts'
import { parserOf } from '../parse-item.ts'
import { defineWhole, readAll } from '../resource.ts'

/** https://learn.microsoft.com/graph/api/security-list-securescores: one a day, newest first, 90 days kept. */
const SecureScore = v.object({
  /** `<tenant>_<yyyy-mm-dd>` */
  id: v.pipe(v.string(), v.regex(/_\d{4}-\d{2}-\d{2}$/)),
  currentScore: v.number(),
  maxScore: v.number(),
  /** https://learn.microsoft.com/graph/api/resources/averagecomparativescore */
  averageComparativeScores: v.nullish(
    v.array(v.object({ basis: v.nullish(v.string()), averageScore: v.nullish(v.number()) })),
  ),
})
const parse = parserOf(SecureScore, 'secureScore')
const dayMs = 24 * 3_600_000
const days = { kept: 90, least: 3 }

/** The whole history at first, then the days since; every day is large, so no more than needed. */
function daysToRead(lastReadAt: number | null, now: number): number {
  if (lastReadAt === null) return days.kept
  return Math.min(days.kept, Math.max(days.least, Math.ceil((now - lastReadAt) / dayMs) + 2))
}

export const secureScore = defineWhole({
  name: 'secure-score',
  title: 'Secure Score',
  permissions: ['SecurityEvents.Read.All'],
  every: 'day',
  async read(graph, { lastReadAt, now }) {
    const top = daysToRead(lastReadAt, now)
    const scores = await readAll(graph, `/security/secureScores?$top=${top}`, parse, top)
    return scores.map((score) => ({
      day: score.id.slice(-10),
      current: score.currentScore,
      max: score.maxScore,
      allTenants: averageOf(score, 'AllTenants'),
      similarSize: averageOf(score, 'TotalSeats'),
    }))
  },
  write: writeScores,
})

/** In percent, as Microsoft gives it now; what cannot be a percentage (points, in years before) is left out. */
function averageOf(
  { averageComparativeScores }: v.InferOutput<typeof SecureScore>,
  basis: string,
): number | null {
  const average = averageComparativeScores?.find((one) => one.basis === basis)?.averageScore
  return average !== undefined && average !== null && average >= 0 && average <= 100 ? average : null
}
