import { i18n } from '#i18n'
import { useRead } from '../../query.ts'
import { useOff } from '../../role.ts'
import { NotYours } from '../not-yours.tsx'
import { PageHead } from '../page-head.tsx'
import { ReadState } from '../read-state.tsx'

/** How the partner's own account is connected. */
export function Partner() {
  const off = useOff('partner.get')
  const { data, error, refetch } = useRead('partner.get', {}, { enabled: !off })
  return (
    <>
      <PageHead title={i18n.t('console.partner.title')} text={i18n.t('console.partner.whatFor')} />
      {off ? (
        <NotYours why={off}>{i18n.t('console.partner.adminsOnly')}</NotYours>
      ) : (
        <ReadState
          error={error}
          hasData={data !== undefined}
          what={i18n.t('console.partner.couldNotBeRead')}
          reading={i18n.t('console.partner.reading')}
          onRetry={refetch}
        />
      )}
    </>
  )
}
