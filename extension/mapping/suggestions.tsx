import { i18n } from '#i18n'
import type { Connection, Output } from '#shared/contract.ts'
import { ErrorNotice } from '../error-notice.tsx'
import { useOff } from '../role.ts'
import { Button } from '../ui/button.tsx'
import { countText } from '../ui/number.ts'
import { Skeleton } from '../ui/skeleton.tsx'
import { systemOf } from './accounts.tsx'
import { type Additions, Groups } from './groups.tsx'
import { Outcome } from './outcome.tsx'
import { Reading } from './reading.tsx'
import type { useAccept } from './use-accept.ts'
import { useHidden } from './use-hidden.ts'
import type { useSuggestions } from './use-suggestions.ts'

type Answer = Output<'mappings.suggest'>
interface SuggestionsProps {
  connection: Connection | undefined
  connectionId: string
  read: ReturnType<typeof useSuggestions>
  accept: ReturnType<typeof useAccept>
  additions?: Additions
  /** Another organisation is to be chosen for this tenant. */
  onChoose: (tenantId: string) => void
}

/** Which organisations of an account the tenants are that have none; how far reading and accepting are. */
export function Suggestions(props: SuggestionsProps) {
  const { connection, connectionId, read, accept, additions, onChoose } = props
  const { data, error, refetch, isReading } = read
  const system = systemOf(connection)
  // What an older server does not tell is tried.
  const canCreate = connection?.can?.createOrganisation ?? true
  return (
    <>
      {error && (
        <ErrorNotice
          error={error}
          what={i18n.t('mapping.suggestionsCouldNotBeRead')}
          onRetry={() => refetch()}
        />
      )}
      {!data && !error && <Skeleton rows={6} label={i18n.t('mapping.readingSuggestions')} />}
      {data && <Reading answer={data} system={system} error={read.startError} onRead={read.read} />}
      <Outcome {...accept} />
      {data && !(isReading && data.readAt === null) && (
        <Groups
          answer={data}
          account={{ connectionId, system, canCreate }}
          busy={accept.running !== null}
          additions={additions}
          onAccept={(suggestion) => accept.run([suggestion])}
          onChoose={onChoose}
        />
      )}
    </>
  )
}

interface AcceptAllProps {
  answer: Answer | undefined
  accept: ReturnType<typeof useAccept>
}
export function AcceptAll({ answer, accept }: AcceptAllProps) {
  const off = useOff('mappings.accept')
  const hidden = useHidden()
  const certain =
    answer?.suggestions.filter(
      ({ confidence, tenantId }) => confidence === 'certain' && !hidden.has(tenantId),
    ) ?? []
  return (
    <Button
      kind="primary"
      busy={accept.running !== null}
      off={off ?? (certain.length === 0 ? i18n.t('mapping.nothingCertain') : null)}
      onClick={() => accept.run(certain)}
    >
      {certain.length > 1
        ? i18n.t('mapping.acceptAllCertain', { count: certain.length })
        : i18n.t('mapping.acceptAllCertain2')}
    </Button>
  )
}

export function counted({ suggestions, without }: Answer): string {
  const count = new Set([...suggestions, ...without].map(({ tenantId }) => tenantId)).size
  if (count === 0) return i18n.t('mapping.noTenantWaitsForOrganisation')
  return i18n.t('mapping.tenantsHaveNoOrganisation', count, { count: countText(count) })
}
