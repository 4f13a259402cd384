import { i18n } from '#i18n'
import { Accounts } from '../psa/accounts.tsx'
import { useRead } from '../query.ts'
import { StepCard } from './step-card.tsx'

/** The accounts of ticket systems that the server may use. Administrators connect them, all see them. */
export function Connections({ number, isReady }: { number: number | null; isReady: boolean }) {
  const list = useRead('psas.list', {}, { enabled: isReady })
  return (
    <StepCard
      id="psa"
      number={number}
      title={i18n.t('options.ticketSystems')}
      isDone={list.data?.connections.some(({ disconnected }) => !disconnected) ?? false}
      waitsFor={isReady ? null : i18n.t('options.afterYouHaveSignedIn')}
      summary={i18n.t('options.serverReadsTicketsAndWrites')}
    >
      <Accounts list={list} />
    </StepCard>
  )
}
