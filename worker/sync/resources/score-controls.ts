import * as v from 'valibot'
import { type ControlFacts, writeControls } from '../../store/control-rows.ts'
import { parserOf } from '../parse-item.ts'
import { defineWhole, readAll } from '../resource.ts'

const Score = parserOf(
  v.object({
    controlScores: v.nullish(
      v.array(v.object({ controlName: v.nullish(v.string()), score: v.nullish(v.number()) })),
    ),
  }),
  'secureScore',
)
/** https://learn.microsoft.com/graph/api/resources/securescorecontrolprofile */
const Profile = parserOf(
  v.object({
    id: v.pipe(v.string(), v.minLength(1)),
    title: v.nullish(v.string()),
    service: v.nullish(v.string()),
    maxScore: v.nullish(v.number()),
    actionUrl: v.nullish(v.string()),
    deprecated: v.nullish(v.boolean()),
  }),
  'secureScoreControlProfile',
)
const longest = { title: 300, service: 100, url: 2000 }

/** What each control of the latest day adds to the score, and what it could add. */
export const scoreControls = defineWhole<ControlFacts>({
  name: 'score-controls',
  title: 'Secure Score controls',
  permissions: ['SecurityEvents.Read.All'],
  every: 'day',
  async read(graph) {
    const [latest] = await readAll(graph, '/security/secureScores?$top=1', Score, 1)
    if (!latest) return []
    const scores = new Map(
      (latest.controlScores ?? []).map(({ controlName, score }) => [controlName, score ?? 0]),
    )
    const profiles = await readAll(graph, '/security/secureScoreControlProfiles?$top=999', Profile)
    return profiles
      .filter(({ id, deprecated }) => !deprecated && scores.has(id))
      .map(({ id, title, service, maxScore, actionUrl }) => ({
        id,
        title: (title || id).slice(0, longest.title),
        service: (service ?? '').slice(0, longest.service),
        score: scores.get(id) ?? 0,
        max: maxScore ?? 0,
        actionUrl: httpsOrNull(actionUrl),
      }))
  },
  write: writeControls,
})

/** People click on it, so it leads nowhere but to a web page. */
function httpsOrNull(address: string | null | undefined): string | null {
  if (!address || address.length > longest.url || !URL.canParse(address)) return null
  const url = new URL(address)
  return url.protocol === 'https:' && !url.username && !url.password ? url.href : null
}
