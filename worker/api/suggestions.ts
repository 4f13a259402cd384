import type { Output } from '#shared/contract.ts'
import { AppError } from '#shared/errors.ts'
import { writtenName } from '#shared/sync/same-name.ts'
import { suggest } from '#shared/sync/suggest.ts'
import { getConnection } from '../store/connections.ts'
import { namedOrganisations, surveyed } from '../store/organisations.ts'
import { problemOf } from '../store/problem.ts'
import { readSurvey, type SurveyRow } from '../store/survey.ts'
import { countRead } from '../store/survey-pages.ts'
import { startSurvey } from '../sync/survey.ts'
import { acceptSuggestions } from './accept-suggestions.ts'
import { createOrganisation } from './create-organisation.ts'
import type { Call, Handlers } from './handlers.ts'

export const suggestionHandlers = {
  async 'mappings.suggest'({ connectionId, refresh }, call) {
    const { disconnectedAt } = await getConnection(call, connectionId)
    if (refresh && disconnectedAt !== null) throw new AppError('psa.disconnected')
    if (refresh) await startSurvey(call, connectionId)
    return suggestionsOf(call, connectionId)
  },
  'mappings.accept': acceptSuggestions,
  'organisations.create': createOrganisation,
  async 'organisations.named'({ connectionId, names }, call) {
    await getConnection(call, connectionId)
    const [survey, known] = await Promise.all([
      readSurvey(call, connectionId),
      namedOrganisations(call, connectionId),
    ])
    const byName = new Map(known.map((one) => [writtenName(one.organisationName), one]))
    const named = [...new Set(names)].flatMap((name) => {
      const one = byName.get(writtenName(name))
      return one ? [{ name, ...one }] : []
    })
    return { readAt: readAtOf(survey), named }
  },
} satisfies Partial<Handlers>

async function suggestionsOf(call: Call, connectionId: string): Promise<Output<'mappings.suggest'>> {
  const [survey, { tenants, organisations }] = await Promise.all([
    readSurvey(call, connectionId),
    surveyed(call, connectionId),
  ])
  const { suggestions, without } = suggest(tenants, organisations)
  return {
    state: survey?.state ?? 'never',
    readAt: readAtOf(survey),
    organisations:
      survey?.state === 'reading'
        ? await countRead(call, { connectionId, run: survey.run })
        : organisations.length,
    suggestions: suggestions.map(({ tenant, organisation, confidence, reason }) => ({
      tenantId: tenant.id,
      tenantName: tenant.name,
      organisationId: organisation.id,
      organisationName: organisation.name,
      confidence,
      reason,
    })),
    without: without.map(({ id, name }) => ({ tenantId: id, tenantName: name })),
    problem: survey ? problemOf(survey) : null,
  }
}

const readAtOf = (survey: SurveyRow | null) =>
  survey?.finishedAt ? new Date(survey.finishedAt).toISOString() : null
