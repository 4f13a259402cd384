import type { PsaApi, PsaApiDefinition } from '#shared/psa/api.ts'

/** A third of what the PSA allows, then a third of the time it allows it in: the rest is for people. */
const share = 3

export interface Pace {
  /** Before each request; waits when this invocation has used up its share. */
  next(): Promise<void>
  /** How many requests fit before this invocation should make way for the next one. */
  room(): number
  /** Call it when reading is done: whoever read long may write as long, or it would never get anywhere. */
  startWriting(): void
  pauseSeconds: number
}

const timer = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
/** Of an invocation's fifteen minutes. */
const mostWrites = 600

export function createPace({ requests, perSeconds }: PsaApiDefinition['limit'], sleep = timer): Pace {
  const slice = Math.max(2, Math.floor(requests / share))
  const pauseSeconds = Math.ceil(perSeconds / share)
  let used = 0
  let end = slice
  return {
    pauseSeconds,
    async next() {
      if (used > 0 && used % slice === 0) await sleep(pauseSeconds * 1000)
      used += 1
    },
    room: () => end - used,
    startWriting() {
      end = used + Math.max(slice - used, Math.min(used, mostWrites))
    },
  }
}

/** The same account, each request in its turn. */
export function paced(api: PsaApi, pace: Pace): PsaApi {
  const { createContact, updateContact } = api
  return {
    ...api,
    async contacts(organisationId, page) {
      await pace.next()
      return api.contacts(organisationId, page)
    },
    async contact(id) {
      await pace.next()
      return api.contact(id)
    },
    ...(createContact && {
      async createContact(organisationId, fields) {
        await pace.next()
        return createContact(organisationId, fields)
      },
    }),
    ...(updateContact && {
      async updateContact(id, fields) {
        await pace.next()
        return updateContact(id, fields)
      },
    }),
  }
}
