import { type ErrorCode, errorText, isErrorCode, nextStep } from '#shared/errors.ts'
import type { Causes } from '../store/alert-causes.ts'
import type { News } from '../store/alerts.ts'
import { partnerNews } from './partner-words.ts'

type Failed = Causes['tenants'][number]
type OfMapping = Causes['stopped'][number]

/** Every alert that holds, in words. */
export function newsOf({ tenants, consents, mappings, stopped, reviews, ...ofPartner }: Causes): News[] {
  const failing = tenants.filter(({ isStopped }) => isStopped === 0)
  const ours = Map.groupBy(
    failing.filter(({ code }) => isOurs(codeOf(code))),
    ({ code }) => codeOf(code),
  )
  return [
    ...[...ours].map(([code, all]) => serverFails(code, all)),
    ...failing.filter(({ code }) => !isOurs(codeOf(code))).map(tenantFails),
    ...tenants.filter(({ isStopped }) => isStopped === 1).map(consentLost),
    ...consents.map(consentAgain),
    ...mappings.map(mappingFails),
    ...stopped.map(runStopped),
    ...reviews.map(toReview),
    ...partnerNews(ofPartner),
  ]
}

/** What is wrong with this server or its application fails in every tenant at once: one alert, not one a tenant. */
function isOurs(code: ErrorCode): boolean {
  return /^(config\.|tenant\.(secret|certificate))/.test(code)
}

/** A code of another version is told as `internal`. */
export function codeOf(code: string | null): ErrorCode {
  return isErrorCode(code) ? code : 'internal'
}

function serverFails(code: ErrorCode, all: readonly Failed[]): News {
  const count = all.length === 1 ? '1 tenant' : `${all.length} tenants`
  return {
    ...{ kind: 'failing', subject: `server:${code}`, tenantId: null, mappingId: null },
    text: `The sync of ${count} keeps failing. ${errorText(code, all[0]?.detail)}`,
    next: nextStep(code) ?? null,
  }
}

function tenantFails({ tenantId, tenantName, ...trouble }: Failed): News {
  return {
    ...{ kind: 'failing', subject: `tenant:${tenantId}`, tenantId, mappingId: null },
    ...told(`The sync of ${short(tenantName)} failed twice or more in a row.`, trouble),
  }
}

function consentLost({ tenantId, tenantName, ...trouble }: Failed): News {
  return {
    ...{ kind: 'consent', subject: `tenant:${tenantId}`, tenantId, mappingId: null },
    ...told(`The sync of ${short(tenantName)} has stopped.`, trouble),
  }
}

/** A subject of its own: a tenant that stops meanwhile is another alert. */
function consentAgain({ tenantId, tenantName, ...trouble }: Causes['consents'][number]): News {
  return {
    ...{ kind: 'consent', subject: `again:${tenantId}`, tenantId, mappingId: null },
    ...told(`Something of ${short(tenantName)} cannot be read.`, trouble),
  }
}

function mappingFails({ code, detail, ...mapping }: Causes['mappings'][number]): News {
  const text = `The contacts of ${nameOf(mapping)} could not be kept up twice or more in a row.`
  return { kind: 'failing', ...topic(mapping), ...told(text, { code, detail }) }
}

function runStopped(mapping: OfMapping): News {
  const trouble = { code: 'plan.stopped', detail: null }
  return { kind: 'stopped', ...topic(mapping), ...told(`${nameOf(mapping)}:`, trouble) }
}

function toReview({ count, ...mapping }: Causes['reviews'][number]): News {
  const persons = count === 1 ? '1 person waits' : `${count} persons wait`
  return {
    ...{ kind: 'review', ...topic(mapping) },
    text: `${persons} for a decision in ${nameOf(mapping)}.`,
    next: 'Decide which contact stands for whom.',
  }
}

function topic({ mappingId, tenantId }: OfMapping) {
  return { subject: `mapping:${mappingId}`, tenantId, mappingId }
}

export function told(what: string, { code, detail }: { code: string | null; detail: string | null }) {
  return { text: `${what} ${errorText(codeOf(code), detail)}`, next: nextStep(codeOf(code)) ?? null }
}

function nameOf({ organisationName, tenantName }: OfMapping): string {
  return `${short(organisationName)} (${short(tenantName)})`
}

/** Foreign text, on one line and of bearable length. */
export function short(name: string): string {
  const line = name.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim()
  const characters = [...line]
  return characters.length > 100 ? `${characters.slice(0, 99).join('')}…` : line
}
